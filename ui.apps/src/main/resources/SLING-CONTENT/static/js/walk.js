/* Connecting a profile, step by step: the network, signing in, the account, sites and rights, voice and times. What is made
   on the way is switched off until the last step: nobody shares with what nobody has given rights to yet. */
import { accountPanel } from './account.js';
import { Problem, api, confirmed, inWords, message, t } from './base.js';
import { connectPanel } from './connect.js';
import { forget, keep } from './kept.js';
import { element, html, nothing, render } from './kit/lit.js';
import { networkPanel } from './networks.js';
import { beside, blank, fieldOf, placePanel, unsay, voicePanel } from './panels.js';

export { cameBack } from './back.js';

const STEPS = ['network', 'connect', 'account', 'place', 'voice'];
/* Reconnecting ends with the account: the rest stays as it is. */
const AGAIN = ['network', 'connect', 'account'];
/* What is wrong with a token that was typed; of a sign-in elsewhere it is said above. */
const OF_ACCOUNT = ['signInRefused', 'secretNeeded', 'accountExists', 'otherAccount'];
/* On which step a field stands. */
const STEP_OF = { server: 'connect', handle: 'connect', secret: 'connect', title: 'account', sites: 'place', 'rights.publish': 'place', collectEvery: 'place', language: 'voice', times: 'voice', zone: 'voice' };

/** Begins a walk for a new profile, or goes on with one that is not connected, or reconnects one. */
export const walkFor = (view) => ({
  step: view ? 'connect' : 'network', again: !!(view && view.profile.connected), mine: !view, away: false, choice: '',
  draft: view ? { ...view.profile } : blank(), account: view ? view.account : '', connected: false,
});

/* The dialog: its parts, and what is shown in each. */
function frame(on) {
  const box = element(html`<dialog class="herald-dialog herald-walk" aria-labelledby="herald-walk-title">
    <header class="herald-walk__head"><h2 class="herald-walk__title" id="herald-walk-title" tabindex="-1"></h2><button type="button" class="delete herald-walk__close" aria-label=${t('close')} @click=${on.leave}></button></header>
    <ol class="herald-steps" aria-label=${t('walk.steps')}></ol><p class="is-sr-only" role="status"></p>
    <form class="herald-walk__form" novalidate @submit=${on.submit}><div class="herald-walk__body"></div><footer class="herald-walk__foot"><button type="button" class="button is-small herald-walk__back" @click=${on.back}>${t('walk.back')}</button><button class="button is-small is-primary herald-walk__next"></button></footer></form></dialog>`);
  box.addEventListener('cancel', (event) => {
    event.preventDefault();
    on.leave();
  });
  const part = (selector) => box.querySelector(selector);
  return { box, heading: part('h2'), progress: part('ol'), said: part('[role=status]'), body: part('.herald-walk__body'), back: part('.herald-walk__back'), next: part('.herald-walk__next') };
}

function step(name, i, at) {
  const look = i === at ? 'is-on' : '';
  return html`<li class="herald-steps__step ${i < at ? 'is-done' : look}" aria-current=${i === at ? 'step' : nothing}><span>${t(`walk.step.${name}`)}</span>${i < at ? html`<span class="is-sr-only"> (${t('walk.stepDone')})</span>` : nothing}</li>`;
}

/* What is wrong, said at its place. */
function refusing(w, parts, show) {
  /* Beside its field where it is on the step, else above all of it. */
  const say = (field, text) => {
    if (!beside(parts.body, field, text)) {
      const note = message(text);
      note.tabIndex = -1;
      parts.body.prepend(note);
      note.focus();
    }
  };
  const refused = (e) => {
    const text = e instanceof Problem ? inWords(e.code, e.message, e.values) : t('error.unknown');
    const typed = (parts.body.querySelector('[name=secret]') || {}).value;
    const field = typed && OF_ACCOUNT.includes(e.code) ? 'secret' : fieldOf(e.code);
    if (STEP_OF[field] && STEP_OF[field] !== w.state.step && w.steps.includes(STEP_OF[field]) && !w.state.again) {
      w.state.step = STEP_OF[field];
      show();
    }
    say(field, text);
  };
  /* One press is one request; what is refused is said beside its field. */
  const guard = (act) => async () => {
    parts.next.classList.add('is-loading');
    parts.next.disabled = true;
    unsay(parts.body);
    try {
      await act();
    } catch (e) {
      refused(e);
      if (!(e instanceof Problem)) {
        throw e;
      }
    } finally {
      parts.next.classList.remove('is-loading');
      parts.next.disabled = false;
    }
  };
  return { say, refused, guard };
}

