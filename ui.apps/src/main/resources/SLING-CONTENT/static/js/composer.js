/* The composer: one common text, and what each profile makes of it. */
import { api, confirmed, guardedIn, latest, requestName, t } from './base.js';
import { lookedAt } from './brake.js';
import { element, html, nothing, render } from './kit/lit.js';
import { drawing } from './kit/network.js';
import { notice, refusal } from './kit/notice.js';
import { speakers, spoken } from './speaker.js';
import { variant, wanted } from './variant.js';
import { ZONE, momentField } from './when.js';

/* A text for all, said by each profile in its own way; and how a profile comes back to it. */
function adapting(path, states, text, tell) {
  const propose = (state) => state.replace(state.draft.text, state.untouched() && !state.thread ? state.draft.check : null, false);
  const following = () => states.filter((state) => !state.own);
  const use = (variants) => {
    tell(nothing);
    if (variants === null) {
      following().forEach(propose);
      return;
    }
    const byProfile = new Map(variants.map((one) => [one.profileId, one]));
    following().filter((state) => byProfile.has(state.draft.profileId)).forEach((state) => {
      const one = byProfile.get(state.draft.profileId);
      state.replace(one.text, state.untouched() ? one.check : null, false);
    });
  };
  const adapted = async () => (text() ? (await api.post('/variants/adapt', { path, text: text(), threads: states.filter((state) => state.thread).map((state) => state.draft.profileId) })).variants : null);
  const ask = latest(adapted, use, (e) => tell(refusal(e)));
  states.forEach((state) => {
    state.followed = () => {
      state.own = false;
      if (text()) {
        ask();
      } else {
        propose(state);
      }
    };
  });
  return ask;
}

/* The text for all. */
function commonText(path, states) {
  const id = 'herald-common';
  const place = document.createElement('div');
  const node = element(html`<div class="herald-composer__common"><label class="label is-small" for=${id}>${t('compose.common')}</label><textarea class="textarea" id=${id} rows="3" dir="auto" @input=${() => ask()}></textarea><p class="help">${t('compose.commonHelp')}</p>${place}</div>`);
  const area = node.querySelector('textarea');
  const ask = adapting(path, states, () => (area.value.trim() ? area.value : ''), (what) => render(what, place));
  return node;
}

const tab = (state, shown, show) => html`<button type="button" class="button is-small herald-composer__tab ${state === shown ? 'is-dark' : ''}" aria-controls=${state.node.id} aria-pressed=${String(state === shown)} @click=${() => show(state)}>${drawing(state.draft.network, 'herald-netsign')}${state.draft.profileTitle}</button>`;

/* On a phone the profiles are tabs; wide, they stand side by side. */
function switcher(states) {
  const node = document.createElement('div');
  node.className = 'herald-composer__tabs';
  node.setAttribute('role', 'group');
  node.setAttribute('aria-label', t('compose.profiles'));
  const show = (shown) => {
    states.forEach((state) => state.node.classList.toggle('herald-variant--aside', state !== shown));
    render(html`${states.map((state) => tab(state, shown, show))}`, node);
  };
  show(states[0]);
  return node;
}

function moments(said) {
  const later = said.filter((one) => one.timing.value().at || one.timing.value().after).length;
  if (later === 0) {
    return 'share.now';
  }
  return later === said.length ? 'share.later' : 'share.some';
}

/* What the button does, and as whom. */
function deed(flow, step, chosen, said) {
  const who = chosen.length === 1 ? spoken(chosen[0].draft.profileTitle, chosen[0].draft.networkTitle) : t('share.many', { count: chosen.length });
  if (flow.required) {
    const what = t(`step.${step || 'SUBMIT'}`);
    return chosen.length ? t('share.step', { what, who }) : what;
  }
  if (chosen.length && chosen.every((state) => state.draft.awaits)) {
    return t('share.submit', { who });
  }
  return chosen.length === 0 ? t('share.send') : t(moments(said), { who });
}

/* What stands beside the button: what it waits for, or which accounts it is. */
function told(flow, closed, blocked, chosen) {
  if (closed) {
    return t('review.closed', { stage: t(`stage.${flow.stage}`) });
  }
  if (blocked.length) {
    return t('compose.blocked', { profiles: [...new Set(blocked.map((one) => one.draft.profileTitle))].join(', ') });
  }
  return chosen.length ? t('share.as', { accounts: chosen.map((state) => state.draft.account).join(', ') }) : t('share.choose');
}

