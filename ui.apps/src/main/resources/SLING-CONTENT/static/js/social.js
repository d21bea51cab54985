/* What was shared of an article, live. */
import { POLL, api, button, confirmed, el, busy, guarded, message, problem, t, time, words } from './base.js';
import { ZONE, momentField } from './when.js';

export const STATE_COLOUR = { PLANNED: 'info', QUEUED: 'info', SENDING: 'info', SENT: 'success', REFUSED: 'danger', UNCERTAIN: 'warning', WITHDRAWING: 'info', WITHDRAWN: 'light' };
export const settled = (variant) => ['PLANNED', 'SENT', 'REFUSED', 'WITHDRAWN'].includes(variant.state);

/* Another time for what is planned. */
function other(share, variant, reload) {
  const moment = momentField(`herald-move-${share.id}-${variant.profileId}`, t('when.time', { zone: ZONE }), variant.notBefore);
  const box = el('details', { class: 'herald-retime' }, el('summary', {}, t('calendar.move')));
  box.append(moment.node, button(t('save'), guarded(async () => {
    try {
      await api.post('/calendar/move', { id: `share:${share.id}:${variant.profileId}`, at: moment.value(), zone: ZONE, offset: moment.offset() });
    } catch (e) {
      moment.ask(e);
      throw e;
    }
    await reload();
  }, box)));
  return box;
}

function variantRow(share, variant, reload) {
  const place = el('div', { class: 'herald-delivery__actions' });
  const act = (name) => guarded(async () => {
    if (name === 'WITHDRAW' && !(await confirmed(t('social.withdrawQuestion', { profile: variant.profileTitle }), t('act.WITHDRAW')))) {
      return;
    }
    await api.post(`/shares/${share.id}/${variant.profileId}`, { act: name });
    await reload();
  }, place);
  const acts = { PLANNED: ['RETRY', 'WITHDRAW'], QUEUED: ['WITHDRAW'], SENT: ['WITHDRAW'], REFUSED: ['RETRY', 'WITHDRAW'], UNCERTAIN: variant.posted + 1 < variant.parts.length ? ['MARK_UNSENT'] : ['MARK_SENT', 'MARK_UNSENT'] }[variant.state] || [];
  place.append(...acts.map((name) => button(t(variant.state === 'PLANNED' ? `act.planned.${name}` : `act.${name}`), act(name))));
  if (variant.state === 'PLANNED') {
    place.append(other(share, variant, reload));
  }
  return el('li', { class: 'herald-delivery', 'data-state': variant.state, 'data-profile': variant.profileId },
    el('p', {}, el('strong', {}, variant.profileTitle), ' ', el('span', { class: `tag is-${STATE_COLOUR[variant.state]}` }, t(`state.${variant.state}`)), ' ',
      variant.state === 'PLANNED' ? time(variant.notBefore) : null, ' ',
      variant.parts.length > 1 ? el('span', { class: 'tag is-light herald-delivery__posts' }, t('social.posts', { posted: variant.posted, posts: variant.parts.length })) : null, ' ',
      variant.url && ['SENT', 'WITHDRAWING'].includes(variant.state) ? el('a', { href: variant.url, rel: 'noopener', target: '_blank' }, t('social.open')) : null),
    variant.message ? el('p', { class: 'herald-delivery__message' }, words[`reason.${variant.reason}`] ? el('strong', {}, t(`reason.${variant.reason}`), ' ') : null, variant.message) : null,
    el('details', {}, el('summary', {}, t('social.text')), variant.parts.map((part) => el('p', { class: 'herald-delivery__text', dir: 'auto' }, part)),
      variant.word ? el('p', { class: 'help' }, t('social.word', { word: variant.word })) : null),
    place);
}

export function social(path) {
  const panel = el('div', { class: 'herald-social', 'aria-live': 'polite' }, busy(t('loading')));
  let stopped = false;
  const load = async () => {
    const { shares } = await api.get(`/shares?path=${encodeURIComponent(path)}`);
    panel.replaceChildren(shares.length === 0 ? message(t('social.none'), 'info') : el('ul', {}, shares.map((share) => el('li', { class: 'herald-social__share box' },
      el('p', { class: 'herald-social__head' }, t('social.by', { by: share.by }), ' ', time(share.at)),
      el('ul', {}, share.variants.map((variant) => variantRow(share, variant, load)))))));
    return shares.some((share) => share.variants.some((v) => !settled(v)));
  };
  const follow = async () => {
    try {
      const open = await load();
      if (!stopped && panel.isConnected) {
        setTimeout(follow, open ? POLL : POLL * 10);
      }
    } catch (e) {
      panel.replaceChildren(problem(e));
    }
  };
  setTimeout(follow, 0);
  panel.addEventListener('herald-stop', () => { stopped = true; });
  return panel;
}
