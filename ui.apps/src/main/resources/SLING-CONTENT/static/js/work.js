/* What waits for this person, and what is new. */
import { LANGUAGE, api, button, el, guarded, message, t, time, words } from './base.js';
import { ZONE } from './when.js';

const COLOUR = { FAILED: 'danger', LATE: 'danger', CORRECT: 'warning', REVIEW: 'info', APPROVE_POST: 'info', PUBLISH: 'success', SENT: 'light', POST_WAITS: 'light' };
/* What is about a post is on the tab of posts, all else on that of the review. */
const OF_POSTS = ['FAILED', 'FORESEEN', 'APPROVE_POST', 'POST_WAITS', 'POST_SUBMITTED', 'POST_APPROVED', 'POST_REFUSED'];
const tab = (what) => (OF_POSTS.includes(what) ? 'social' : 'review');
const MINUTE = 60000;

const line = (item) => el('li', { class: 'box herald-work', 'data-kind': item.kind },
  el('p', {}, el('span', { class: `tag is-${COLOUR[item.kind]}` }, t(`work.${item.kind}`)), ' ', el('a', { href: `/cms/herald/share.html${item.articlePath}#${tab(item.kind)}` }, item.articleTitle), ' ', el('bdi', {}, item.by), ', ', time(item.at)),
  item.note ? el('p', { class: 'herald-delivery__message', dir: 'auto' }, item.note) : null);

const notice = (item) => el('li', { class: `herald-notice${item.read ? '' : ' herald-notice--new'}`, 'data-what': item.what },
  el('p', {}, time(item.at), ' ', el('bdi', {}, item.by), ' ', words[`step.done.${item.what}`] ? t(`step.done.${item.what}`) : t('notice.other'), ' ', el('a', { href: !item.articlePath ? '/cms/herald/profiles.html' : `/cms/herald/share.html${item.articlePath}#${tab(item.what)}` }, item.articleTitle)),
  item.note ? el('p', { class: 'herald-delivery__message', dir: 'auto' }, item.note) : null);

/* How this person is told by e-mail. */
function choice(page, saved) {
  const place = el('div', {});
  const select = el('select', { id: 'herald-mail' }, ['EACH', 'DIGEST', 'NONE'].map((mode) => el('option', { value: mode, selected: page.settings.mail === mode }, t(`notice.${mode}`))));
  const save = guarded(async () => saved(await api.put('/notices/settings', { mail: select.value, language: LANGUAGE, zone: ZONE })), place);
  const why = !page.sending ? t('notice.off') : page.address ? t('notice.to', { address: page.address }) : t('notice.noAddress');
  return el('div', { class: 'herald-mail' }, el('label', { class: 'label is-small', for: 'herald-mail' }, t('notice.mail')),
    el('span', { class: 'select is-small' }, select), ' ', button(t('save'), save, { class: 'herald-mail__save' }), el('p', { class: 'help' }, why), place);
}

function news(page) {
  const box = el('section', { class: 'herald-news', id: 'news' });
  const fill = (now, note) => box.replaceChildren(
    el('h2', { class: 'subtitle' }, t('notice.title')), note || '',
    now.items.length ? el('ul', {}, now.items.map(notice)) : el('p', { class: 'help' }, t('notice.none')),
    choice(now, (after) => fill(after, message(t('notice.saved'), 'success'))));
  fill(page);
  return box;
}

export async function workScreen(place) {
  const [{ items }, page] = await Promise.all([api.get('/work'), api.get('/notices')]);
  place.replaceChildren(items.length ? el('ul', {}, items.map(line)) : message(t('work.none'), 'info'), news(page));
  if (page.unread > 0) {
    await api.post('/notices/read');
  }
}

/* On the start screen: how much of what waits. */
export async function tile(place) {
  const { items } = await api.get('/work');
  const counts = Object.keys(COLOUR).map((kind) => [kind, items.filter((item) => item.kind === kind).length]).filter(([, count]) => count > 0);
  place.replaceChildren(el('a', { class: 'box herald-tile__box', href: '/cms/herald/work.html' }, el('h2', { class: 'subtitle' }, t('screen.work')),
    counts.length ? el('ul', {}, counts.map(([kind, count]) => el('li', { 'data-kind': kind }, el('strong', {}, count), ' ', t(`work.${kind}`)))) : el('p', {}, t('work.none'))));
}

/* In the bar at the top of the CMS: how much is new. */
export async function bell() {
  const bar = document.querySelector('.navbar-brand');
  if (!bar) {
    return;
  }
  const count = el('span', { class: 'tag is-danger is-rounded herald-bell__count', hidden: true });
  const link = el('a', { class: 'navbar-item herald-bell', href: '/cms/herald/work.html#news' }, el('span', { 'aria-hidden': 'true' }, '\u{1F514}\uFE0E'), ' ', count);
  const look = async () => {
    const { unread } = await api.get('/notices');
    count.hidden = unread === 0;
    count.textContent = unread < 100 ? unread : '99+';
    link.setAttribute('aria-label', t('notice.bell', { n: unread }));
    link.title = t('notice.bell', { n: unread });
  };
  try {
    await look();
  } catch (e) {
    return; // who may not use Herald hears no bell
  }
  bar.insertBefore(link, bar.querySelector('.navbar-burger')); // there also on a phone
  setInterval(() => { if (!document.hidden) { look().catch(() => {}); } }, MINUTE);
}
