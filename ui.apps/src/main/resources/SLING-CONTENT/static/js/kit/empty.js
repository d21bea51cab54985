/* What stands where nothing is yet: what will come here, and how. */
import { html, nothing } from './lit.js';

/** An empty place. @param act a button or a link as a template; leave it out where nobody can do anything */
export const empty = (title, help = '', act = nothing) => html`<div class="herald-empty"><strong>${title}</strong>${help ? html`<p>${help}</p>` : nothing}${act === nothing ? nothing : html`<p class="herald-empty__act">${act}</p>`}</div>`;
