/* What renders: lit-html, served from Herald's bundle. Everything takes it from here. */
import { html, render } from '../../lib/lit/lit-html.js';

export { html, nothing, render, svg } from '../../lib/lit/lit-html.js';
export { live } from '../../lib/lit/directives/live.js';
export { repeat } from '../../lib/lit/directives/repeat.js';

/** The element that a template of one element makes, for code that is built of nodes. */
export function element(template) {
  const box = document.createElement('div');
  render(template, box);
  return box.firstElementChild;
}

/** A button of the usual size. @param look how it looks, as Bulma's and Herald's classes */
export const button = (label, act, look = '') => html`<button type="button" class="button is-small ${look}" @click=${act}>${label}</button>`;