const everything = (chosen) => chosen.flatMap((state) => [state, ...state.reminders]);

/* The button and what it says, anew whenever something changed. */
function foot(flow, step, states, post) {
  const node = document.createElement('div');
  node.className = 'herald-share__foot';
  const closed = flow.required && !step;
  const act = guardedIn('.herald-share__foot', post);
  const draw = () => {
    const chosen = states.filter((state) => state.chosen);
    const said = everything(chosen);
    const blocked = said.filter((one) => one.check.findings.some((f) => f.severity === 'BLOCKS'));
    const off = closed || blocked.length > 0 || (chosen.length === 0 && !flow.required); // an article may go out without a post
    render(html`<button type="button" class="button is-primary herald-share__send" ?disabled=${off} @click=${act}>${deed(flow, step, chosen, said)}</button><span class="herald-share__accounts">${told(flow, closed, blocked, chosen)}</span>`, node);
  };
  return { node, draw };
}

/* Sends what was written; false where the person goes back. */
function sending({ path, flow, step, states, at, until, label }) {
  let named = requestName();
  const submit = (variants) => api.post('/workflow', { path, step, moves: flow.moves, at: at.value(), until: until.value(), zone: ZONE, offset: at.offset() || until.offset(), variants });
  const send = async () => {
    const chosen = states.filter((state) => state.chosen);
    const again = chosen.filter((state) => state.draft.earlier > 0);
    if (again.length && !(await confirmed(t('share.again', { accounts: again.map((state) => state.draft.account).join(', ') }), t('share.sendAgain')))) {
      return false;
    }
    const variants = everything(chosen).map(wanted);
    try {
      const share = (acknowledged) => api.post('/shares', { path, again: again.length > 0, request: named(variants), acknowledged, variants });
      return await (flow.required ? submit(variants) : lookedAt(share, chosen, label())) !== null;
    } catch (e) {
      [at, until, ...everything(chosen).map((one) => one.timing)].forEach((field) => field.ask(e));
      throw e;
    }
  };
  return { send, anew: () => { named = requestName(); } };
}

function titled(drafts) {
  const title = document.getElementById('herald-dialog-title');
  if (title) {
    title.textContent = t('share.title', { name: drafts[0].cardTitle });
  }
}

/**
 * The composer of an article.
 *
 * @param sent is told whether it was submitted, and the form: its node, and again(), for what was undone
 */
export async function composer(path, sent) {
  const [{ drafts }, flow] = await Promise.all([api.get(`/variants?path=${encodeURIComponent(path)}`), api.get(`/workflow?path=${encodeURIComponent(path)}`), speakers()]);
  const step = ['SUBMIT', 'AMEND'].find((one) => flow.possible.includes(one)) || '';
  const panel = document.createElement('div');
  panel.className = 'herald-share herald-composer';
  if (drafts.length === 0) {
    render(notice(t('share.noProfiles'), 'info'), panel);
    return panel;
  }
  titled(drafts);
  const states = [];
  const at = momentField('herald-at', t('review.when', { zone: ZONE }), flow.stage === 'PUBLISHED' ? null : flow.publishAt);
  const until = momentField('herald-until', t('review.untilWhen'), flow.unpublishAt);
  const submit = () => panel.querySelector('.herald-share__send');
  const { send, anew } = sending({ path, flow, step, states, at, until, label: () => submit().textContent });
  const below = foot(flow, step, states, async () => {
    if (await send()) {
      sent(flow.required, { node: panel, again: () => {
        anew(); // what was undone is no answer to what is sent anew
        submit().focus();
      } });
    }
  });
  drafts.forEach((draft) => states.push(variant(path, draft, flow, below.draw)));
  render(html`${commonText(path, states)}${switcher(states)}<div class="herald-composer__profiles">${states.map((state) => state.node)}</div>
    ${step === 'SUBMIT' ? html`<div class="herald-composer__at">${at.node}${until.node}</div>` : nothing}${below.node}`, panel);
  states.forEach((state) => state.paint());
  return panel;
}
