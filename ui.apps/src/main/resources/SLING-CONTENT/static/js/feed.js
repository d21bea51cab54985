/* A person's own address for a calendar program. */
import { LANGUAGE, api, confirmed, guardedIn, t } from './base.js';
import { html, nothing, render } from './kit/lit.js';
import { notice, refusal } from './kit/notice.js';

const address = (path) => html`${notice(t('calendar.feedOnce'), 'success')}<label class="label is-small" for="herald-feed-address">${t('calendar.feedAddress')}</label>
  <input class="input is-small" id="herald-feed-address" readonly value="${location.origin}${path}?lang=${LANGUAGE}" @focus=${(event) => event.target.select()}>`;

/** A fold with it; what there is is asked for when it is opened. */
export function feedBox() {
  const place = document.createElement('div');
  place.className = 'herald-feed__place';
  const make = guardedIn('.herald-feed__place', async () => draw(true, address((await api.post('/calendar/feed')).address)));
  const end = guardedIn('.herald-feed__place', async () => {
    if (await confirmed(t('calendar.feedEndQuestion'), t('calendar.feedEnd'))) {
      await api.remove('/calendar/feed');
      draw(false);
      place.querySelector('button').focus();
    }
  });
  function draw(open, made = null) {
    render(html`${made || html`<p class="help">${t(open ? 'calendar.feedThere' : 'calendar.feedHelp')}</p>`}
      <div class="buttons">${made ? nothing : html`<button type="button" class="button is-small herald-feed__make" @click=${make}>${t(open ? 'calendar.feedAnew' : 'calendar.feedMake')}</button>`}
        ${open ? html`<button type="button" class="button is-small is-danger is-outlined herald-feed__end" @click=${end}>${t('calendar.feedEnd')}</button>` : nothing}</div>`, place);
    place.querySelector('#herald-feed-address')?.focus();
  }
  const show = async (event) => {
    if (event.target.open) {
      await api.get('/calendar/feed').then(({ open }) => draw(open), (e) => render(refusal(e), place));
    }
  };
  return html`<details class="herald-feed" @toggle=${show}><summary>${t('calendar.feed')}</summary>${place}</details>`;
}
