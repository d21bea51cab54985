/* Who may do what to a profile, and as one: named by an administrator; the table itself is the server's. */
import { api, busy, t } from './base.js';
import { element, html, nothing, render } from './kit/lit.js';
import { refusal } from './kit/notice.js';
import { groupPicker } from './picker.js';

const ROLES = ['PUBLISH', 'SUBMIT', 'MODERATE', 'LOOK'];
const COLUMNS = [...ROLES, 'ADMINISTER'];
const name = (role) => role.toLowerCase();

function cell(line, role) {
  const may = line.roles.includes(role);
  return html`<td class="herald-rights__cell ${may ? 'herald-rights__cell--yes' : ''}" data-may=${String(may)}><span aria-hidden="true">${may ? '✓' : '–'}</span><span class="is-sr-only">${t(may ? 'yes' : 'no')}</span></td>`;
}

const row = (line) => html`<tr data-action=${line.action}><th scope="row">${t(`right.${line.action}`)}${line.bound ? '\u00a0*' : nothing}</th>${COLUMNS.map((role) => cell(line, role))}</tr>`;

const table = (lines) => html`<div class="herald-rights__scroll" tabindex="0" role="region" aria-label=${t('rights.table')}><table class="table is-narrow is-fullwidth herald-rights__table">
  <thead><tr><th scope="col">${t('rights.may')}</th>${COLUMNS.map((role) => html`<th scope="col">${t(`right.${role}`)}</th>`)}</tr></thead><tbody>${lines.map(row)}</tbody></table></div><p class="help">${t('rights.bound')}</p>`;

/* The table of the server, in words; asked for when somebody wants to see it. */
function tableBox() {
  const body = document.createElement('div');
  let asked = false;
  const show = (event) => {
    if (event.target.open && !asked) {
      asked = true;
      render(busy(t('loading')), body);
      api.get('/profiles/rights').then(({ rights }) => render(table(rights), body), (e) => {
        asked = false;
        render(refusal(e), body);
      });
    }
  };
  return html`<details class="herald-rights__all" @toggle=${show}><summary>${t('rights.table')}</summary>${body}</details>`;
}

/* Four lists of groups, and what each of them may do. */
export function rightsPart(profile, unique) {
  const chosen = ROLES.map((role) => [name(role), groupPicker({ id: unique(`rights-${name(role)}`), name: `rights.${name(role)}`, label: t(`right.${role}`), help: t(`rights.${role}`), chosen: profile.rights[name(role)] })]);
  return {
    element: element(html`<fieldset class="field herald-rights"><legend class="label is-small">${t('rights.title')}</legend><p class="help">${t('rights.help')}</p>${chosen.map(([, one]) => one.element)}${tableBox()}</fieldset>`),
    read: (p) => { p.rights = Object.fromEntries(chosen.map(([role, one]) => [role, one.values()])); },
  };
}
