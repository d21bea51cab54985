/* What is likely to keep a planned post from being sent at its time. */
import { LANGUAGE, t, when, words } from './base.js';
import { html, nothing } from './kit/lit.js';

const said = (finding) => (LANGUAGE !== 'en' && words[`foreseen.${finding.rule}`] ? t(`foreseen.${finding.rule}`, { ...finding.values, at: finding.values.at ? when(finding.values.at) : '' }) : finding.message);

/** To be rendered; nothing where nothing is foreseen. */
export const foreseen = (variant) => ((variant.foreseen || []).length === 0 ? nothing : html`<ul class="herald-foreseen">${variant.foreseen.map((finding) => html`<li data-rule=${finding.rule}><span aria-hidden="true">▲</span> ${said(finding)}</li>`)}</ul>`);
