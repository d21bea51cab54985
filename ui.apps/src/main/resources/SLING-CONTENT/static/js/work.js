/* What waits for this person, and what is new. */
import { LANGUAGE, api, guardedIn, t, words } from './base.js';
import { empty } from './kit/empty.js';
import { html, nothing, render } from './kit/lit.js';
import { notice as said, time } from './kit/notice.js';
import { state } from './kit/state.js';
import { TONE, placeOf } from './tasks.js';
import { ZONE } from './when.js';

const note = (text) => (text ? html`<p class="herald-delivery__message" dir="auto">${text}</p>` : nothing);

/* Of a post that waits, whose it is. */
const noteOf = (item) => (['APPROVE_POST', 'POST_WAITS'].includes(item.kind) ? t('work.as', { profile: item.note }) : item.note);

const task = (item) => html`<li class="box herald-work" data-kind=${item.kind}>
  <p>${state(TONE[item.kind], t(`work.${item.kind}`))} <a href=${placeOf(item.kind, item.articlePath)}>${item.articleTitle}</a> <bdi>${item.by}</bdi>, ${time(item.at)}</p>${note(noteOf(item))}</li>`;

const notice = (item) => html`<li class="herald-notice ${item.read ? '' : 'herald-notice--new'}" data-what=${item.what}>
  <p>${time(item.at)} <bdi>${item.by}</bdi> ${words[`step.done.${item.what}`] ? t(`step.done.${item.what}`) : t('notice.other')} <a href=${placeOf(item.what, item.articlePath)}>${item.articleTitle}</a></p>${note(item.note)}</li>`;

function reached(page) {
  if (!page.sending) {
    return t('notice.off');
  }
  return page.address ? t('notice.to', { address: page.address }) : t('notice.noAddress');
}

/* How this person is told by e-mail. */
const choice = (page, save) => html`<div class="herald-mail"><label class="label is-small" for="herald-mail">${t('notice.mail')}</label>
  <span class="select is-small"><select id="herald-mail">${['EACH', 'DIGEST', 'NONE'].map((mode) => html`<option value=${mode} ?selected=${page.settings.mail === mode}>${t(`notice.${mode}`)}</option>`)}</select></span>
  <button type="button" class="button is-small herald-mail__save" @click=${save}>${t('save')}</button><p class="help">${reached(page)}</p></div>`;

function news(place, page, after = nothing) {
  const save = guardedIn('.herald-mail', async () => {
    const mail = place.querySelector('#herald-mail').value;
    news(place, await api.put('/notices/settings', { mail, language: LANGUAGE, zone: ZONE }), said(t('notice.saved'), 'success'));
  });
  render(html`<h2 class="subtitle">${t('notice.title')}</h2>${after}
    ${page.items.length ? html`<ul>${page.items.map(notice)}</ul>` : html`<p class="help">${t('notice.none')}</p>`}
    ${choice(page, save)}`, place);
}

export async function workScreen(place) {
  const [{ items }, page] = await Promise.all([api.get('/work'), api.get('/notices')]);
  place.replaceChildren();
  render(html`${items.length ? html`<ul>${items.map(task)}</ul>` : empty(t('work.none'))}<section class="herald-news" id="news"></section>`, place);
  news(place.querySelector('#news'), page);
  if (page.unread > 0) {
    await api.post('/notices/read');
  }
}
