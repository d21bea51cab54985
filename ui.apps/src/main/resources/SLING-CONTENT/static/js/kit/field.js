/* A field to write in, and what was found in its text: marked in it, told below it, and counted. */
import { LANGUAGE, t, words } from '../base.js';
import { html, nothing, render } from './lit.js';
import { refusal } from './notice.js';

/** How long a text is, of how much, as the server measured it. */
export function counted(check) {
  const over = check.length > check.maxLength;
  const posts = check.parts.length;
  return html`<span class="herald-counter ${over ? 'herald-counter--over' : ''}" title=${t('share.limitFrom', { source: check.source })}>${posts > 1 ? t('share.posts', { posts, length: check.length, max: check.maxLength }) : t('share.count', { length: check.length, max: check.maxLength })}</span>`;
}

const said = (finding) => (LANGUAGE !== 'en' && words[`finding.${finding.rule}`] ? t(`finding.${finding.rule}`, finding.values) : finding.message);

/** What was found. @param select goes to the place of one in the text; those that have none are told only */
export const found = (check, select) => html`<ul class="herald-findings">${check.findings.map((one) => html`<li class=${one.severity === 'BLOCKS' ? 'herald-findings__block' : 'herald-findings__warn'} data-rule=${one.rule}>${select && one.end > one.start
  ? html`<button type="button" class="herald-findings__place" title=${one.source || nothing} @click=${() => select(one)}>${said(one)}</button>`
  : html`<span title=${one.source || nothing}>${said(one)}</span>`}</li>`)}</ul>`;

/* The text with what was found in it; what lies within something found before is marked with that. */
function marked(text, findings) {
  let at = 0;
  const pieces = [];
  findings.filter((f) => f.end > f.start).sort((a, b) => a.start - b.start).forEach((f) => {
    if (f.start >= at && f.end <= text.length) {
      pieces.push(text.slice(at, f.start), html`<mark class="herald-mark herald-mark--${f.severity === 'BLOCKS' ? 'block' : 'warn'}">${text.slice(f.start, f.end)}</mark>`);
      at = f.end;
    }
  });
  return [...pieces, `${text.slice(at)}\n`];
}

/**
 * A field whose text is measured elsewhere.
 *
 * @param label its label, as text; '' where one stands elsewhere and points to its id
 * @param oninput what is done when somebody types
 * @param places whether a finding leads to its place in the text
 * @returns element, area, show(check), which shows what was found, and fail(e), which says that nothing could be; what
 *     somebody writes stays as it is
 */
export function findingsField({ id, label = '', rows = 7, value = '', oninput = () => {}, places = true }) {
  const root = document.createElement('div');
  let check = null;
  let failed = null;
  const area = () => root.querySelector('textarea');
  const select = (finding) => {
    area().focus();
    area().setSelectionRange(finding.start, finding.end);
  };
  const follow = () => { root.querySelector('.herald-editor__marks').scrollTop = area().scrollTop; };
  const notes = () => (check ? found(check, places ? select : null) : nothing);
  const draw = (findings) => {
    const text = area() ? area().value : value;
    render(html`${label ? html`<label class="label is-small" for=${id}>${label}</label>` : nothing}
      <div class="herald-editor"><div class="herald-editor__marks" aria-hidden="true" dir="auto">${marked(text, findings)}</div><textarea class="textarea herald-editor__area" id=${id} rows=${rows} dir="auto" aria-describedby="${id}-notes" @input=${typed} @scroll=${follow}></textarea></div>
      <div class="herald-variant__count" aria-live="polite">${check ? counted(check) : nothing}</div>
      <div id="${id}-notes">${failed ? refusal(failed) : notes()}</div>`, root);
    follow();
  };
  function typed(event) {
    draw([]); // where they were is not where they are
    oninput(event.target.value);
  }
  draw([]);
  area().value = value;
  return {
    element: root,
    area: area(),
    show: (measured) => {
      check = measured;
      failed = null;
      draw(measured ? measured.findings : []);
    },
    fail: (e) => {
      failed = e;
      draw([]);
    },
  };
}
