/* What one profile makes of an article. The server measures, shortens and checks. */
import { DEBOUNCE, api, latest, t } from './base.js';
import { findingsField } from './kit/field.js';
import { button, html, nothing, render } from './kit/lit.js';
import { post } from './kit/post.js';
import { mediaField } from './media.js';
import { reminder } from './reminder.js';
import { portrait, speaks } from './speaker.js';
import { whenField } from './when.js';

/** What the server is asked about, and in the end asked for. */
export const wanted = (state) => ({ profile: state.draft.profileId, text: state.text, attachment: state.attachment, media: state.media, comment: state.comment, thread: state.thread, ...(state.timing ? state.timing.value() : {}) });

const PAUSE = DEBOUNCE * 4;

/* As it was proposed, or as it was asked for before and is to be corrected. */
function begun(draft, flow) {
  const planned = flow.planned.map((one) => one.wanted).filter((one) => one.profileId === draft.profileId);
  const [was] = planned;
  const state = { draft, chosen: draft.remembered && draft.earlier === 0, text: draft.text, attachment: draft.attachment, media: draft.media.slice(0, 1), comment: draft.comment, thread: false, check: draft.check, own: false, dark: false, past: [], reminders: [] };
  if (flow.planned.length) {
    state.chosen = planned.length > 0;
  }
  return was ? [Object.assign(state, { own: true, text: was.text, attachment: was.attachment, media: was.media || state.media, comment: was.comment, thread: was.thread }), planned] : [state, planned];
}

const tag = (look, text) => html`<span class="tag is-warning ${look}">${text}</span>`;

const head = (id, { draft, chosen }, choose) => html`<label class="herald-variant__head checkbox" for="${id}-chosen"><input type="checkbox" id="${id}-chosen" .checked=${chosen} @change=${(event) => choose(event.target.checked)}> ${speaks(draft)}
  ${draft.rehearsal ? tag('', t('rehearsal')) : nothing}${draft.cost ? tag('', t('compose.cost', { cost: draft.cost })) : nothing}${draft.awaits ? tag('is-light herald-variant__awaits', t('share.awaits')) : nothing}
  ${draft.earlier > 0 ? html`<span class="tag is-danger is-light">${t('share.earlier', { times: draft.earlier })}</span>` : nothing}</label>`;

const check = (id, look, checked, label, change) => html`<label class="checkbox ${look}" for=${id}><input type="checkbox" id=${id} .checked=${checked} @change=${(event) => change(event.target.checked)}> ${label}</label>`;

const extras = (id, state, parts, act) => html`
  ${state.draft.threads ? check(`${id}-thread`, 'herald-variant__thread', state.thread, t('compose.thread'), act.thread) : nothing}
  ${state.draft.missing.length ? html`<p class="help herald-variant__missing">${t('compose.missing', { names: state.draft.missing.join(', ') })}</p>` : nothing}
  <label class="label is-small" for="${id}-attachment">${t('share.attachment')}</label><div class="select is-small"><select id="${id}-attachment" @change=${(event) => act.attach(event.target.value)}>${state.draft.choices.map((one) => html`<option value=${one} ?selected=${one === state.attachment}>${t(`attachment.${one}`)}</option>`)}</select></div>${parts.media}
  ${state.draft.comments ? html`<div><label class="label is-small" for="${id}-comment">${t('compose.comment')}</label><textarea class="textarea is-small herald-variant__comment" id="${id}-comment" rows="2" dir="auto" .value=${state.comment} @input=${(event) => act.comment(event.target.value)}></textarea></div>` : nothing}
  ${state.timing.node}<div class="herald-reminders">${state.reminders.map((one) => one.node)}</div>${button(t('compose.remind'), act.remind, 'herald-variant__remind')}`;

const column = (id, state, parts, act) => html`${head(id, state, act.choose)}
  <div class="herald-variant__body" ?hidden=${!state.chosen}>
    <div><div class="herald-variant__tools"><label class="label is-small" for="${id}-text">${t('share.text')}</label><span class="tag is-light herald-variant__tie">${t(state.own ? 'compose.own' : 'compose.follows')}</span>
      <button type="button" class="button is-small herald-variant__follow" ?hidden=${!state.own} @click=${act.follow}>${t('compose.follow')}</button><button type="button" class="button is-small herald-variant__undo" ?disabled=${state.past.length === 0} @click=${act.undo}>${t('compose.undo')}</button></div>
      ${parts.field.element}${extras(id, state, parts, act)}</div>
    <div><div class="herald-variant__tools"><span class="label is-small">${t('compose.preview')}</span>${check(`${id}-dark`, '', state.dark, t('compose.dark'), act.dark)}</div>
      <div class="herald-variant__preview">${post(state, () => portrait(state.draft))}</div></div></div>`;

