/* Deciding about a post that waits for who publishes as its profile. */
import { api, button, el, guarded, t, when } from './base.js';

export function decisionBox(share, variant, reload) {
  const id = `herald-refuse-${share.id}-${variant.profileId}`;
  const box = el('div', { class: 'herald-decision' });
  const decide = (approved, reason) => async () => {
    await api.post(`/shares/${share.id}/${variant.profileId}/decision`, { approved, seen: variant.version, reason });
    await reload();
  };
  const planned = new Date(variant.notBefore) > new Date(share.at);
  const over = planned && new Date(variant.notBefore) < new Date();
  const reason = el('textarea', { class: 'textarea is-small', id, rows: 2, maxlength: 2000 });
  const refuse = button(t('decide.send'), guarded(async () => decide(false, reason.value)(), box), { class: 'is-danger is-outlined herald-decision__refuse' });
  box.append(
    over ? el('p', { class: 'help' }, t('decide.over')) : '',
    el('div', { class: 'buttons' }, button(planned && !over ? t('decide.approveAt', { time: when(variant.notBefore) }) : t('decide.approve'), guarded(decide(true, ''), box), { class: 'is-success herald-decision__approve' })),
    el('details', { class: 'herald-retime' }, el('summary', {}, t('decide.refuse')), el('label', { class: 'label is-small', for: id }, t('decide.reason')), reason, el('div', { class: 'buttons' }, refuse)));
  return box;
}
