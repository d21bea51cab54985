/* Connecting a profile, step by step: the network, signing in, the account, sites and rights, voice and times. What is made
   on the way is switched off until the last step: nobody shares with what nobody has given rights to yet. */
import { accountPanel } from './account.js';
import { Problem, api, button, confirmed, el, inWords, message, t, words } from './base.js';
import { connectPanel } from './connect.js';
import { networkPanel } from './networks.js';
import { beside, blank, fieldOf, placePanel, unsay, voicePanel } from './panels.js';

const KEPT = 'herald-walk';
const STEPS = ['network', 'connect', 'account', 'place', 'voice'];
/* Reconnecting ends with the account: the rest stays as it is. */
const AGAIN = ['network', 'connect', 'account'];
/* What is wrong with a token that was typed; of a sign-in elsewhere it is said above. */
const OF_ACCOUNT = ['signInRefused', 'secretNeeded', 'accountExists', 'otherAccount'];
/* On which step a field stands. */
const STEP_OF = { server: 'connect', handle: 'connect', secret: 'connect', title: 'account', sites: 'place', 'rights.publish': 'place', collectEvery: 'place', language: 'voice', times: 'voice', zone: 'voice' };

/** What was begun in this window and not ended, after the browser was at a network or the page was loaded again. */
export function keptWalk() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch (e) {
    return null;
  }
}

/* Never a secret. */
const keep = (state) => sessionStorage.setItem(KEPT, JSON.stringify(state));
const forget = () => sessionStorage.removeItem(KEPT);

/** Begins a walk for a new profile, or goes on with one that is not connected, or reconnects one. */
export const walkFor = (view) => ({
  step: view ? 'connect' : 'network', again: !!(view && view.profile.connected), mine: !view, away: false, choice: '',
  draft: view ? { ...view.profile } : blank(), account: view ? view.account : '', connected: false,
});

/**
 * Opens the walk.
 *
 * @param screen networks, sites and profiles, and done(note), called when it ends
 * @param state as walkFor and keptWalk give it
 * @param trouble what is to be said at once: a Problem, or a sentence
 */
