/* What was shared of an article, live: what changes is rendered, and what somebody uses of it stays as it is. */
import { POLL, api, confirmed, busy, guardedIn, t, words } from './base.js';
import { decision } from './approve.js';
import { undoWindows } from './brake.js';
import { foreseen } from './health.js';
import { empty } from './kit/empty.js';
import { html, nothing, render, repeat } from './kit/lit.js';
import { refusal, time } from './kit/notice.js';
import { state } from './kit/state.js';
import { speakers, speaks } from './speaker.js';
import { TONE, actsOn, asks, settled, stateWord, waits } from './states.js';
import { ZONE, local, momentField } from './when.js';

export { STATE_COLOUR, settled } from './states.js';

/* How much slower it asks when nothing is under way. */
const CALM = 10;

/* Another time for what is planned. The field is made once: what somebody typed outlives what is read meanwhile, and goes
   with the post as it was when it was typed, so that nobody moves unseen what somebody else moved. */
function mover(id) {
  const moment = momentField(`herald-move-${id}`, t('when.time', { zone: ZONE }), '');
  let seen = null;
  let told = false;
  const look = (now) => {
    if (seen === null || moment.value() === local(seen.notBefore)) {
      moment.set(now.notBefore);
      seen = now;
    } else if (told) {
      seen = now;
    }
    told = false;
  };
  return (share, now, reload) => {
    look(now);
    const save = guardedIn('.herald-retime', async () => {
      const { version } = seen || now;
      try {
        await api.post('/calendar/move', { id: `share:${share.id}:${now.profileId}:${version}`, at: moment.value(), zone: ZONE, offset: moment.offset() });
      } catch (e) {
        moment.ask(e);
        if (e.status === 409) {
          told = true;
          await reload().catch(() => null); // what is said is why it was not moved
        }
        throw e;
      }
      moment.ask({});
      seen = null;
      await reload();
    });
    return html`<details class="herald-retime herald-delivery__move"><summary>${t('calendar.move')}</summary>${moment.node}<button type="button" class="button is-small" @click=${save}>${t('save')}</button></details>`;
  };
}

/* What can be done with a post in its state: another state has other buttons. */
function actions(share, variant, { reload, administers, moverOf }) {
  const act = (name) => guardedIn('.herald-delivery__actions', async () => {
    if (name === 'WITHDRAW' && !(await confirmed(t('social.withdrawQuestion', { profile: variant.profileTitle }), t('act.WITHDRAW')))) {
      return;
    }
    await api.post(`/shares/${share.id}/${variant.profileId}`, { act: name });
    await reload();
  });
  const planned = ['SUBMITTED', 'PLANNED'].includes(variant.state);
  return html`<div class="herald-delivery__actions">
    ${variant.state === 'SUBMITTED' && variant.may.includes('APPROVE') ? decision(share, variant, reload) : nothing}
    ${repeat(actsOn(variant, administers), (name) => name, (name) => html`<button type="button" class="button is-small" data-act=${name} @click=${act(name)}>${t(planned ? `act.planned.${name}` : `act.${name}`)}</button>`)}
    ${variant.state === 'PLANNED' && variant.may.includes('MOVE') ? moverOf(share, variant)(share, variant, reload) : nothing}</div>`;
}

const moment = (share, variant) => (variant.state === 'PLANNED' || waits(variant) || (variant.state === 'SUBMITTED' && variant.notBefore > share.at) ? time(variant.notBefore) : nothing);

const link = (variant) => (variant.url && ['SENT', 'WITHDRAWING'].includes(variant.state) ? html`<a href=${variant.url} rel="noopener" target="_blank">${t('social.open')}</a>` : nothing);

const row = (share, variant, context) => html`<li class="herald-delivery" data-state=${variant.state} data-profile=${variant.profileId} tabindex="-1">
  <p class="herald-delivery__head">${speaks(variant)} ${state(asks(variant) ? 'wait' : TONE[variant.state], t(stateWord(variant)))} ${moment(share, variant)}
    ${variant.parts.length > 1 ? html`<span class="tag is-light herald-delivery__posts">${t('social.posts', { posted: variant.posted, posts: variant.parts.length })}</span>` : nothing} ${link(variant)}</p>
  ${variant.message ? html`<p class="herald-delivery__message">${words[`reason.${variant.reason}`] ? html`<strong>${t(`reason.${variant.reason}`)} </strong>` : nothing}${variant.message}</p>` : nothing}
  ${foreseen(variant)}
  <details ?open=${variant.state === 'SUBMITTED'}><summary>${t('social.text')}</summary>${variant.parts.map((part) => html`<p class="herald-delivery__text" dir="auto">${part}</p>`)}${variant.word ? html`<p class="help">${t('social.word', { word: variant.word })}</p>` : nothing}</details>
  ${repeat([variant.state], (one) => one, () => actions(share, variant, context))}</li>`;

const shared = (share, context) => html`<li class="herald-social__share box" data-share=${share.id}>
  <p class="herald-social__head">${t('social.by', { by: share.by })} ${time(share.at)}</p>
  <ul>${repeat(share.variants, (variant) => variant.profileId, (variant) => row(share, variant, context))}</ul></li>`;

/* Renders, and keeps the focus in the row where it was when what had it is not there any more. */
function paint(list, shares, context) {
  const held = list.contains(document.activeElement) ? document.activeElement.closest('.herald-delivery') : null;
  render(shares.length === 0 ? empty(t('social.none')) : html`<ul>${repeat(shares, (share) => share.id, (share) => shared(share, context))}</ul>`, list);
  if (held && held.isConnected && !list.contains(document.activeElement)) {
    held.focus();
  }
}

/* One field for each post that can be moved. */
function movers() {
  const made = new Map();
  return (share, variant) => {
    const id = `${share.id}-${variant.profileId}`;
    if (!made.has(id)) {
      made.set(id, mover(id));
    }
    return made.get(id);
  };
}

/* @param resume shows again what was written, where it was sent from here */
export function social(path, resume = null) {
  const list = document.createElement('div');
  list.setAttribute('aria-live', 'polite');
  render(busy(t('loading')), list);
  const windows = undoWindows(resume);
  const trouble = document.createElement('div');
  trouble.className = 'herald-social__trouble';
  const panel = document.createElement('div');
  panel.className = 'herald-social';
  panel.append(windows.node, trouble, list);
  const context = { administers: null, moverOf: movers(), reload: () => load() };
  let said = '';
  /* What is shown stays, and what is typed in it. */
  const tell = (e) => {
    if (e.message !== said) { // who listens to the page hears it once
      said = e.message;
      render(refusal(e), trouble);
    }
    list.querySelector(':scope > .herald-busy')?.remove();
  };
  async function load() {
    const { shares } = await api.get(`/shares?path=${encodeURIComponent(path)}`);
    context.administers ??= (await api.get('/session')).rights.administer;
    await speakers();
    windows.show(shares);
    paint(list, shares, context);
    said = '';
    render(nothing, trouble);
    return shares.some((share) => share.variants.some((variant) => !settled(variant)));
  }
  const follow = async () => {
    const open = await load().catch(tell);
    if (panel.isConnected) {
      setTimeout(follow, open ? POLL : POLL * CALM);
    }
  };
  setTimeout(follow, 0);
  return panel;
}
