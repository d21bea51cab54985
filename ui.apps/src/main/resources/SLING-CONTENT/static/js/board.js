/* How profiles fare, by what was found out last: a sign for each, what ends, and asking again. */
import { LANGUAGE, api, guardedIn, quoting, t, when, words } from './base.js';
import { counted } from './filters.js';
import { element, html, nothing, render } from './kit/lit.js';
import { notice, refusal, time } from './kit/notice.js';

/* Each state has a shape and a word of its own: nobody has to tell colours apart. */
const SIGN = { OK: '✓', UNKNOWN: '?', WARNING: '▲', BROKEN: '✕' };
const ORDER = ['BROKEN', 'WARNING', 'UNKNOWN', 'OK'];
const QUOTAS = ['QUOTA_POSTS', 'QUOTA_REPLIES', 'QUOTA_REQUESTS'];
const ENDS = /^(TOKEN|SIGN_IN|DATA_ACCESS|VERSION)_END(S|S_SOON|ED)$/;

/* What a point says, in the person's language where its word is known. */
const said = (point) => (LANGUAGE !== 'en' && words[`health.${point.rule}`] ? quoting(t(`health.${point.rule}`, { ...point.values, at: point.at ? when(point.at) : '' }), point.values) : point.message);
const word = (health) => {
  const worst = health.points[0];
  const own = worst && worst.state === health.state && words[`health.word.${worst.rule}`];
  return own ? t(`health.word.${worst.rule}`) : t(`health.${health.state}`);
};

/** How a profile fares, in a sign and a word; to be rendered. */
export const sign = (health) => html`<span class="herald-sign herald-sign--${health.state.toLowerCase()}" data-state=${health.state}><span aria-hidden="true">${SIGN[health.state]}</span> ${word(health)}</span>`;

/* What is not told is not there. */
const fact = (name, value) => (value ? html`<div class="herald-health__fact"><dt>${t(name)}</dt><dd>${value}</dd></div>` : nothing);

/* The soonest end that is known; what renews itself has none. */
function until(points) {
  const ends = points.filter((point) => ENDS.test(point.rule) && !point.rule.startsWith('VERSION')).sort((a, b) => a.at.localeCompare(b.at));
  if (ends.length > 0) {
    return time(ends[0].at);
  }
  return points.some((point) => point.rule.endsWith('_RENEWED')) ? t('health.renewsItself') : null;
}

function quota(points) {
  const told = QUOTAS.map((rule) => points.find((point) => point.rule === rule)).find(Boolean);
  return told ? html`<meter min="0" max=${told.values.total} low=${told.values.total / 10} value=${told.values.left} aria-hidden="true"></meter> ${t(`health.left.${told.rule}`, told.values)}` : null;
}

const moment = (instant) => (instant ? time(instant) : t('never'));

const point = (one) => html`<li data-rule=${one.rule} class="herald-health__point herald-health__point--${one.state.toLowerCase()}"><span class="herald-health__mark" role="img" aria-label=${t(`health.${one.state}`)}>${SIGN[one.state]}</span><span>${said(one)}</span></li>`;

/** What is known of one profile; points that are well stand behind a fold. To be rendered. */
export function facts(health, profile) {
  const well = health.points.filter((one) => one.state === 'OK');
  const rest = health.points.filter((one) => one.state !== 'OK');
  return html`<div class="herald-health">${rest.length ? html`<ul class="herald-health__points">${rest.map(point)}</ul>` : nothing}
    <dl class="herald-health__facts">${fact('health.until', until(health.points))}${fact('health.quota', quota(health.points))}${fact('health.succeeded', moment(health.succeededAt))}
      ${fact('health.collected', profile.collectEvery === 0 ? t('health.collectsNothing') : moment(health.collectedAt))}${fact('health.checked', moment(health.checkedAt))}</dl>
    ${well.length ? html`<details class="herald-health__well"><summary>${t('health.well', { n: well.length })}</summary><ul>${well.map((one) => html`<li data-rule=${one.rule}>${said(one)}</li>`)}</ul></details>` : nothing}</div>`;
}

/* Profiles with something to do first, and by their titles. */
export const sorted = (views, healths) => [...views].sort((a, b) => ORDER.indexOf(healths[a.profile.id].state) - ORDER.indexOf(healths[b.profile.id].state) || a.profile.title.localeCompare(b.profile.title, LANGUAGE));

export async function loadHealths() {
  const { profiles } = await api.get('/health');
  return Object.fromEntries(profiles.map((health) => [health.id, health]));
}

/* What is unknown of a profile that came between two questions. */
export const NOTHING = { state: 'UNKNOWN', points: [], checkedAt: null, succeededAt: null, collectedAt: null };

export const check = (id) => api.post(`/profiles/${id}/check`);

/* Asks about each, one after the other, and shows how far that is. */
async function checkEach(asked, place) {
  const failures = [];
  for (const [i, profile] of asked.entries()) {
    render(html`<progress class="progress is-small is-info" max=${asked.length} .value=${i} aria-label=${t('health.checking')}></progress><p role="status">${t('health.progress', { n: i + 1, all: asked.length, title: profile.title })}</p>`, place);
    try {
      await check(profile.id);
    } catch (e) {
      failures.push(e);
    }
  }
  return failures;
}

const outcome = (failures, all) => (failures.length ? html`<div>${failures.map(refusal)}</div>` : notice(t('health.checkedAll', { n: all }), 'success'));

/** How many fare how, and a way to ask about all of them; to be rendered. */
export function head(views, healths, reload) {
  const counts = counted(ORDER, views, (view) => healths[view.profile.id].state);
  const asked = views.map((view) => view.profile).filter((profile) => profile.enabled && profile.connected);
  const all = guardedIn('.herald-board', async (event) => {
    const place = event.target.closest('.herald-board').querySelector('.herald-board__progress');
    await reload(element(outcome(await checkEach(asked, place), asked.length)));
  });
  return html`<div class="herald-board"><ul class="herald-board__counts">${counts.map(([state, n]) => html`<li data-state=${state}><span class="herald-sign herald-sign--${state.toLowerCase()}"><span aria-hidden="true">${SIGN[state]}</span> ${t(`health.count.${state}`, { n })}</span></li>`)}</ul>
    <button type="button" class="button is-small herald-board__check" ?disabled=${asked.length === 0} @click=${all}>${t('health.checkAll')}</button><div class="herald-board__progress"></div></div>`;
}