export function openWalk(screen, state, trouble) {
  const draft = state.draft;
  const steps = state.again ? AGAIN : STEPS;
  const panels = {};
  const w = { networks: screen.networks, screen, state, draft };
  const offer = () => w.networks.find((n) => n.traits.id === draft.network);
  const name = () => offer().traits.title;

  const heading = el('h2', { class: 'herald-walk__title', id: 'herald-walk-title', tabindex: -1 });
  const said = el('p', { class: 'is-sr-only', role: 'status' });
  const progress = el('ol', { class: 'herald-steps', 'aria-label': t('walk.steps') });
  const body = el('div', { class: 'herald-walk__body' });
  const back = button(t('walk.back'), () => move(-1), { class: 'herald-walk__back' });
  const next = el('button', { class: 'button is-small is-primary herald-walk__next' });
  const form = el('form', { class: 'herald-walk__form', novalidate: true }, body, el('footer', { class: 'herald-walk__foot' }, back, next));
  const box = el('dialog', { class: 'herald-dialog herald-walk', 'aria-labelledby': heading.id },
    el('header', { class: 'herald-walk__head' }, heading, el('button', { type: 'button', class: 'delete herald-walk__close', 'aria-label': t('close'), onclick: () => leave() })),
    progress, said, form);

  const end = (note) => {
    forget();
    box.close();
    box.remove();
    screen.done(note);
  };

  /* What is not connected is worth nothing and goes; what is connected stays, switched off. */
  async function leave() {
    read();
    if (!draft.id || !state.mine || state.again) {
      end();
    } else if (!state.connected) {
      await api.remove(`/profiles/${draft.id}`).catch(() => null);
      end();
    } else if (await confirmed(t('walk.leave', { title: draft.title || name() }), t('walk.leaveNow'), 'primary')) {
      await api.put(`/profiles/${draft.id}`, { ...draft, title: draft.title || name(), secret: '', enabled: false }).catch(() => null); // what was entered so far
      end(message(t('walk.left', { title: draft.title || name() }), 'info'));
    }
  }

  function read() {
    if (panels[state.step]) {
      panels[state.step].read(draft);
    }
  }

  /* What was filled in there counts no more. */
  const fresh = (...names) => names.forEach((one) => delete panels[one]);

  const move = (by) => {
    read();
    state.step = steps[steps.indexOf(state.step) + by];
    show();
  };

  /* One press is one request; what is refused is said beside its field. */
  const guard = (act) => async () => {
    next.classList.add('is-loading');
    next.disabled = true;
    unsay(body);
    try {
      await act();
    } catch (e) {
      refused(e);
      if (!(e instanceof Problem)) {
        throw e;
      }
    } finally {
      next.classList.remove('is-loading');
      next.disabled = false;
    }
  };

  function refused(e) {
    const text = e instanceof Problem ? inWords(e.code, e.message, e.values) : t('error.unknown');
    const typed = (body.querySelector('[name=secret]') || {}).value;
    const field = typed && OF_ACCOUNT.includes(e.code) ? 'secret' : fieldOf(e.code);
    if (STEP_OF[field] && STEP_OF[field] !== state.step && steps.includes(STEP_OF[field]) && !state.again) {
      state.step = STEP_OF[field];
      show();
    }
    say(field, text);
  }

  /* Beside its field where it is on the step, else above all of it. */
  function say(field, text) {
    if (!beside(body, field, text)) {
      const note = message(text);
      note.tabIndex = -1;
      body.prepend(note);
      note.focus();
    }
  }

  /* What was connected for this walk is given up for another account. */
  async function discard() {
    await api.remove(`/profiles/${draft.id}`);
    delete draft.id;
    state.connected = false;
    state.account = '';
    state.choice = '';
    fresh('connect', 'account');
  }

  const joined = (view) => {
    const typedTitle = draft.title;
    Object.assign(draft, { id: view.profile.id, server: view.profile.server, handle: view.profile.handle, remoteId: view.profile.remoteId, connected: true });
    draft.title = state.again || (typedTitle && typedTitle !== name()) ? typedTitle : '';
    state.account = view.account;
    state.connected = true;
    state.choice = '';
    fresh('connect', 'account');
  };

  const go = () => {
    if (state.again) {
      end(message(t('walk.connectedAgain', { title: draft.title, account: state.account }), 'success'));
    } else {
      move(1);
    }
  };

  /* ---- 4 and 5 ---- */
  const placed = () => ({ ...placePanel(draft, screen.sites), label: () => t('walk.goOnToVoice'), next: async () => move(1) });

  const voiced = () => ({
    ...voicePanel(draft), label: () => t('walk.finish', { title: draft.title }),
    next: async () => {
      read();
      await api.put(`/profiles/${draft.id}`, { ...draft, secret: '', enabled: true });
      end(message(t('walk.done', { title: draft.title, account: state.account }), 'success'));
    },
  });

  const made = { network: networkPanel, connect: connectPanel, account: accountPanel, place: placed, voice: voiced };
  Object.assign(w, { offer, name, read, move, fresh, guard, say, discard, joined, go, redraw, label: () => label(), keep: () => keep(state) });

  const label = () => {
    const panel = panels[state.step];
    next.textContent = panel.label();
    next.hidden = !!(panel.blocked && panel.blocked());
  };

  function redraw() {
    fresh(state.step);
    show();
  }

  function show() {
    keep(state);
    panels[state.step] = panels[state.step] || made[state.step](w);
    const at = steps.indexOf(state.step);
    heading.textContent = t(`walk.title.${state.step}`, draft.network ? { network: name() } : {});
    progress.replaceChildren(...steps.map((step, i) => el('li', { class: `herald-steps__step ${i < at ? 'is-done' : i === at ? 'is-on' : ''}`, 'aria-current': i === at ? 'step' : null }, el('span', {}, t(`walk.step.${step}`)), i < at ? el('span', { class: 'is-sr-only' }, ` (${t('walk.stepDone')})`) : '')));
    body.replaceChildren(panels[state.step].element);
    body.scrollTop = 0;
    back.hidden = at === 0 || (state.again && at === 1) || (!state.mine && at === 1);
    label();
    said.textContent = t('walk.stepOf', { at: at + 1, of: steps.length, title: heading.textContent });
    const first = panels[state.step].focus && panels[state.step].focus();
    (first || heading).focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!next.disabled && !next.hidden) {
      guard(panels[state.step].next)();
    }
  });
  box.addEventListener('cancel', (event) => {
    event.preventDefault();
    leave();
  });
  document.body.append(box);
  box.showModal();
  show();
  if (trouble instanceof Problem) {
    refused(trouble);
  } else if (trouble) {
    body.prepend(message(trouble, 'warning'));
  }
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
  const view = (id) => screen.views.find((one) => one.profile.id === id);
  if (known) {
    known.away = false;
  }
  if (parameters.get('choose')) {
    return chosen(parameters.get('choose'));
  }
  if (parameters.get('connected')) {
    const done = view(parameters.get('connected'));
    const state = done && at(done.profile.id);
    if (!state || state.again) {
      forget();
      return message(done ? t('walk.connectedAgain', { title: done.profile.title, account: done.account }) : t('profile.nowConnected'), 'success');
    }
    Object.assign(state.draft, { handle: done.profile.handle, remoteId: done.profile.remoteId, connected: true });
    state.draft.title = state.draft.title === offerTitle(state) ? '' : state.draft.title;
    Object.assign(state, { connected: true, account: done.account, step: 'account', choice: '' });
    openWalk(screen, state);
    return '';
  }
  if (parameters.get('problem')) {
    return failed(parameters.get('problem'), parameters.get('of'));
  }
  if (known && known.choice) {
    return chosen(known.choice);
  }
  if (known && (away || known.draft.network)) {
    openWalk(screen, known, away ? t('walk.cameBack') : '');
  }
  return '';

  function offerTitle(state) {
    return screen.networks.find((n) => n.traits.id === state.draft.network).traits.title;
  }

  async function chosen(choice) {
    try {
      const choices = await api.get(`/oauth/choices/${encodeURIComponent(choice)}`);
      const state = at(choices.id) || walkFor(view(choices.id));
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
  async function failed(code, of) {
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
}
