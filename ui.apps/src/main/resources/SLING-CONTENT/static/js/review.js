/* Where an article is on its way to its readers, and what can be done about it. */
import { api, button, el, guarded, inWords, message, t, time, when } from './base.js';
import { speaker } from './speaker.js';
import { ZONE, inZone, momentField } from './when.js';

const COLOUR = { SCHEDULED: 'info', PUBLISHING: 'info', DRAFT: 'light', IN_REVIEW: 'info', CHANGES_REQUESTED: 'warning', APPROVED: 'success', PUBLISHED: 'success', UNPUBLISHED: 'light', EXPIRED: 'light' };
const STEP_COLOUR = { APPROVE: 'is-success', PUBLISH: 'is-primary', UNPUBLISH: 'is-danger is-outlined' };
/* Submitting is done from the composer, where the texts are. */
const HERE = (step) => !['SUBMIT', 'AMEND', 'RETIME'].includes(step);

const stage = (name) => el('span', { class: `tag is-${COLOUR[name]}` }, t(`stage.${name}`));

function after(given) {
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?/.exec(given.after) || [];
  const all = Number(days || 0) * 24 + Number(hours || 0);
  return all === 0 ? t('when.published') : t(all % 24 === 0 ? 'when.daysAfter' : 'when.hoursAfter', { n: all % 24 === 0 ? all / 24 : all });
}

const planned = ({ wanted, at, approved }, titles, speakers, decided) => el('li', { class: 'herald-delivery', 'data-approved': approved },
  el('p', { class: 'herald-delivery__head' }, titles.has(wanted.profileId) ? speaker(speakers.get(wanted.profileId)) : el('strong', {}, wanted.profileId), ' ', at ? time(at) : after(wanted.when), ' ',
    decided && !approved ? el('span', { class: 'tag is-warning' }, t('review.open')) : null),
  el('p', { class: 'herald-delivery__text', dir: 'auto' }, wanted.text),
  wanted.comment ? el('p', { class: 'help' }, t('compose.comment'), ': ', wanted.comment) : null);

/* Side by side; what was taken away, and what came. */
const TIMES = ['publishAt', 'unpublishAt'];
/* A file, or part of another page, that the article or a post shows: its name, and what of it is another one. */
const ASPECTS = { 'jcr:data': 'change.bytes', 'metadata/herald:alt': 'change.alt', 'metadata/alt': 'change.alt', 'metadata/herald:focus': 'change.focus' };
function shownPlace(where) {
  const [path, aspect] = where.slice('shown:'.length).split('#');
  return aspect ? t('change.shown', { path, what: ASPECTS[aspect] ? t(ASPECTS[aspect]) : aspect }) : path;
}
const place = (one, titles) => (one.where.startsWith('shown:') ? shownPlace(one.where) : TIMES.includes(one.where) ? t(`change.${one.where}`) : one.where.startsWith('post:') ? titles.get(one.where.slice(5)) || one.where.slice(5) : one.where);
/* Times in a text that is compared are written for programs: an instant, or so long after the publication. */
const told = (one, text) => (TIMES.includes(one.where) && text ? when(text) : text.replace(/^\+(P\S+)$/gm, (_, span) => after({ after: span })).replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/gm, (at) => when(at)));
const sides = (one, titles) => el('li', { class: 'herald-change', 'data-where': one.where },
  el('p', { class: 'herald-change__where' }, place(one, titles)),
  el('div', { class: 'herald-change__sides' },
    el('div', { class: 'herald-change__before', dir: 'auto' }, one.before ? el('del', {}, told(one, one.before)) : el('span', { class: 'help' }, t('review.notThere'))),
    el('div', { class: 'herald-change__after', dir: 'auto' }, one.after ? el('ins', {}, told(one, one.after)) : el('span', { class: 'help' }, t('review.notThere')))));
/* The CMS’s version that is compared with was purged, or belongs to a page that was here before. */
const lost = (one) => el('li', { class: 'herald-change', 'data-where': one.where }, el('p', { class: 'help' }, t('change.lost', { version: one.where.slice('version:'.length) })));
const change = (titles) => (one) => (one.where.startsWith('version:') ? lost(one) : sides(one, titles));

const entry = (one) => el('li', { class: 'herald-history', 'data-what': one.what },
  el('p', {}, time(one.at), ' ', el('bdi', {}, one.by), ' ', el('strong', {}, t(`step.done.${one.what}`)), ' ', one.what.startsWith('POST_') ? '' : stage(one.to)),
  one.comment ? el('p', { class: 'herald-delivery__message', dir: 'auto' }, one.comment) : null);

