/* The composer: one common text, and what each profile makes of it. The server measures, shortens and checks. */
import { DEBOUNCE, api, button, confirmed, el, guarded, latest, message, problem, requestName, t } from './base.js';
import { lookedAt } from './brake.js';
import { counter, findings } from './check.js';
import { mediaField } from './media.js';
import { preview } from './preview.js';
import { sign, speaker, spoken } from './speaker.js';
import { ZONE, momentField, whenField } from './when.js';

/* A text field that shows where in the text a finding is. */
function markedField(id) {
  const marks = el('div', { class: 'herald-editor__marks', 'aria-hidden': 'true', dir: 'auto' });
  const area = el('textarea', { class: 'textarea herald-editor__area', id, rows: 7, dir: 'auto', 'aria-describedby': `${id}-notes` });
  area.addEventListener('scroll', () => { marks.scrollTop = area.scrollTop; });
  const show = (list) => {
    const text = area.value;
    let at = 0;
    marks.replaceChildren();
    list.filter((f) => f.end > f.start).sort((a, b) => a.start - b.start).forEach((f) => {
      if (f.start >= at && f.end <= text.length) {
        marks.append(text.slice(at, f.start), el('mark', { class: `herald-mark herald-mark--${f.severity === 'BLOCKS' ? 'block' : 'warn'}` }, text.slice(f.start, f.end)));
        at = f.end;
      }
    });
    marks.append(`${text.slice(at)}\n`);
    marks.scrollTop = area.scrollTop;
  };
  area.addEventListener('input', () => show([]));
  return { node: el('div', { class: 'herald-editor' }, marks, area), area, show };
}

/* What the server is asked about, and in the end asked for. */
const wanted = (state) => ({ profile: state.draft.profileId, text: state.text, attachment: state.attachment, media: state.media, comment: state.comment, thread: state.thread, ...(state.timing ? state.timing.value() : {}) });

