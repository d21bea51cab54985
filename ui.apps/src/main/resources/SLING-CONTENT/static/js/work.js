/* What waits for this person. */
import { api, el, message, t, time } from './base.js';

const COLOUR = { FAILED: 'danger', LATE: 'danger', CORRECT: 'warning', REVIEW: 'info', PUBLISH: 'success', SENT: 'light' };

const line = (item) => el('li', { class: 'box herald-work', 'data-kind': item.kind },
  el('p', {}, el('span', { class: `tag is-${COLOUR[item.kind]}` }, t(`work.${item.kind}`)), ' ', el('a', { href: `/cms/herald/share.html${item.articlePath}#${item.kind === 'FAILED' ? 'social' : 'review'}` }, item.articleTitle), ' ', el('bdi', {}, item.by), ', ', time(item.at)),
  item.note ? el('p', { class: 'herald-delivery__message', dir: 'auto' }, item.note) : null);

export async function workScreen(place) {
  const { items } = await api.get('/work');
  place.replaceChildren(items.length ? el('ul', {}, items.map(line)) : message(t('work.none'), 'info'));
}
