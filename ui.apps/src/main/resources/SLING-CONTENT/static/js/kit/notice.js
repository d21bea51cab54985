/* A notice in its place: what happened, or what to do. */
import { problem, when } from '../base.js';
import { html } from './lit.js';

/** A notice. @param kind success, info, warning or danger; what is dangerous interrupts those who listen to the page */
export const notice = (text, kind = 'danger') => html`<p class="notification is-light is-${kind} herald-message" role=${kind === 'danger' ? 'alert' : 'status'}>${text}</p>`;

/** What the server refused, and why, in the person's language. */
export const refusal = (e) => notice([...problem(e).childNodes]);

/** A moment, as the person's language writes it. */
export const time = (instant) => html`<time datetime=${instant}>${when(instant)}</time>`;
