/* The face of an account. */
import { html, nothing } from './lit.js';

const COLOURS = 7;
const initials = (name) => name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toLocaleUpperCase()).join('');
const colour = (id) => [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % COLOURS;

/**
 * A face, or the initials where there is no picture or it does not load. It says nothing by itself: the name stands beside it.
 *
 * @param id chooses the colour of the initials: always the same for the same account
 * @param source where the picture is; empty for none
 */
export const avatar = (id, name, source = '') => html`<span class="herald-avatar herald-avatar--${colour(id)}" aria-hidden="true">${initials(name)}${source ? html`<img class="herald-avatar__picture" alt="" src=${source} @error=${(event) => { event.target.hidden = true; }}>` : nothing}</span>`;