/* One profile's column. */
function variant(path, draft, flow, changed) {
  const id = `herald-${draft.profileId}`;
  const state = { draft, chosen: draft.remembered && draft.earlier === 0, text: draft.text, attachment: draft.attachment, media: draft.media.slice(0, 1), comment: draft.comment, thread: false, check: draft.check, own: false, dark: false, past: [], reminders: [] };
  const planned = flow.planned.map((one) => one.wanted).filter((wanted) => wanted.profileId === draft.profileId);
  if (flow.planned.length) { // what was asked for is still there, to be corrected
    state.chosen = planned.length > 0;
  }
  if (planned.length) {
    const [was] = planned;
    Object.assign(state, { chosen: true, own: true, text: was.text, attachment: was.attachment, media: was.media || state.media, comment: was.comment, thread: was.thread });
  }
  state.timing = whenField(`${id}-when`, flow.required && flow.stage !== 'PUBLISHED' ? 'when.published' : 'when.now', planned.length ? planned[0].when : null, () => {
    changed();
    ask(); // another time, another day of the profile's budget
  });
  const field = markedField(`${id}-text`);
  const count = el('div', { class: 'herald-variant__count', 'aria-live': 'polite' });
  const notes = el('div', { id: `${id}-notes` });
  const shown = el('div', { class: 'herald-variant__preview' });
  const tie = el('span', { class: 'tag is-light herald-variant__tie' });
  const select = (finding) => {
    field.area.focus();
    field.area.setSelectionRange(finding.start, finding.end);
  };
  const paint = () => {
    count.replaceChildren(counter(state.check));
    notes.replaceChildren(findings(state.check, select));
    field.show(state.check.findings);
    shown.replaceChildren(preview(state));
    tie.textContent = t(state.own ? 'compose.own' : 'compose.follows');
    follow.hidden = !state.own;
    undo.disabled = state.past.length === 0;
    changed();
  };
  const ask = latest(
    () => api.post('/variants/check', { path, ...wanted(state) }),
    (check) => {
      state.check = check;
      paint();
    },
    (e) => notes.replaceChildren(problem(e)));
  /* Whether what goes with the text is still what was proposed. */
  state.untouched = () => state.attachment === draft.attachment && state.comment === draft.comment && JSON.stringify(state.media) === JSON.stringify(draft.media.slice(0, 1));
  /* Puts a text in that the person did not type; Undo brings the one before back. */
  state.replace = (text, check, own) => {
    if (text !== state.text) {
      state.past.push({ text: state.text, own: state.own });
    }
    state.text = text;
    state.own = own;
    field.area.value = text;
    if (check) {
      state.check = check;
      paint();
    } else {
      ask();
    }
  };
  const undo = button(t('compose.undo'), () => {
    const before = state.past.pop();
    state.text = before.text;
    state.own = before.own;
    field.area.value = before.text;
    tie.textContent = t(state.own ? 'compose.own' : 'compose.follows');
    ask();
    undo.disabled = state.past.length === 0;
    field.area.focus();
  }, { class: 'herald-variant__undo' });
  const follow = button(t('compose.follow'), () => state.followed(), { class: 'herald-variant__follow' });
  let typing = null;
  field.area.addEventListener('input', () => {
    if (typing === null) {
      state.past.push({ text: state.text, own: state.own });
    }
    clearTimeout(typing);
    typing = setTimeout(() => { typing = null; }, DEBOUNCE * 4); // one step back is one pause in the typing
    state.text = field.area.value;
    state.own = true;
    ask();
  });
  const media = mediaField(id, path, draft, state, ask);
  media.hidden = state.attachment !== 'MEDIA';
  const choice = el('select', { id: `${id}-attachment`, onchange: (event) => {
    state.attachment = event.target.value;
    media.hidden = state.attachment !== 'MEDIA';
    ask();
  } }, draft.choices.map((c) => el('option', { value: c, selected: c === state.attachment }, t(`attachment.${c}`))));
  const box = el('input', { type: 'checkbox', id: `${id}-chosen`, checked: state.chosen, onchange: (event) => {
    state.chosen = event.target.checked;
    body.hidden = !state.chosen;
    changed();
  } });
  const dark = el('input', { type: 'checkbox', id: `${id}-dark`, onchange: (event) => {
    state.dark = event.target.checked;
    shown.replaceChildren(preview(state));
  } });
  field.area.value = state.text;
  const thread = el('input', { type: 'checkbox', id: `${id}-thread`, checked: state.thread, onchange: (event) => {
    state.thread = event.target.checked;
    if (state.own) {
      ask();
    } else {
      state.followed(); // the common text need not be cut any more
    }
  } });
  const comment = el('textarea', { class: 'textarea is-small herald-variant__comment', id: `${id}-comment`, rows: 2, dir: 'auto', oninput: (event) => {
    state.comment = event.target.value;
    ask();
  } });
  comment.value = state.comment;
  const reminders = el('div', { class: 'herald-reminders' });
  const remind = (was) => {
    const one = reminder(path, state, was, () => {
      state.reminders = state.reminders.filter((other) => other !== one);
      one.node.remove();
      changed();
    }, changed);
    state.reminders.push(one);
    reminders.append(one.node);
    changed();
  };
  const body = el('div', { class: 'herald-variant__body' },
    el('div', {},
      el('div', { class: 'herald-variant__tools' }, el('label', { class: 'label is-small', for: `${id}-text` }, t('share.text')), tie, follow, undo),
      field.node, count,
      draft.threads ? el('label', { class: 'checkbox herald-variant__thread', for: `${id}-thread` }, thread, ' ', t('compose.thread')) : null,
      notes,
      draft.missing.length ? el('p', { class: 'help herald-variant__missing' }, t('compose.missing', { names: draft.missing.join(', ') })) : null,
      el('label', { class: 'label is-small', for: `${id}-attachment` }, t('share.attachment')), el('div', { class: 'select is-small' }, choice), media,
      draft.comments ? el('div', {}, el('label', { class: 'label is-small', for: `${id}-comment` }, t('compose.comment')), comment) : null,
      state.timing.node, reminders, button(t('compose.remind'), () => remind(null), { class: 'herald-variant__remind' })),
    el('div', {},
      el('div', { class: 'herald-variant__tools' }, el('span', { class: 'label is-small' }, t('compose.preview')), el('label', { class: 'checkbox', for: `${id}-dark` }, dark, ' ', t('compose.dark'))),
      shown));
  body.hidden = !state.chosen;
  state.node = el('section', { class: 'herald-variant box', id, 'data-profile': draft.profileId },
    el('label', { class: 'herald-variant__head checkbox', for: `${id}-chosen` }, box, ' ',
      speaker(draft), ' ',
      draft.rehearsal ? el('span', { class: 'tag is-warning' }, t('rehearsal')) : null,
      draft.cost ? el('span', { class: 'tag is-warning' }, t('compose.cost', { cost: draft.cost })) : null,
      draft.awaits ? [el('span', { class: 'tag is-warning is-light herald-variant__awaits' }, t('share.awaits')), ' '] : null,
      draft.earlier > 0 ? el('span', { class: 'tag is-danger is-light' }, t('share.earlier', { times: draft.earlier })) : null),
    body);
  state.paint = paint;
  planned.slice(1).forEach(remind);
  if (planned.length) {
    ask();
  }
  return state;
}

