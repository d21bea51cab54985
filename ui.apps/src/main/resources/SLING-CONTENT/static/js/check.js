/* How a measured text is shown. */
import { LANGUAGE, el, t, words } from './base.js';

export function counter(check) {
  const over = check.length > check.maxLength;
  const posts = check.parts.length;
  return el('span', { class: `herald-counter ${over ? 'herald-counter--over' : ''}`, title: t('share.limitFrom', { source: check.source }) }, posts > 1 ? t('share.posts', { posts, length: check.length, max: check.maxLength }) : t('share.count', { length: check.length, max: check.maxLength }));
}

const said = (finding) => (LANGUAGE !== 'en' && words[`finding.${finding.rule}`] ? t(`finding.${finding.rule}`, finding.values) : finding.message);

/* The findings; one that points into the text can be chosen, and then its place is. */
export function findings(check, select) {
  return el('ul', { class: 'herald-findings' }, check.findings.map((f) => {
    const kind = f.severity === 'BLOCKS' ? 'herald-findings__block' : 'herald-findings__warn';
    const points = select && f.end > f.start;
    return el('li', { class: kind, 'data-rule': f.rule }, points ? el('button', { type: 'button', class: 'herald-findings__place', title: f.source || null, onclick: () => select(f) }, said(f)) : el('span', { title: f.source || null }, said(f)));
  }));
}
