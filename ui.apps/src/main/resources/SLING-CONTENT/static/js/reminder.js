/* The same article once more, later and in other words. */
import { api, latest, t } from './base.js';
import { findingsField } from './kit/field.js';
import { element, html } from './kit/lit.js';
import { wanted } from './variant.js';
import { whenField } from './when.js';

const LATER = 7;
const unwritten = (maxLength) => ({ length: 0, maxLength, findings: [{ rule: 'empty', severity: 'BLOCKS', start: 0, end: 0, values: {}, message: t('compose.remindEmpty') }], parts: [] });

/**
 * A reminder of a variant.
 *
 * @param was what was asked for before; null for a new one
 * @returns its state, as that of a variant
 */
export function reminder(path, owner, was, removed, changed) {
  const id = `herald-${owner.draft.profileId}-reminder-${owner.reminders.length}-${Date.now()}`;
  const before = was || { text: '', attachment: owner.attachment, comment: '', thread: false };
  const state = { draft: owner.draft, text: before.text, attachment: before.attachment, media: before.media || owner.media, comment: before.comment, thread: before.thread, check: unwritten(owner.check.maxLength) };
  const ask = latest(() => api.post('/variants/check', { path, ...wanted(state) }), (measured) => {
    state.check = measured;
    field.show(state.text ? measured : null);
    changed();
  }, (e) => field.fail(e));
  const field = findingsField({ id, rows: 4, value: state.text, oninput: (text) => {
    state.text = text;
    ask();
  } });
  state.timing = whenField(`${id}-when`, 'when.now', was ? was.when : null, changed);
  if (was) {
    ask();
  } else {
    state.timing.later(LATER);
  }
  state.node = element(html`<div class="herald-reminder"><div class="herald-variant__tools"><label class="label is-small" for=${id}>${t('compose.reminder')}</label><button type="button" class="button is-small" @click=${removed}>${t('compose.remindNot')}</button></div>
    ${field.element}${state.timing.node}</div>`);
  return state;
}