/* What becomes of the account on the way. */
function joining(w, end) {
  const { state, draft } = w;
  return {
    joined: (view) => {
      const typed = draft.title;
      Object.assign(draft, { id: view.profile.id, server: view.profile.server, handle: view.profile.handle, remoteId: view.profile.remoteId, connected: true });
      draft.title = state.again || (typed && typed !== w.name()) ? typed : '';
      Object.assign(state, { account: view.account, connected: true, choice: '' });
      w.fresh('connect', 'account');
    },
    /* What was connected for this walk is given up for another account. */
    discard: async () => {
      await api.remove(`/profiles/${draft.id}`);
      delete draft.id;
      Object.assign(state, { connected: false, account: '', choice: '' });
      w.fresh('connect', 'account');
    },
    go: () => {
      if (state.again) {
        end(message(t('walk.connectedAgain', { title: draft.title, account: state.account }), 'success'));
      } else {
        w.move(1);
      }
    },
  };
}

/* What is not connected is worth nothing and goes; what is connected stays, switched off. */
async function leave(w, end) {
  const { state, draft } = w;
  w.read();
  const title = () => draft.title || w.name();
  if (!draft.id || !state.mine || state.again) {
    end();
  } else if (!state.connected) {
    await api.remove(`/profiles/${draft.id}`).catch(() => null);
    end();
  } else if (await confirmed(t('walk.leave', { title: title() }), t('walk.leaveNow'), 'primary')) {
    await api.put(`/profiles/${draft.id}`, { ...draft, title: title(), secret: '', enabled: false }).catch(() => null); // what was entered so far
    end(message(t('walk.left', { title: title() }), 'info'));
  }
}

/* The panel of each step; the last two are those of a profile that there is. */
const makers = (end) => ({
  network: networkPanel,
  connect: connectPanel,
  account: accountPanel,
  place: (w) => ({ ...placePanel(w.draft, w.screen.sites), label: () => t('walk.goOnToVoice'), next: async () => w.move(1) }),
  voice: (w) => ({
    ...voicePanel(w.draft), label: () => t('walk.finish', { title: w.draft.title }),
    next: async () => {
      w.read();
      await api.put(`/profiles/${w.draft.id}`, { ...w.draft, secret: '', enabled: true });
      end(message(t('walk.done', { title: w.draft.title, account: w.state.account }), 'success'));
    },
  }),
});

/* Shows the step that it is on. */
function showing(w, parts, panels, make) {
  const { state, steps } = w;
  const label = () => {
    const panel = panels[state.step];
    parts.next.textContent = panel.label();
    parts.next.hidden = !!(panel.blocked && panel.blocked());
  };
  const show = () => {
    keep(state);
    panels[state.step] = panels[state.step] || make[state.step](w);
    const at = steps.indexOf(state.step);
    parts.heading.textContent = t(`walk.title.${state.step}`, w.draft.network ? { network: w.name() } : {});
    render(html`${steps.map((name, i) => step(name, i, at))}`, parts.progress);
    parts.body.replaceChildren(panels[state.step].element);
    parts.body.scrollTop = 0;
    parts.back.hidden = at === 0 || (state.again && at === 1) || (!state.mine && at === 1);
    label();
    parts.said.textContent = t('walk.stepOf', { at: at + 1, of: steps.length, title: parts.heading.textContent });
    const first = panels[state.step].focus && panels[state.step].focus();
    (first || parts.heading).focus();
  };
  return { label, show };
}

/* What the panels know of the walk. */
function context(screen, state, panels) {
  const w = { networks: screen.networks, screen, state, draft: state.draft, steps: state.again ? AGAIN : STEPS };
  return Object.assign(w, {
    offer: () => w.networks.find((n) => n.traits.id === w.draft.network),
    name: () => w.offer().traits.title,
    read: () => panels[state.step] && panels[state.step].read(w.draft),
    /* What was filled in there counts no more. */
    fresh: (...names) => names.forEach((one) => delete panels[one]),
    keep: () => keep(state),
  });
}

/**
 * Opens the walk.
 *
 * @param screen networks, sites and profiles, and done(note), called when it ends
 * @param state as walkFor and keptWalk give it
 * @param trouble what is to be said at once: a Problem, or a sentence
 */
export function openWalk(screen, state, trouble) {
  const panels = {};
  const w = context(screen, state, panels);
  const end = (note) => {
    forget();
    parts.box.close();
    parts.box.remove();
    screen.done(note);
  };
  const parts = frame({
    leave: () => leave(w, end),
    back: () => w.move(-1),
    submit: (event) => {
      event.preventDefault();
      if (!parts.next.disabled && !parts.next.hidden) {
        w.guard(panels[state.step].next)();
      }
    },
  });
  const { label, show } = showing(w, parts, panels, makers(end));
  const { say, refused, guard } = refusing(w, parts, show);
  Object.assign(w, joining(w, end), {
    say, guard, label,
    move: (by) => {
      w.read();
      state.step = w.steps[w.steps.indexOf(state.step) + by];
      show();
    },
    redraw: () => {
      w.fresh(state.step);
      show();
    },
  });
  document.body.append(parts.box);
  parts.box.showModal();
  show();
  if (trouble instanceof Problem) {
    refused(trouble);
  } else if (trouble) {
    parts.body.prepend(message(trouble, 'warning'));
  }
}
