/* What was shared of an article, live. */
import { POLL, api, button, confirmed, el, busy, guarded, message, problem, t, time, words } from './base.js';
import { decisionBox } from './approve.js';
import { undoWindows } from './brake.js';
import { foreseen } from './health.js';
import { speaker } from './speaker.js';
import { ZONE, momentField } from './when.js';

export const STATE_COLOUR = { SUBMITTED: 'warning', PLANNED: 'info', QUEUED: 'info', SENDING: 'info', SENT: 'success', REFUSED: 'danger', UNCERTAIN: 'warning', WITHDRAWING: 'info', WITHDRAWN: 'light' };
const waits = (variant) => variant.state === 'QUEUED' && variant.reason === 'BUDGET';
export const settled = (variant) => ['SUBMITTED', 'PLANNED', 'SENT', 'REFUSED', 'WITHDRAWN'].includes(variant.state) || waits(variant);

/* Another time for what is planned. */
function other(share, variant, reload) {
  const moment = momentField(`herald-move-${share.id}-${variant.profileId}`, t('when.time', { zone: ZONE }), variant.notBefore);
  const box = el('details', { class: 'herald-retime' }, el('summary', {}, t('calendar.move')));
  box.append(moment.node, button(t('save'), guarded(async () => {
    try {
      await api.post('/calendar/move', { id: `share:${share.id}:${variant.profileId}:${variant.version}`, at: moment.value(), zone: ZONE, offset: moment.offset() });
    } catch (e) {
      moment.ask(e);
      throw e;
    }
    await reload();
  }, box)));
  return box;
}

const asks = (variant) => variant.state === 'REFUSED' && variant.reason === 'BUDGET';
const stateWord = (variant) => (waits(variant) ? 'state.waits' : asks(variant) ? 'state.asks' : `state.${variant.state}`);

function variantRow(share, variant, reload, administers) {
  const place = el('div', { class: 'herald-delivery__actions' });
  const act = (name) => guarded(async () => {
    if (name === 'WITHDRAW' && !(await confirmed(t('social.withdrawQuestion', { profile: variant.profileTitle }), t('act.WITHDRAW')))) {
      return;
    }
    await api.post(`/shares/${share.id}/${variant.profileId}`, { act: name });
    await reload();
  }, place);
  const acts = { SUBMITTED: variant.may.includes('APPROVE') ? [] : ['WITHDRAW'], PLANNED: ['RETRY', 'WITHDRAW'], QUEUED: ['WITHDRAW'], SENT: ['WITHDRAW'], REFUSED: ['RETRY', 'WITHDRAW'], UNCERTAIN: variant.posted + 1 < variant.parts.length ? ['MARK_UNSENT'] : ['MARK_SENT', 'MARK_UNSENT'] }[variant.state] || [];
  const may = (name) => name === 'LET_THROUGH' || variant.may.includes(name === 'WITHDRAW' ? name : 'RESEND');
  if (administers && asks(variant)) {
    acts.unshift('LET_THROUGH');
  }
  place.append(...acts.filter(may).map((name) => button(t(['SUBMITTED', 'PLANNED'].includes(variant.state) ? `act.planned.${name}` : `act.${name}`), act(name))));
  if (variant.state === 'PLANNED' && variant.may.includes('MOVE')) {
    place.append(other(share, variant, reload));
  }
  const submitted = variant.state === 'SUBMITTED';
  if (submitted && variant.may.includes('APPROVE')) {
    place.prepend(decisionBox(share, variant, reload));
  }
  return el('li', { class: 'herald-delivery', 'data-state': variant.state, 'data-profile': variant.profileId },
    el('p', { class: 'herald-delivery__head' }, speaker(variant), ' ', el('span', { class: `tag is-${asks(variant) ? 'warning' : STATE_COLOUR[variant.state]}` }, t(stateWord(variant))), ' ',
      variant.state === 'PLANNED' || waits(variant) || (submitted && variant.notBefore > share.at) ? time(variant.notBefore) : null, ' ',
      variant.parts.length > 1 ? el('span', { class: 'tag is-light herald-delivery__posts' }, t('social.posts', { posted: variant.posted, posts: variant.parts.length })) : null, ' ',
      variant.url && ['SENT', 'WITHDRAWING'].includes(variant.state) ? el('a', { href: variant.url, rel: 'noopener', target: '_blank' }, t('social.open')) : null),
    variant.message ? el('p', { class: 'herald-delivery__message' }, words[`reason.${variant.reason}`] ? el('strong', {}, t(`reason.${variant.reason}`), ' ') : null, variant.message) : null,
    foreseen(variant),
    el('details', { open: submitted }, el('summary', {}, t('social.text')), variant.parts.map((part) => el('p', { class: 'herald-delivery__text', dir: 'auto' }, part)),
      variant.word ? el('p', { class: 'help' }, t('social.word', { word: variant.word })) : null),
    place);
}

/* @param resume shows again what was written, where it was sent from here */
export function social(path, resume = null) {
  const list = el('div', { 'aria-live': 'polite' }, busy(t('loading')));
  const windows = undoWindows(resume);
  const panel = el('div', { class: 'herald-social' }, windows.node, list);
  let stopped = false;
  let last = '';
  let administers = null;
  const load = async () => {
    const { shares } = await api.get(`/shares?path=${encodeURIComponent(path)}`);
    administers ??= (await api.get('/session')).rights.administer;
    windows.show(shares);
    const now = JSON.stringify(shares.map((share) => ({ ...share, undoSeconds: 0 })));
    if (now !== last) { // else whoever is on a button of it would lose it
      last = now;
      paint(shares);
    }
    return shares.some((share) => share.variants.some((v) => !settled(v)));
  };
  const paint = (shares) => {
    list.replaceChildren(shares.length === 0 ? message(t('social.none'), 'info') : el('ul', {}, shares.map((share) => el('li', { class: 'herald-social__share box' },
      el('p', { class: 'herald-social__head' }, t('social.by', { by: share.by }), ' ', time(share.at)),
      el('ul', {}, share.variants.map((variant) => variantRow(share, variant, load, administers)))))));
  };
  const follow = async () => {
    try {
      const open = await load();
      if (!stopped && panel.isConnected) {
        setTimeout(follow, open ? POLL : POLL * 10);
      }
    } catch (e) {
      last = '';
      list.replaceChildren(problem(e));
    }
  };
  setTimeout(follow, 0);
  panel.addEventListener('herald-stop', () => { stopped = true; });
  return panel;
}
