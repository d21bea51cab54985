/* Dialogs. The browser's own: what is behind is out of reach, Escape closes, and the focus goes back to where it was. */
import { t } from '../base.js';
import { html, nothing, render } from './lit.js';

let opened = 0;

/**
 * Opens a dialog.
 *
 * @param body a template; foot too, with the buttons
 * @param look classes of its own
 * @param title its heading, which names it; with a button to close it
 * @param heading false where the body has its own heading, with this id: then nothing stands above, and Escape closes
 * @returns element; draw(body, foot), which renders other content; close(answer); and closed, a promise of the answer,
 *     which is undefined for Escape and the button that closes
 */
export function dialog({ title = '', heading = '', titleId = '', body, foot = nothing, look = '' }) {
  const id = heading || titleId || `herald-dialog-${++opened}`;
  const before = document.activeElement;
  const box = document.createElement('dialog');
  box.className = `herald-dialog ${look}`.trim();
  box.setAttribute('aria-labelledby', id);
  let tell;
  const closed = new Promise((resolve) => { tell = resolve; });
  const end = (answer) => {
    if (box.isConnected) {
      box.close();
      box.remove();
      if (before && before.isConnected) {
        before.focus();
      }
      tell(answer);
    }
  };
  const draw = (content, buttons = nothing) => render(html`<div class="modal-card">
    ${heading ? nothing : html`<header class="modal-card-head"><h2 class="modal-card-title" id=${id}>${title}</h2><button type="button" class="delete" aria-label=${t('close')} @click=${() => end()}></button></header>`}
    <section class="modal-card-body">${content}</section>
    ${buttons === nothing ? nothing : html`<footer class="modal-card-foot">${buttons}</footer>`}</div>`, box);
  draw(body, foot);
  box.addEventListener('cancel', (event) => {
    event.preventDefault();
    end();
  });
  box.addEventListener('close', () => end());
  document.body.append(box);
  box.showModal();
  return { element: box, draw, close: end, closed };
}

/**
 * Asks before something is done that cannot be taken back. The way back has the focus, and is what Escape means.
 *
 * @param label what is done, as a verb; the same as on the button that asked
 * @returns a promise of whether it shall be done
 */
export async function confirmed(question, label, kind = 'danger') {
  const id = `herald-question-${++opened}`;
  const box = dialog({
    heading: id, look: 'herald-dialog--small',
    body: html`<p id=${id}>${question}</p>`,
    foot: html`<button type="button" class="button is-small is-${kind}" @click=${() => box.close(true)}>${label}</button><button type="button" class="button is-small herald-dialog__back" autofocus @click=${() => box.close(false)}>${t('cancel')}</button>`,
  });
  return (await box.closed) === true;
}