/* Other times for what is decided already; who may not decide alone asks for them. */
function retime(path, flow, changed) {
  const at = momentField('herald-retime-at', t('review.when', { zone: ZONE }), flow.publishAt);
  const until = momentField('herald-retime-until', t('review.untilWhen'), flow.unpublishAt);
  at.node.hidden = flow.stage === 'PUBLISHED';
  const box = el('details', { class: 'herald-retime' }, el('summary', {}, t('step.RETIME')));
  const save = guarded(async () => {
    try {
      await api.post('/workflow', { path, step: 'RETIME', moves: flow.moves, at: at.node.hidden ? '' : at.value(), until: until.value(), zone: ZONE, offset: at.offset() || until.offset() });
    } catch (e) {
      [at, until].forEach((field) => field.ask(e));
      throw e;
    }
    changed();
  }, box);
  box.append(el('div', { class: 'herald-composer__at' }, at.node, until.node), button(t('save'), save, { class: 'herald-retime__save' }));
  return box;
}

export async function review(path, changed) {
  const [flow, { profiles }] = await Promise.all([api.get(`/workflow?path=${encodeURIComponent(path)}`), api.get('/profiles')]);
  const titles = new Map(profiles.map((view) => [view.profile.id, view.profile.title]));
  const speakers = new Map(profiles.map(({ profile, account }) => [profile.id, { profileId: profile.id, profileTitle: profile.title, network: profile.network, account }]));
  const panel = el('div', { class: 'herald-review', 'aria-live': 'polite' });
  const comment = el('textarea', { class: 'textarea', id: 'herald-comment', rows: 2, dir: 'auto' });
  const buttons = el('div', { class: 'buttons herald-review__steps' });
  const act = (step) => guarded(async () => {
    await api.post('/workflow', { path, step, moves: flow.moves, comment: comment.value });
    changed();
  }, panel);
  const steps = flow.possible.filter(HERE);
  buttons.append(...steps.map((step) => button(t(`step.${step}`), act(step), { class: STEP_COLOUR[step] || '', attributes: { 'data-step': step } })));
  panel.append(
    el('p', { class: 'herald-review__stage' }, stage(flow.stage), ' ',
      flow.stage === 'IN_REVIEW' ? t('review.by', { by: flow.submittedBy }) : flow.approvedBy && ['APPROVED', 'SCHEDULED'].includes(flow.stage) ? t('review.approvedBy', { by: flow.approvedBy }) : '', ' ',
      flow.stage === 'APPROVED' && flow.approvedUntil ? el('span', {}, t('review.until'), ' ', time(flow.approvedUntil)) : ''),
    flow.publishAt && !['PUBLISHED', 'UNPUBLISHED', 'EXPIRED'].includes(flow.stage) ? el('p', { class: 'herald-review__at' }, t('review.at'), ' ', time(flow.publishAt), ' ', inZone(flow.publishAt, flow.zone || ZONE)) : '',
    flow.publishAt && flow.stage === 'PUBLISHED' ? el('p', {}, t('review.since'), ' ', time(flow.publishAt)) : '',
    flow.unpublishAt && !['UNPUBLISHED', 'EXPIRED'].includes(flow.stage) ? el('p', { class: 'herald-review__until' }, t('review.ends'), ' ', time(flow.unpublishAt), ' ', inZone(flow.unpublishAt, flow.zone || ZONE)) : '',
    flow.bound && flow.stage === 'IN_REVIEW' ? message(t('review.bound'), 'info') : '',
    flow.leaving ? message(t('review.leaving'), 'danger') : '',
    flow.why ? message(inWords(flow.whyCode, flow.why), 'warning') : '',
    steps.length ? el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-comment' }, t('review.comment')), comment) : '',
    buttons,
    flow.possible.includes('RETIME') ? retime(path, flow, changed) : '',
    flow.changes.length ? el('div', {}, el('h3', { class: 'label' }, t('review.changes')), el('ul', {}, flow.changes.map(change(titles)))) : '',
    el('h3', { class: 'label' }, t('review.planned')),
    flow.planned.length ? el('ul', {}, flow.planned.map((one) => planned(one, titles, speakers, ['APPROVED', 'SCHEDULED', 'PUBLISHED'].includes(flow.stage)))) : el('p', { class: 'help' }, t('review.nothing')),
    el('h3', { class: 'label' }, t('review.history')),
    flow.history.length ? el('ul', {}, flow.history.map(entry)) : el('p', { class: 'help' }, t('review.noHistory')));
  return panel;
}
