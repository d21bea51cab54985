/* The sign of a state: a shape, a word and a tone, so that nobody has to tell colours apart. */
import { html } from './lit.js';

const SHAPES = {
  ok: 'M3.5 8.5l3 3 6-7',
  info: 'M3 8h.01M8 8h.01M13 8h.01',
  plan: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2.2 1.4',
  wait: 'M8 2.5L14 13H2zM8 6.5v3M8 11.3h.01',
  bad: 'M4 4l8 8M12 4l-8 8',
  idle: 'M8 3a5 5 0 1 0 .01 0',
};

/**
 * A state.
 *
 * @param tone ok, info (under way), plan (has its time), wait (somebody has to do something), bad or idle
 */
export const state = (tone, word) => html`<span class="herald-state herald-state--${tone}"><svg class="herald-state__shape" viewBox="0 0 16 16" aria-hidden="true"><path d=${SHAPES[tone]}></path></svg><span>${word}</span></span>`;
