/* Where an article is on its way to its readers, and what can be done about it. */
import { LANGUAGE, api, button, el, guarded, message, t, time } from './base.js';

const COLOUR = { SCHEDULED: 'info', DRAFT: 'light', IN_REVIEW: 'info', CHANGES_REQUESTED: 'warning', APPROVED: 'success', PUBLISHED: 'success', UNPUBLISHED: 'light' };
const STEP_COLOUR = { APPROVE: 'is-success', PUBLISH: 'is-primary', UNPUBLISH: 'is-danger is-outlined' };
/* Submitting is done from the composer, where the texts are. */
const HERE = (step) => step !== 'SUBMIT';

const stage = (name) => el('span', { class: `tag is-${COLOUR[name]}` }, t(`stage.${name}`));

const planned = (wanted, titles) => el('li', { class: 'herald-delivery' },
  el('p', {}, el('strong', {}, titles.get(wanted.profileId) || wanted.profileId)),
  el('p', { class: 'herald-delivery__text', dir: 'auto' }, wanted.text),
  wanted.comment ? el('p', { class: 'help' }, t('compose.comment'), ': ', wanted.comment) : null);

/* Side by side; what was taken away, and what came. */
const change = (one) => el('li', { class: 'herald-change', 'data-where': one.where },
  el('p', { class: 'herald-change__where' }, one.where),
  el('div', { class: 'herald-change__sides' },
    el('div', { class: 'herald-change__before', dir: 'auto' }, one.before ? el('del', {}, one.before) : el('span', { class: 'help' }, t('review.notThere'))),
    el('div', { class: 'herald-change__after', dir: 'auto' }, one.after ? el('ins', {}, one.after) : el('span', { class: 'help' }, t('review.notThere')))));

const entry = (one) => el('li', { class: 'herald-history', 'data-what': one.what },
  el('p', {}, time(one.at), ' ', el('bdi', {}, one.by), ' ', el('strong', {}, t(`step.done.${one.what}`)), ' ', stage(one.to)),
  one.comment ? el('p', { class: 'herald-delivery__message', dir: 'auto' }, one.comment) : null);

export async function review(path, changed) {
  const [flow, { profiles }] = await Promise.all([api.get(`/workflow?path=${encodeURIComponent(path)}`), api.get('/profiles')]);
  const titles = new Map(profiles.map((view) => [view.profile.id, view.profile.title]));
  const panel = el('div', { class: 'herald-review', 'aria-live': 'polite' });
  const comment = el('textarea', { class: 'textarea', id: 'herald-comment', rows: 2, dir: 'auto' });
  const place = el('div', { class: 'buttons herald-review__steps' });
  const act = (step) => guarded(async () => {
    await api.post('/workflow', { path, step, comment: comment.value });
    changed();
  }, panel);
  const steps = flow.possible.filter(HERE);
  place.append(...steps.map((step) => button(t(`step.${step}`), act(step), { class: STEP_COLOUR[step] || '', attributes: { 'data-step': step } })));
  panel.append(
    el('p', { class: 'herald-review__stage' }, stage(flow.stage), ' ',
      flow.stage === 'IN_REVIEW' ? t('review.by', { by: flow.submittedBy }) : flow.approvedBy && ['APPROVED', 'SCHEDULED'].includes(flow.stage) ? t('review.approvedBy', { by: flow.approvedBy }) : '', ' ',
      flow.stage === 'APPROVED' && flow.approvedUntil ? el('span', {}, t('review.until'), ' ', time(flow.approvedUntil)) : ''),
    flow.publishAt && !['PUBLISHED', 'UNPUBLISHED'].includes(flow.stage) ? el('p', { class: 'herald-review__at' }, t('review.at'), ' ', time(flow.publishAt), ' ', el('span', { class: 'help' }, t('review.there', { at: new Date(flow.publishAt).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short', timeZone: flow.zone }), zone: flow.zone }))) : '',
    flow.why ? message(flow.why, 'warning') : '',
    steps.length ? el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-comment' }, t('review.comment')), comment) : '',
    place,
    flow.changes.length ? el('div', {}, el('h3', { class: 'label' }, t('review.changes')), el('ul', {}, flow.changes.map(change))) : '',
    el('h3', { class: 'label' }, t('review.planned')),
    flow.planned.length ? el('ul', {}, flow.planned.map((one) => planned(one, titles))) : el('p', { class: 'help' }, t('review.nothing')),
    el('h3', { class: 'label' }, t('review.history')),
    flow.history.length ? el('ul', {}, flow.history.map(entry)) : el('p', { class: 'help' }, t('review.noHistory')));
  return panel;
}