/* What is done with a text: typed by the person, put in by the composer, taken back. */
function texts(state, field, ask, draw) {
  let typing = null;
  const remember = () => state.past.push({ text: state.text, own: state.own });
  return {
    typed: (text) => {
      if (typing === null) {
        remember();
      }
      clearTimeout(typing);
      typing = setTimeout(() => { typing = null; }, PAUSE); // one step back is one pause in the typing
      Object.assign(state, { text, own: true });
      ask();
    },
    /* Puts a text in that the person did not type; Undo brings the one before back. */
    replace: (text, measured, own) => {
      if (text !== state.text) {
        remember();
      }
      Object.assign(state, { text, own });
      field().area.value = text;
      if (measured) {
        state.check = measured;
        state.paint();
      } else {
        ask();
      }
    },
    undo: () => {
      Object.assign(state, state.past.pop());
      field().area.value = state.text;
      draw();
      ask();
      field().area.focus();
    },
  };
}

/* Further posts of the same article. */
function reminders(path, state, draw, changed) {
  return (was) => {
    const one = reminder(path, state, was, () => {
      state.reminders = state.reminders.filter((other) => other !== one);
      draw();
      changed();
      state.node.querySelector('.herald-variant__remind').focus();
    }, changed);
    state.reminders.push(one);
    draw();
    changed();
  };
}

/* What each control does. */
function acts(state, parts, { ask, draw, changed, written, remind }) {
  const put = (values) => {
    Object.assign(state, values);
    draw();
    ask();
  };
  return {
    choose: (chosen) => {
      state.chosen = chosen;
      draw();
      changed();
    },
    attach: (attachment) => {
      parts.media.hidden = attachment !== 'MEDIA';
      put({ attachment });
    },
    comment: (comment) => put({ comment }),
    dark: (dark) => {
      state.dark = dark;
      draw();
    },
    thread: (thread) => {
      state.thread = thread;
      if (state.own) {
        ask();
      } else {
        state.followed(); // the common text need not be cut any more
      }
    },
    follow: () => {
      state.followed();
      parts.field.area.focus(); // the button goes with what it did
    },
    undo: written.undo,
    remind: () => remind(null),
  };
}

/**
 * One profile's column: its state, with node, replace(), untouched() and paint().
 *
 * @param changed is called when what would be sent is another thing
 */
export function variant(path, draft, flow, changed) {
  const id = `herald-${draft.profileId}`;
  const [state, planned] = begun(draft, flow);
  const node = document.createElement('section');
  node.className = 'herald-variant box';
  node.id = id;
  node.dataset.profile = draft.profileId;
  const parts = {};
  const draw = () => render(column(id, state, parts, act), node);
  const ask = latest(() => api.post('/variants/check', { path, ...wanted(state) }), (measured) => {
    state.check = measured;
    state.paint();
  }, (e) => parts.field.fail(e));
  const written = texts(state, () => parts.field, ask, draw);
  const remind = reminders(path, state, draw, changed);
  const act = acts(state, parts, { ask, draw, changed, written, remind });
  Object.assign(state, {
    node,
    replace: written.replace,
    /* Whether what goes with the text is still what was proposed. */
    untouched: () => state.attachment === draft.attachment && state.comment === draft.comment && JSON.stringify(state.media) === JSON.stringify(draft.media.slice(0, 1)),
    timing: whenField(`${id}-when`, flow.required && flow.stage !== 'PUBLISHED' ? 'when.published' : 'when.now', planned.length ? planned[0].when : null, () => {
      changed();
      ask(); // another time, another day of the profile's budget
    }),
    paint: () => {
      parts.field.show(state.check);
      draw();
      changed();
    },
  });
  parts.field = findingsField({ id: `${id}-text`, value: state.text, oninput: (text) => {
    written.typed(text);
    draw();
  } });
  parts.media = mediaField(id, path, draft, state, ask);
  parts.media.hidden = state.attachment !== 'MEDIA';
  draw();
  planned.slice(1).forEach(remind);
  if (planned.length) {
    ask();
  }
  return state;
}
