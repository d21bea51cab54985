/* Where an article is on its way to its readers, and what can be done about it. */
import { api, guardedIn, inWords, t, when } from './base.js';
import { html, nothing, render } from './kit/lit.js';
import { notice, time } from './kit/notice.js';
import { state } from './kit/state.js';
import { spoken } from './spans.js';
import { speakers, speaks } from './speaker.js';
import { STAGE_TONE } from './states.js';
import { ZONE, momentField, there } from './when.js';

const STEP_LOOK = { APPROVE: 'is-success', PUBLISH: 'is-primary', UNPUBLISH: 'is-danger is-outlined' };
/* Submitting is done from the composer, where the texts are. */
const HERE = (step) => !['SUBMIT', 'AMEND', 'RETIME'].includes(step);
const DECIDED = ['APPROVED', 'SCHEDULED', 'PUBLISHED'];
const OUT = ['PUBLISHED', 'UNPUBLISHED', 'EXPIRED'];
const TIMES = ['publishAt', 'unpublishAt'];
/* A file, or part of another page, that the article or a post shows: its name, and what of it is another one. */
const ASPECTS = { 'jcr:data': 'change.bytes', 'metadata/herald:alt': 'change.alt', 'metadata/alt': 'change.alt', 'metadata/herald:focus': 'change.focus' };

const stage = (name) => state(STAGE_TONE[name], t(`stage.${name}`));

function after(span) {
  const { n, unit } = spoken(span);
  return n === 0 ? t('when.published') : t(unit === 'D' ? 'when.daysAfter' : 'when.hoursAfter', { n });
}

const planned = ({ wanted, at, approved }, people, decided) => html`<li class="herald-delivery" data-approved=${String(approved)}>
  <p class="herald-delivery__head">${people.has(wanted.profileId) ? speaks(people.get(wanted.profileId)) : html`<strong>${wanted.profileId}</strong>`} ${at ? time(at) : after(wanted.when.after)} ${decided && !approved ? state('wait', t('review.open')) : nothing}</p>
  <p class="herald-delivery__text" dir="auto">${wanted.text}</p>
  ${wanted.comment ? html`<p class="help">${t('compose.comment')}: ${wanted.comment}</p>` : nothing}</li>`;

function shownPlace(where) {
  const [path, aspect] = where.slice('shown:'.length).split('#');
  return aspect ? t('change.shown', { path, what: ASPECTS[aspect] ? t(ASPECTS[aspect]) : aspect }) : path;
}

function place(where, people) {
  if (where.startsWith('shown:')) {
    return shownPlace(where);
  }
  if (where.startsWith('post:')) {
    const id = where.slice('post:'.length);
    return people.has(id) ? people.get(id).profileTitle : id;
  }
  return TIMES.includes(where) ? t(`change.${where}`) : where;
}

/* Times in a text that is compared are written for programs: an instant, or so long after the publication. */
const told = (one, text) => (TIMES.includes(one.where) && text ? when(text) : text.replace(/^\+(P\S+)$/gm, (_, span) => after(span)).replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/gm, (at) => when(at)));
const absent = () => html`<span class="help">${t('review.notThere')}</span>`;

/* Side by side; what was taken away, and what came. */
const sides = (one, people) => html`<li class="herald-change" data-where=${one.where}><p class="herald-change__where">${place(one.where, people)}</p>
  <div class="herald-change__sides"><div class="herald-change__before" dir="auto">${one.before ? html`<del>${told(one, one.before)}</del>` : absent()}</div><div class="herald-change__after" dir="auto">${one.after ? html`<ins>${told(one, one.after)}</ins>` : absent()}</div></div></li>`;
/* The CMS’s version that is compared with was purged, or belongs to a page that was here before. */
const lost = (one) => html`<li class="herald-change" data-where=${one.where}><p class="help">${t('change.lost', { version: one.where.slice('version:'.length) })}</p></li>`;
const change = (one, people) => (one.where.startsWith('version:') ? lost(one) : sides(one, people));

const entry = (one) => html`<li class="herald-history" data-what=${one.what}>
  <p>${time(one.at)} <bdi>${one.by}</bdi> <strong>${t(`step.done.${one.what}`)}</strong> ${one.what.startsWith('POST_') ? nothing : stage(one.to)}</p>
  ${one.comment ? html`<p class="herald-delivery__message" dir="auto">${one.comment}</p>` : nothing}</li>`;