/* The same article once more, later and in other words. */
function reminder(path, owner, was, removed, changed) {
  const id = `herald-${owner.draft.profileId}-reminder-${owner.reminders.length}-${Date.now()}`;
  const state = { draft: owner.draft, text: was ? was.text : '', attachment: was ? was.attachment : owner.attachment, media: was && was.media ? was.media : owner.media, comment: was ? was.comment : '', thread: was ? was.thread : false, check: { length: 0, maxLength: owner.check.maxLength, findings: [{ rule: 'empty', severity: 'BLOCKS', start: 0, end: 0, values: {}, message: t('compose.remindEmpty') }], parts: [] } };
  const field = markedField(id);
  field.area.rows = 4;
  field.area.value = state.text;
  const count = el('div', { class: 'herald-variant__count', 'aria-live': 'polite' });
  const notes = el('div', { id: `${id}-notes` });
  const paint = () => {
    count.replaceChildren(state.text ? counter(state.check) : '');
    notes.replaceChildren(state.text ? findings(state.check) : '');
    field.show(state.check.findings);
    changed();
  };
  const ask = latest(() => api.post('/variants/check', { path, ...wanted(state) }), (check) => {
    state.check = check;
    paint();
  }, (e) => notes.replaceChildren(problem(e)));
  field.area.addEventListener('input', () => {
    state.text = field.area.value;
    ask();
  });
  state.timing = whenField(`${id}-when`, 'when.now', was ? was.when : null, changed);
  if (!was) {
    state.timing.later(7);
  } else {
    ask();
  }
  state.node = el('div', { class: 'herald-reminder' },
    el('div', { class: 'herald-variant__tools' }, el('label', { class: 'label is-small', for: id }, t('compose.reminder')), button(t('compose.remindNot'), removed)),
    field.node, count, notes, state.timing.node);
  return state;
}

/* The text for all: who follows it says it in its own way. */
function commonText(path, states) {
  const id = 'herald-common';
  const area = el('textarea', { class: 'textarea', id, rows: 3, dir: 'auto' });
  const place = el('div', {});
  const proposals = () => states.filter((s) => !s.own).forEach((s) => s.replace(s.draft.text, s.untouched() ? s.draft.check : null, false));
  const ask = latest(
    async () => (area.value.trim() ? (await api.post('/variants/adapt', { path, text: area.value, threads: states.filter((s) => s.thread).map((s) => s.draft.profileId) })).variants : null),
    (variants) => {
      place.replaceChildren();
      if (variants === null) {
        proposals();
        return;
      }
      const byProfile = new Map(variants.map((v) => [v.profileId, v]));
      states.filter((s) => !s.own && byProfile.has(s.draft.profileId)).forEach((s) => {
        const v = byProfile.get(s.draft.profileId);
        s.replace(v.text, s.untouched() ? v.check : null, false);
      });
    },
    (e) => place.replaceChildren(problem(e)));
  area.addEventListener('input', ask);
  states.forEach((s) => {
    s.followed = () => {
      s.own = false;
      if (area.value.trim()) {
        ask();
      } else {
        s.replace(s.draft.text, s.untouched() && !s.thread ? s.draft.check : null, false);
      }
    };
  });
  return el('div', { class: 'herald-composer__common' }, el('label', { class: 'label is-small', for: id }, t('compose.common')), area, el('p', { class: 'help' }, t('compose.commonHelp')), place);
}

/* On a phone the profiles are tabs; wide, they stand side by side. */
function switcher(states) {
  const tabs = states.map((s) => el('button', { type: 'button', class: 'button is-small herald-composer__tab', 'aria-controls': s.node.id, onclick: () => show(s) }, sign(s.draft.network), s.draft.profileTitle));
  const show = (chosen) => states.forEach((s, i) => {
    s.node.classList.toggle('herald-variant--aside', s !== chosen);
    tabs[i].setAttribute('aria-pressed', s === chosen);
    tabs[i].classList.toggle('is-dark', s === chosen);
  });
  show(states[0]);
  return el('div', { class: 'herald-composer__tabs', role: 'group', 'aria-label': t('compose.profiles') }, tabs);
}

