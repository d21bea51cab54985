/* Which account a profile is. */
import { api, t, words } from './base.js';
import { element, html, nothing } from './kit/lit.js';
import { networkSign } from './kit/network.js';
import { state } from './kit/state.js';
import { namePart } from './panels.js';

const suggested = (w, title) => t('walk.suggested', { account: title, network: w.name() });
const lead = (text) => html`<p class="herald-walk__lead">${text}</p>`;

/** The third step: which of several accounts, or the one that was found; and how colleagues call it. */
export function accountPanel(w) {
  return w.state.choice ? choicePanel(w) : foundPanel(w);
}

function foundPanel(w) {
  const named = namePart({ title: w.draft.title || suggested(w, w.draft.handle || w.draft.title) });
  return {
    element: element(html`<div>${lead(t('walk.found'))}
      <p class="herald-pick herald-pick--only">${networkSign(w.draft.network, w.name())}<span><strong>${w.state.account}</strong><small>${w.name()}</small></span>${state('ok', t('profile.healthy'))}</p>${named.element}</div>`),
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

const row = (w, one, blocked, only) => html`<label class="herald-pick" data-account=${one.remoteId}>
  <input type="radio" name="account" id="herald-account-${one.remoteId}" value=${one.remoteId} ?disabled=${blocked !== ''} ?checked=${only}>${networkSign(w.draft.network, w.name())}
  <span><strong>${one.title}</strong><small>${words[`kind.${one.kind}`] || one.kind}</small></span>${blocked ? html`<span class="tag is-light herald-pick__why">${blocked}</span>` : nothing}</label>`;

/* The accounts that a sign-in opened, and which of them can be taken. */
function choices(w, named) {
  const { accounts, own: mine, taken } = w.state.choices;
  const blocked = (one) => {
    if (taken[one.remoteId]) {
      return t('walk.taken', { title: taken[one.remoteId] });
    }
    return mine && mine !== one.remoteId ? t('walk.notThis', { title: w.draft.title }) : '';
  };
  const free = accounts.filter((one) => !blocked(one));
  return {
    free,
    element: element(html`<div class="herald-choice">${lead(t(mine ? 'walk.opensAgain' : 'walk.opens', { network: w.name(), count: accounts.length, title: w.draft.title }))}
      <fieldset class="field"><legend class="is-sr-only">${t('walk.title.account')}</legend>${accounts.map((one) => row(w, one, blocked(one), free.length === 1 && free[0] === one))}</fieldset>
      ${free.length ? nothing : html`<div class="herald-callout herald-callout--wait">${t(mine ? 'walk.ownMissing' : 'walk.allTaken', { title: w.draft.title })}</div>`}
      <p class="help block">${t('walk.accountMissing', { network: w.name() })}</p>${named ? named.element : nothing}</div>`),
  };
}

/* One of several accounts is the profile's. */
function choicePanel(w) {
  const { accounts, own: mine } = w.state.choices;
  const named = w.state.again || mine ? null : namePart({ title: w.draft.title === w.name() ? '' : w.draft.title });
  const { free, element: panel } = choices(w, named);
  const chosen = () => accounts.find((one) => one.remoteId === (panel.querySelector('[name=account]:checked') || {}).value);
  let last = '';
  const suggest = () => {
    const title = named && named.element.querySelector('input');
    if (title && chosen() && (!title.value || title.value === last)) {
      last = suggested(w, chosen().title);
      title.value = last;
    }
  };
  panel.addEventListener('change', () => {
    suggest();
    w.label();
  });
  suggest();
  return {
    element: panel,
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
    focus: () => panel.querySelector('input:not([disabled])'),
  };
}