/* Other times for what is decided already; who may not decide alone asks for them. */
function retime(path, flow, changed) {
  const at = momentField('herald-retime-at', t('review.when', { zone: ZONE }), flow.publishAt);
  const until = momentField('herald-retime-until', t('review.untilWhen'), flow.unpublishAt);
  at.node.hidden = flow.stage === 'PUBLISHED';
  const save = guardedIn('.herald-retime', async () => {
    try {
      await api.post('/workflow', { path, step: 'RETIME', moves: flow.moves, at: at.node.hidden ? '' : at.value(), until: until.value(), zone: ZONE, offset: at.offset() || until.offset() });
    } catch (e) {
      [at, until].forEach((field) => field.ask(e));
      throw e;
    }
    changed();
  });
  return html`<details class="herald-retime"><summary>${t('step.RETIME')}</summary><div class="herald-composer__at">${at.node}${until.node}</div><button type="button" class="button is-small herald-retime__save" @click=${save}>${t('save')}</button></details>`;
}

function whose(flow) {
  if (flow.stage === 'IN_REVIEW') {
    return t('review.by', { by: flow.submittedBy });
  }
  return flow.approvedBy && ['APPROVED', 'SCHEDULED'].includes(flow.stage) ? t('review.approvedBy', { by: flow.approvedBy }) : '';
}

/* When it goes out and ends, and what stands in its way. */
const standing = (flow) => html`
  <p class="herald-review__stage">${stage(flow.stage)} ${whose(flow)} ${flow.stage === 'APPROVED' && flow.approvedUntil ? html`<span>${t('review.until')} ${time(flow.approvedUntil)}</span>` : nothing}</p>
  ${flow.publishAt && !OUT.includes(flow.stage) ? html`<p class="herald-review__at">${t('review.at')} ${time(flow.publishAt)} ${there(flow.publishAt, flow.zone || ZONE)}</p>` : nothing}
  ${flow.publishAt && flow.stage === 'PUBLISHED' ? html`<p>${t('review.since')} ${time(flow.publishAt)}</p>` : nothing}
  ${flow.unpublishAt && !['UNPUBLISHED', 'EXPIRED'].includes(flow.stage) ? html`<p class="herald-review__until">${t('review.ends')} ${time(flow.unpublishAt)} ${there(flow.unpublishAt, flow.zone || ZONE)}</p>` : nothing}
  ${flow.bound && flow.stage === 'IN_REVIEW' ? notice(t('review.bound'), 'info') : nothing}
  ${flow.leaving ? notice(t('review.leaving'), 'danger') : nothing}
  ${flow.why ? notice(inWords(flow.whyCode, flow.why), 'warning') : nothing}`;

const record = (flow, people) => html`
  ${flow.changes.length ? html`<div><h3 class="label">${t('review.changes')}</h3><ul>${flow.changes.map((one) => change(one, people))}</ul></div>` : nothing}
  <h3 class="label">${t('review.planned')}</h3>
  ${flow.planned.length ? html`<ul>${flow.planned.map((one) => planned(one, people, DECIDED.includes(flow.stage)))}</ul>` : html`<p class="help">${t('review.nothing')}</p>`}
  <h3 class="label">${t('review.history')}</h3>
  ${flow.history.length ? html`<ul>${flow.history.map(entry)}</ul>` : html`<p class="help">${t('review.noHistory')}</p>`}`;

export async function review(path, changed) {
  const [flow, { profiles }] = await Promise.all([api.get(`/workflow?path=${encodeURIComponent(path)}`), api.get('/profiles'), speakers()]);
  const people = new Map(profiles.map(({ profile, account }) => [profile.id, { profileId: profile.id, profileTitle: profile.title, network: profile.network, account }]));
  const panel = document.createElement('div');
  panel.className = 'herald-review';
  panel.setAttribute('aria-live', 'polite');
  const act = (step) => guardedIn('.herald-review', async () => {
    await api.post('/workflow', { path, step, moves: flow.moves, comment: panel.querySelector('#herald-comment').value });
    changed();
  });
  const steps = flow.possible.filter(HERE);
  render(html`${standing(flow)}
    ${steps.length ? html`<div class="field"><label class="label is-small" for="herald-comment">${t('review.comment')}</label><textarea class="textarea" id="herald-comment" rows="2" dir="auto"></textarea></div>` : nothing}
    <div class="buttons herald-review__steps">${steps.map((step) => html`<button type="button" class="button is-small ${STEP_LOOK[step] || ''}" data-step=${step} @click=${act(step)}>${t(`step.${step}`)}</button>`)}</div>
    ${flow.possible.includes('RETIME') ? retime(path, flow, changed) : nothing}${record(flow, people)}`, panel);
  return panel;
}
