/* Where the browser comes back from a network: the walk goes on, or the board says what came of it. */
import { Problem, api, inWords, message, t, words } from './base.js';
import { forget, keptWalk } from './kept.js';
import { openWalk, walkFor } from './walk.js';

const view = (screen, id) => screen.views.find((one) => one.profile.id === id);
const titleOf = (screen, state) => screen.networks.find((n) => n.traits.id === state.draft.network).traits.title;

/* A sign-in opened several accounts: one is to be chosen. */
async function chosen(screen, at, choice) {
  try {
    const choices = await api.get(`/oauth/choices/${encodeURIComponent(choice)}`);
    const state = at(choices.id) || walkFor(view(screen, choices.id));
    Object.assign(state, { choice, choices, step: 'account', again: state.again || !!choices.own });
    openWalk(screen, state);
    return '';
  } catch (e) {
    forget();
    if (!(e instanceof Problem)) {
      throw e;
    }
    return message(inWords(e.code, e.message, e.values));
  }
}

/* By its code, for which there are words here; with the names where the server still knows them. */
async function failed(screen, { at, known, code, of }) {
  const told = of ? await api.get(`/oauth/refusals/${encodeURIComponent(of)}`).catch(() => null) : null;
  const why = told ? new Problem(told.problem) : new Problem({ code: 'signIn', detail: t(words[`problem.${code}`] ? `problem.${code}` : 'problem.signInEnded') });
  const state = told ? at(told.profile) : known;
  if (!state) {
    return message(told ? inWords(why.code, why.message, why.values) : why.message);
  }
  state.step = 'connect';
  openWalk(screen, state, told ? why : why.message);
  return '';
}

/* It is connected: a new one gets its name next, and one that there was is done. */
function connected(screen, at, id) {
  const done = view(screen, id);
  const state = done && at(done.profile.id);
  if (!state || state.again) {
    forget();
    return message(done ? t('walk.connectedAgain', { title: done.profile.title, account: done.account }) : t('profile.nowConnected'), 'success');
  }
  Object.assign(state.draft, { handle: done.profile.handle, remoteId: done.profile.remoteId, connected: true });
  state.draft.title = state.draft.title === titleOf(screen, state) ? '' : state.draft.title;
  Object.assign(state, { connected: true, account: done.account, step: 'account', choice: '' });
  openWalk(screen, state);
  return '';
}

/**
 * Goes on where the browser came back from a network.
 *
 * @param screen as for openWalk
 * @param parameters of the address: connected, choose, or problem
 * @returns what the board says itself, where no walk goes on
 */
export async function cameBack(screen, parameters) {
  const kept = keptWalk();
  const known = kept && (!kept.draft.id || screen.profiles.some((p) => p.id === kept.draft.id)) ? kept : null;
  const away = known && known.away;
  const at = (id) => (known && known.draft.id === id ? known : null);
  if (known) {
    known.away = false;
  }
  if (parameters.get('choose')) {
    return chosen(screen, at, parameters.get('choose'));
  }
  if (parameters.get('connected')) {
    return connected(screen, at, parameters.get('connected'));
  }
  if (parameters.get('problem')) {
    return failed(screen, { at, known, code: parameters.get('problem'), of: parameters.get('of') });
  }
  if (known && known.choice) {
    return chosen(screen, at, known.choice);
  }
  if (known && (away || known.draft.network)) {
    openWalk(screen, known, away ? t('walk.cameBack') : '');
  }
  return '';
}
