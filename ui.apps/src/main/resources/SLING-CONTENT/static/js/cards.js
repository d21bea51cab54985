/* The CMS keeps a card's actions out of sight until the card is selected: Share stands below each card of a page, too. */
import { t } from './base.js';
import { element, html } from './kit/lit.js';

function put(card) {
  const action = card.querySelector('.cell-actions [data-herald-share]');
  const foot = [...card.querySelectorAll('.card-footer')].pop();
  if (!action || !foot || foot.querySelector('[data-herald-share]')) {
    return;
  }
  const name = card.querySelector('.card-footer-group span')?.textContent.trim() || card.title;
  foot.append(element(html`<a class="card-footer-item" href=${action.getAttribute('href')} data-herald-share=${action.dataset.heraldShare} aria-label=${t('card.share.of', { name })}>${t('card.share')}</a>`));
}

/* The CMS loads the grid anew after each of its own dialogs. */
export function shareOnCards() {
  if (!document.querySelector('.contentnav')) {
    return;
  }
  const all = () => document.querySelectorAll('.contentnav__item .card').forEach(put);
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  all();
}