/* What the button does, and as whom. */
function deed(flow, step, chosen, said) {
  const who = chosen.length === 1 ? spoken(chosen[0].draft.profileTitle, chosen[0].draft.networkTitle) : t('share.many', { count: chosen.length });
  if (flow.required) {
    const what = t(`step.${step || 'SUBMIT'}`);
    return chosen.length ? t('share.step', { what, who }) : what;
  }
  if (chosen.length && chosen.every((s) => s.draft.awaits)) {
    return t('share.submit', { who });
  }
  const later = said.filter((s) => s.timing.value().at || s.timing.value().after).length;
  return chosen.length === 0 ? t('share.send') : t(later === 0 ? 'share.now' : later === said.length ? 'share.later' : 'share.some', { who });
}

export async function composer(path, sent) {
  const [{ drafts }, flow] = await Promise.all([api.get(`/variants?path=${encodeURIComponent(path)}`), api.get(`/workflow?path=${encodeURIComponent(path)}`)]);
  const step = flow.possible.includes('SUBMIT') ? 'SUBMIT' : flow.possible.includes('AMEND') ? 'AMEND' : '';
  const closed = flow.required && !step;
  const panel = el('div', { class: 'herald-share herald-composer' });
  const title = document.getElementById('herald-dialog-title');
  if (title && drafts.length) {
    title.textContent = t('share.title', { name: drafts[0].cardTitle });
  }
  if (drafts.length === 0) {
    panel.append(message(t('share.noProfiles'), 'info'));
    return panel;
  }
  const accounts = el('span', { class: 'herald-share__accounts' });
  const submit = el('button', { type: 'button', class: 'button is-primary herald-share__send' });
  const changed = () => {
    const chosen = states.filter((s) => s.chosen);
    const said = chosen.flatMap((s) => [s, ...s.reminders]);
    const blocked = said.filter((s) => s.check.findings.some((f) => f.severity === 'BLOCKS'));
    accounts.textContent = closed ? t('review.closed', { stage: t(`stage.${flow.stage}`) }) : blocked.length ? t('compose.blocked', { profiles: [...new Set(blocked.map((s) => s.draft.profileTitle))].join(', ') }) : chosen.length ? t('share.as', { accounts: chosen.map((s) => s.draft.account).join(', ') }) : t('share.choose');
    submit.textContent = deed(flow, step, chosen, said);
    submit.disabled = closed || blocked.length > 0 || (chosen.length === 0 && !flow.required); // an article may go out without a post
  };
  const states = [];
  drafts.forEach((draft) => states.push(variant(path, draft, flow, changed)));
  const at = momentField('herald-at', t('review.when', { zone: ZONE }), flow.stage === 'PUBLISHED' ? null : flow.publishAt);
  const until = momentField('herald-until', t('review.untilWhen'), flow.unpublishAt);
  const timing = step === 'SUBMIT' ? el('div', { class: 'herald-composer__at' }, at.node, until.node) : '';
  const foot = el('div', { class: 'herald-share__foot' }, submit, accounts);
  let named = requestName();
  const post = async () => {
    const chosen = states.filter((s) => s.chosen);
    const again = chosen.filter((s) => s.draft.earlier > 0);
    if (again.length && !(await confirmed(t('share.again', { accounts: again.map((s) => s.draft.account).join(', ') }), t('share.sendAgain')))) {
      return;
    }
    const variants = chosen.flatMap((state) => [state, ...state.reminders]).map(wanted);
    try {
      if (flow.required) {
        await api.post('/workflow', { path, step, moves: flow.moves, at: at.value(), until: until.value(), zone: ZONE, offset: at.offset() || until.offset(), variants });
      } else {
        const share = (acknowledged) => api.post('/shares', { path, again: again.length > 0, request: named(variants), acknowledged, variants });
        if (!(await lookedAt(share, chosen, submit.textContent))) {
          return;
        }
      }
    } catch (e) {
      [at, until, ...chosen.flatMap((state) => [state, ...state.reminders]).map((state) => state.timing)].forEach((field) => field.ask(e));
      throw e;
    }
    sent(flow.required, { node: panel, again: () => {
      named = requestName(); // what was undone is no answer to what is sent anew
      submit.focus();
    } });
  };
  submit.addEventListener('click', guarded(post, foot));
  panel.append(commonText(path, states), switcher(states), el('div', { class: 'herald-composer__profiles' }, states.map((s) => s.node)), timing, foot);
  states.forEach((s) => s.paint());
  return panel;
}
