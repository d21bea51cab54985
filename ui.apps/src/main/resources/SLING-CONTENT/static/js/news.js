/* On every page of the CMS: the bell, and on the start screen how much of what waits. */
import { LANGUAGE, api, t, words } from './base.js';
import { counted } from './filters.js';
import { html, render } from './kit/lit.js';
import { KINDS } from './tasks.js';

const MINUTE = 60000;
const MOST = 99;

/* What so many of a kind are called, as the language counts. */
function named(kind, count) {
  const many = `work.${kind}.${new Intl.PluralRules(LANGUAGE).select(count)}`;
  return words[many] || t(`work.${kind}`);
}

/* On the start screen. */
export async function tile(place) {
  const { items } = await api.get('/work');
  const counts = counted(KINDS, items, (item) => item.kind);
  place.replaceChildren();
  render(html`<a class="box herald-tile__box" href="/cms/herald/work.html"><h2 class="subtitle">${t('screen.work')}</h2>
    ${counts.length ? html`<ul>${counts.map(([kind, count]) => html`<li data-kind=${kind}><strong>${count}</strong> ${named(kind, count)}</li>`)}</ul>` : html`<p>${t('work.none')}</p>`}</a>`, place);
}

const link = (unread) => html`<a class="navbar-item herald-bell" href="/cms/herald/work.html#news" aria-label=${t('notice.bell', { n: unread })} title=${t('notice.bell', { n: unread })}><span aria-hidden="true">${'\u{1F514}\uFE0E'}</span> <span class="tag is-danger is-rounded herald-bell__count" ?hidden=${unread === 0}>${unread > MOST ? `${MOST}+` : unread}</span></a>`;

/* In the bar at the top of the CMS: how much is new. */
export async function bell() {
  const bar = document.querySelector('.navbar-brand');
  if (!bar) {
    return;
  }
  const look = async () => {
    const { unread } = await api.get('/notices');
    render(link(unread), bar, { renderBefore: bar.querySelector('.navbar-burger') }); // there also on a phone
  };
  try {
    await look();
  } catch {
    return; // who may not use Herald hears no bell
  }
  setInterval(() => { if (!document.hidden) { look().catch(() => {}); } }, MINUTE);
}
