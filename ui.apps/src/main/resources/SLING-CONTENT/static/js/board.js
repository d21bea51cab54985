/* How profiles fare, by what was found out last: a sign for each, what ends, and asking again. */
import { LANGUAGE, api, button, el, message, problem, quoting, t, time, when, words } from './base.js';

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

export const sign = (health) => el('span', { class: `herald-sign herald-sign--${health.state.toLowerCase()}`, 'data-state': health.state }, el('span', { 'aria-hidden': 'true' }, SIGN[health.state]), ' ', word(health));

/* What is not told is not there. */
const fact = (name, ...value) => value[0] && el('div', { class: 'herald-health__fact' }, el('dt', {}, t(name)), el('dd', {}, ...value));

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
  return told ? [el('meter', { min: 0, max: told.values.total, low: told.values.total / 10, value: told.values.left, 'aria-hidden': 'true' }), ' ', t(`health.left.${told.rule}`, told.values)] : null;
}

/* What is known of one profile; points that are well stand behind a fold. */
export function facts(health, profile) {
  const points = health.points;
  const well = points.filter((point) => point.state === 'OK');
  const rest = points.filter((point) => point.state !== 'OK');
  return el('div', { class: 'herald-health' },
    rest.length ? el('ul', { class: 'herald-health__points' }, rest.map((point) => el('li', { 'data-rule': point.rule, class: `herald-health__point herald-health__point--${point.state.toLowerCase()}` }, el('span', { class: 'herald-health__mark', role: 'img', 'aria-label': t(`health.${point.state}`) }, SIGN[point.state]), el('span', {}, said(point))))) : null,
    el('dl', { class: 'herald-health__facts' },
      fact('health.until', until(points)), fact('health.quota', ...(quota(points) || [])),
      fact('health.succeeded', health.succeededAt ? time(health.succeededAt) : t('never')),
      fact('health.collected', profile.collectEvery === 0 ? t('health.collectsNothing') : health.collectedAt ? time(health.collectedAt) : t('never')),
      fact('health.checked', health.checkedAt ? time(health.checkedAt) : t('never'))),
    well.length ? el('details', { class: 'herald-health__well' }, el('summary', {}, t('health.well', { n: well.length })), el('ul', {}, well.map((point) => el('li', { 'data-rule': point.rule }, said(point))))) : null);
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

/* How many fare how, and a way to ask about all of them, one after the other. */
export function head(views, healths, reload) {
  const counts = ORDER.map((state) => [state, views.filter((view) => healths[view.profile.id].state === state).length]).filter(([, n]) => n > 0);
  const place = el('div', { class: 'herald-board__progress' });
  const asked = views.map((view) => view.profile).filter((profile) => profile.enabled && profile.connected);
  const all = button(t('health.checkAll'), async () => {
    const bar = el('progress', { class: 'progress is-small is-info', max: asked.length, value: 0, 'aria-label': t('health.checking') });
    const text = el('p', { role: 'status' });
    const failures = [];
    all.disabled = true;
    place.replaceChildren(bar, text);
    for (const [i, profile] of asked.entries()) {
      text.textContent = t('health.progress', { n: i + 1, all: asked.length, title: profile.title });
      try {
        await check(profile.id);
      } catch (e) {
        failures.push(e);
      }
      bar.value = i + 1;
    }
    await reload(failures.length ? el('div', {}, failures.map(problem)) : message(t('health.checkedAll', { n: asked.length }), 'success'));
  }, { class: 'herald-board__check' });
  all.disabled = asked.length === 0;
  return el('div', { class: 'herald-board' },
    el('ul', { class: 'herald-board__counts' }, counts.map(([state, n]) => el('li', { 'data-state': state }, el('span', { class: `herald-sign herald-sign--${state.toLowerCase()}` }, el('span', { 'aria-hidden': 'true' }, SIGN[state]), ' ', t(`health.count.${state}`, { n }))))),
    all, place);
}
