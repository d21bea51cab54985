/* What is likely to keep a planned post from being sent at its time. */
import { LANGUAGE, el, t, when, words } from './base.js';

const said = (finding) => (LANGUAGE !== 'en' && words[`foreseen.${finding.rule}`] ? t(`foreseen.${finding.rule}`, { ...finding.values, at: finding.values.at ? when(finding.values.at) : '' }) : finding.message);

export const foreseen = (variant) => ((variant.foreseen || []).length === 0 ? null : el('ul', { class: 'herald-foreseen' }, variant.foreseen.map((finding) => el('li', { 'data-rule': finding.rule }, el('span', { 'aria-hidden': 'true' }, '▲'), ' ', said(finding)))));
