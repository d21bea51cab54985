/* Who may do what to a profile, and as one: named by an administrator; the table itself is the server's. */
import { api, busy, el, problem, t } from './base.js';
import { groupPicker } from './picker.js';

const ROLES = ['PUBLISH', 'SUBMIT', 'MODERATE', 'LOOK'];
const COLUMNS = [...ROLES, 'ADMINISTER'];
const name = (role) => role.toLowerCase();

const cell = (line, role) => {
  const may = line.roles.includes(role);
  return el('td', { class: `herald-rights__cell${may ? ' herald-rights__cell--yes' : ''}`, 'data-may': String(may) }, el('span', { 'aria-hidden': 'true' }, may ? '✓' : '–'), el('span', { class: 'is-sr-only' }, t(may ? 'yes' : 'no')));
};

const table = (lines) => el('div', { class: 'herald-rights__scroll', tabindex: 0, role: 'region', 'aria-label': t('rights.table') },
  el('table', { class: 'table is-narrow is-fullwidth herald-rights__table' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('rights.may')), COLUMNS.map((role) => el('th', { scope: 'col' }, t(`right.${role}`))))),
    el('tbody', {}, lines.map((line) => el('tr', { 'data-action': line.action }, el('th', { scope: 'row' }, t(`right.${line.action}`), line.bound ? '\u00a0*' : ''), COLUMNS.map((role) => cell(line, role)))))));

/* The table of the server, in words; asked for when somebody wants to see it. */
function tableBox() {
  const body = el('div', {});
  const box = el('details', { class: 'herald-rights__all' }, el('summary', {}, t('rights.table')), body);
  box.addEventListener('toggle', () => {
    if (box.open && !body.firstChild) {
      body.replaceChildren(busy(t('loading')));
      api.get('/profiles/rights').then(({ rights }) => body.replaceChildren(table(rights), el('p', { class: 'help' }, t('rights.bound'))), (e) => body.replaceChildren(problem(e)));
    }
  });
  return box;
}

/* Four lists of groups, and what each of them may do. */
export function rightsPart(profile, unique) {
  const chosen = ROLES.map((role) => [name(role), groupPicker({ id: unique(`rights-${name(role)}`), name: `rights.${name(role)}`, label: t(`right.${role}`), help: t(`rights.${role}`), chosen: profile.rights[name(role)] })]);
  const element = el('fieldset', { class: 'field herald-rights' }, el('legend', { class: 'label is-small' }, t('rights.title')), el('p', { class: 'help' }, t('rights.help')), chosen.map(([, one]) => one.element), tableBox());
  return { element, read: (p) => { p.rights = Object.fromEntries(chosen.map(([role, one]) => [role, one.values()])); } };
}
