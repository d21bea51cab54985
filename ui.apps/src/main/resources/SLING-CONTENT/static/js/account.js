/* Which account a profile is. */
import { api, el, t, words } from './base.js';
import { callout } from './networks.js';
import { namePart } from './panels.js';
import { sign } from './signs.js';

const suggested = (w, title) => t('walk.suggested', { account: title, network: w.name() });

/** The third step: which of several accounts, or the one that was found; and how colleagues call it. */
export function accountPanel(w) {
  return w.state.choice ? choicePanel(w) : foundPanel(w);
}

function foundPanel(w) {
  const named = namePart({ title: w.draft.title || suggested(w, w.draft.handle || w.draft.title) });
  return {
    element: el('div', {},
      el('p', { class: 'herald-walk__lead' }, t('walk.found')),
      el('p', { class: 'herald-pick herald-pick--only' }, sign(w.draft.network, w.name()), el('span', {}, el('strong', {}, w.state.account), el('small', {}, w.name())), el('span', { class: 'tag is-success' }, t('profile.healthy'))),
      named.element),
    read: named.read,
    label: () => t('walk.goOn'),
    next: async () => {
      w.read();
      if (w.draft.title) {
        w.move(1);
      } else {
        w.say('title', t('walk.titleMissing'));
      }
    },
    focus: () => named.element.querySelector('input'),
  };
}

/* The accounts that a sign-in opened: one of them is the profile's. */
function choicePanel(w) {
  const { accounts, own: mine, taken } = w.state.choices;
  const blocked = (one) => (taken[one.remoteId] ? t('walk.taken', { title: taken[one.remoteId] }) : mine && mine !== one.remoteId ? t('walk.notThis', { title: w.draft.title }) : '');
  const free = accounts.filter((one) => !blocked(one));
  const named = w.state.again || mine ? null : namePart({ title: w.draft.title === w.name() ? '' : w.draft.title });
  const row = (one) => el('label', { class: 'herald-pick', 'data-account': one.remoteId },
    el('input', { type: 'radio', name: 'account', id: `herald-account-${one.remoteId}`, value: one.remoteId, disabled: !!blocked(one), checked: free.length === 1 && free[0] === one }), sign(w.draft.network, w.name()),
    el('span', {}, el('strong', {}, one.title), el('small', {}, words[`kind.${one.kind}`] || one.kind)),
    blocked(one) ? el('span', { class: 'tag is-light herald-pick__why' }, blocked(one)) : '');
  const element = el('div', { class: 'herald-choice' },
    el('p', { class: 'herald-walk__lead' }, t(mine ? 'walk.opensAgain' : 'walk.opens', { network: w.name(), count: accounts.length, title: w.draft.title })),
    el('fieldset', { class: 'field' }, el('legend', { class: 'is-sr-only' }, t('walk.title.account')), accounts.map(row)),
    free.length ? '' : callout('wait', t(mine ? 'walk.ownMissing' : 'walk.allTaken', { title: w.draft.title })),
    el('p', { class: 'help block' }, t('walk.accountMissing', { network: w.name() })), named ? named.element : '');
  const chosen = () => accounts.find((one) => one.remoteId === (element.querySelector('[name=account]:checked') || {}).value);
  let last = '';
  const suggest = () => {
    const title = named && named.element.querySelector('input');
    if (title && chosen() && (!title.value || title.value === last)) {
      last = suggested(w, chosen().title);
      title.value = last;
    }
  };
  element.addEventListener('change', () => {
    suggest();
    w.label();
  });
  suggest();
  return {
    element,
    read: (p) => named && named.read(p),
    label: () => (chosen() ? t('walk.use', { account: chosen().title }) : t('walk.goOn')),
    blocked: () => free.length === 0,
    next: async () => {
      w.read();
      if (!chosen()) {
        w.say('account', t('walk.chooseAccount'));
      } else if (named && !w.draft.title) {
        w.say('title', t('walk.titleMissing'));
      } else {
        w.joined(await api.post(`/oauth/choices/${encodeURIComponent(w.state.choice)}`, { account: chosen().remoteId }));
        w.go();
      }
    },
    focus: () => element.querySelector('input:not([disabled])'),
  };
}
