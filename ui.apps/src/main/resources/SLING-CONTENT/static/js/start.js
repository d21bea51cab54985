/* The first five minutes of somebody who is new, on the CMS's start screen. */
import { api, button, el, guarded, t } from './base.js';

const STEPS = ['SHARE', 'SEE', 'ANSWER', 'APPROVE', 'READ'];
const TIMELINE = '/cms/herald-rehearsal/timeline.html';
/* More sites than this are chosen on the CMS's own screen. */
const FEW = 6;

const go = (href, label, more = {}) => el('a', { class: 'button is-small is-primary herald-first__go', href, ...more }, label);

/* What a link shows is noted before it is followed. */
const seen = (step) => async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    api.post(`/first-steps/${step}`).catch(() => null);
    return;
  }
  event.preventDefault();
  await api.post(`/first-steps/${step}`).catch(() => null);
  location.href = event.target.href;
};

function links(step, { progress, sites, reviews }) {
  const at = (path) => encodeURI(path);
  const inbox = reviews ? [go(`/cms/herald/inbox.html?article=${encodeURIComponent(progress.articlePath)}`, t('first.APPROVE.go'))] : [];
  switch (step) {
    case 'SHARE':
      return sites.length === 0 || sites.length > FEW ? [go('/cms/site/sites.html/content', t('first.sites'))] : sites.map((site) => go(`/cms/site/content.html${at(site.path)}`, t('first.SHARE.go', { site: site.title })));
    case 'SEE':
      return [go(TIMELINE, t('first.SEE.go'), { onclick: seen('SEE') })];
    case 'ANSWER':
      return [go(TIMELINE, t('first.SEE.go')), ...inbox];
    case 'APPROVE':
      return inbox;
    default:
      return [go(`${at(progress.articlePath)}.html`, t('first.READ.go', { title: progress.articleTitle }), { onclick: seen('READ') })];
  }
}

function line(step, current, context) {
  const done = context.progress.done.includes(step);
  const how = step === 'APPROVE' && !context.reviews ? 'first.APPROVE.others' : `first.${step}.how`;
  return el('li', { class: `herald-first__step${done ? ' is-done' : ''}${current ? ' is-on' : ''}`, 'data-step': step, 'aria-current': current ? 'step' : null },
    el('p', { class: 'herald-first__name' }, el('span', { class: 'herald-first__mark', 'aria-hidden': 'true' }, done ? '✓' : STEPS.indexOf(step) + 1), ' ', t(`first.${step}`), done ? el('span', { class: 'is-sr-only' }, ` (${t('walk.stepDone')})`) : ''),
    current ? el('div', { class: 'herald-first__how' }, el('p', {}, t(how)), el('p', { class: 'buttons' }, links(step, context))) : '');
}

/** Shows how far this person is; nothing where there is nothing left to do. */
export async function firstSteps(place) {
  const progress = await api.get('/first-steps');
  if (!progress.shown) {
    place.remove();
    return;
  }
  const [{ sites }, { rights }] = await Promise.all([api.get('/sites'), api.get('/session')]);
  const context = { progress, sites, reviews: rights.review };
  const next = STEPS.find((step) => !progress.done.includes(step));
  const box = el('section', { class: 'box herald-first', 'aria-labelledby': 'herald-first-title' });
  const dismiss = guarded(async () => {
    await api.remove('/first-steps');
    const heading = document.querySelector('h1');
    place.remove();
    if (heading) { // the focus goes to where the screen begins
      heading.tabIndex = -1;
      heading.focus();
    }
  }, box);
  box.append(
    el('h2', { class: 'subtitle', id: 'herald-first-title' }, t('first.title')),
    el('p', { class: 'herald-first__lead' }, t('first.lead')),
    el('ol', { class: 'herald-first__steps' }, STEPS.map((step) => line(step, step === next, context))),
    button(t('first.dismiss'), dismiss, { class: 'is-ghost herald-first__dismiss' }));
  place.replaceChildren(box);
}
