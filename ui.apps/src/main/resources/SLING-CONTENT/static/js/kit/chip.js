/* Small things to press: a filter that is on or off, and something chosen that can be taken away. */
import { html } from './lit.js';

/** A filter. @param pressed whether it is on; @param onpress what pressing does: it is for the caller to render anew */
export const chip = ({ label, pressed, onpress }) => html`<button type="button" class="herald-chip" aria-pressed=${String(pressed)} @click=${onpress}>${label}</button>`;

/** Something chosen. @param remove what the button that takes it away is called: it names the thing */
export const token = ({ id, label, remove, onremove }) => html`<span class="herald-token" data-value=${id}>${label}<button type="button" class="herald-token__remove" aria-label=${remove} @click=${onremove}>×</button></span>`;
