/* Where e-mail goes out. */
import { api, guarded, t } from './base.js';
import { html, nothing, render } from './kit/lit.js';
import { notice, refusal } from './kit/notice.js';

const line = (name, value, more = {}) => html`<div class="field"><label class="label is-small" for="herald-mail-${name}">${t(`mail.${name}`)}</label><input class="input is-small" id="herald-mail-${name}" name=${name} .value=${value ?? ''} type=${more.type || 'text'} autocomplete=${more.autocomplete || nothing} placeholder=${more.placeholder || nothing} min=${more.min || nothing} max=${more.max || nothing}></div>`;

const form = (setup, note, save) => html`<form class="box" @submit=${save}>${note}<p class="help">${t('mail.help')}</p>
  ${line('host', setup.host, { placeholder: 'smtp.example.org' })}${line('port', setup.port, { type: 'number', min: '1', max: '65535' })}${line('user', setup.user, { autocomplete: 'off' })}
  ${line('password', '', { type: 'password', autocomplete: 'new-password', placeholder: setup.host ? t('profile.keepSecret') : '' })}${line('from', setup.from, { type: 'email' })}${line('cms', setup.cms || location.origin)}
  <button class="button is-small is-primary herald-mailserver__save">${t('save')}</button></form>`;

/** A fold with it; what is set up is asked for when it is opened. */
export function mailBox() {
  const body = document.createElement('div');
  let asked = false;
  const show = (setup, note = nothing) => render(form(setup, note, save), body);
  function save(event) {
    event.preventDefault();
    const { elements } = event.target;
    const value = (name) => elements[name].value;
    guarded(async () => {
      const setup = await api.put('/mail', { host: value('host'), port: Number(value('port')), user: value('user'), password: value('password'), from: value('from'), cms: value('cms') });
      elements.password.value = '';
      show(setup, notice(t('notice.saved'), 'success'));
    }, event.target)({ currentTarget: event.target.querySelector('button') });
  }
  const opened = (event) => {
    if (event.target.open && !asked) {
      asked = true;
      api.get('/mail').then((setup) => show(setup), (e) => {
        asked = false;
        render(refusal(e), body);
      });
    }
  };
  return html`<details class="herald-mailserver" @toggle=${opened}><summary>${t('mail.title')}</summary>${body}</details>`;
}
