/* Deciding about a post that waits for who publishes as its profile. */
import { api, guardedIn, t, when } from './base.js';
import { html, nothing } from './kit/lit.js';

/** What can be decided. A reason that is being written stays, however often this is rendered. */
export function decision(share, variant, reload) {
  const id = `herald-refuse-${share.id}-${variant.profileId}`;
  const decide = (approved, reason) => async () => {
    await api.post(`/shares/${share.id}/${variant.profileId}/decision`, { approved, seen: variant.version, reason: reason() });
    await reload();
  };
  const planned = new Date(variant.notBefore) > new Date(share.at);
  const over = planned && new Date(variant.notBefore) < new Date();
  const approve = guardedIn('.herald-decision', decide(true, () => ''));
  const refuse = guardedIn('.herald-decision', decide(false, () => document.getElementById(id).value));
  return html`<div class="herald-decision">${over ? html`<p class="help">${t('decide.over')}</p>` : nothing}
    <div class="buttons"><button type="button" class="button is-small is-success herald-decision__approve" @click=${approve}>${planned && !over ? t('decide.approveAt', { time: when(variant.notBefore) }) : t('decide.approve')}</button></div>
    <details class="herald-retime"><summary>${t('decide.refuse')}</summary><label class="label is-small" for=${id}>${t('decide.reason')}</label><textarea class="textarea is-small" id=${id} rows="2" maxlength="2000"></textarea>
      <div class="buttons"><button type="button" class="button is-small is-danger is-outlined herald-decision__refuse" @click=${refuse}>${t('decide.send')}</button></div></details></div>`;
}
