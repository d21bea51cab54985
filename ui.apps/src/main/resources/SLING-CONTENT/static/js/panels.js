/* What can be said of a profile, in parts: each has its element, and read(), which puts what was entered into a profile. */
import { LANGUAGE, t } from './base.js';
import { element, html, nothing } from './kit/lit.js';
import { sitePicker } from './picker.js';
import { rightsPart } from './rights.js';
import { ZONE } from './when.js';

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
/* The first of June 2026 is a Monday. */
const weekday = (day) => new Date(2026, 5, 1 + DAYS.indexOf(day)).toLocaleDateString(LANGUAGE, { weekday: 'short' });

/** A profile that nothing was said of. */
export const blank = () => ({
  title: '', network: '', server: '', handle: '', enabled: false, sites: [], rights: { publish: [], submit: [], moderate: [], look: [] }, collectEvery: 5,
  voice: { language: '', tone: 'ANY', signature: 'BRAND' }, rhythm: { zone: ZONE, days: [], times: [] },
});

let made = 0;
/** An id for a field: a form and a dialog above it may have fields of one name. */
const unique = (name) => `herald-${name}-${++made}`;

/** A labelled line to type in. @param attributes more of the input; true stands for one without a value */
export function textField(name, label, value, help, attributes = {}) {
  const id = unique(name);
  const field = element(html`<div class="field"><label class="label is-small" for=${id}>${label}</label><input class="input is-small" id=${id} name=${name} value=${value ?? ''} aria-describedby=${help ? `${id}-help` : nothing}>${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}</div>`);
  Object.entries(attributes).filter(([, given]) => given !== false && given !== null && given !== undefined).forEach(([one, given]) => field.querySelector('input').setAttribute(one, given === true ? '' : given));
  return field;
}

/* Where a refusal is shown that is not named like its field. */
const FIELD_OF = { serverUnreachable: 'server', groupUnknown: 'rights.publish', siteUnknown: 'sites', days: 'times' };

/** The name of the field that a refusal is about. */
export const fieldOf = (code) => FIELD_OF[code] || code;

/** Says something beside a field and goes there; tells whether there is one that can be seen. */
export function beside(root, name, text) {
  const field = root.querySelector(`[name="${name}"]:not([disabled])`);
  if (!field || field.closest('details:not([open])') || field.closest('[hidden]')) {
    return false;
  }
  const note = element(html`<p class="help is-danger herald-message herald-message--field" role="alert" id="${field.id}-error">${text}</p>`);
  field.closest('.field').append(note);
  field.setAttribute('aria-invalid', 'true');
  field.classList.add('is-danger');
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') || ''} ${note.id}`.trim());
  field.focus();
  return true;
}

/** Takes back what beside said. */
export function unsay(root) {
  root.querySelectorAll('.herald-message').forEach((old) => old.remove());
  root.querySelectorAll('[aria-invalid]').forEach((field) => {
    field.removeAttribute('aria-invalid');
    field.classList.remove('is-danger');
    field.setAttribute('aria-describedby', (field.getAttribute('aria-describedby') || '').replace(`${field.id}-error`, '').trim());
  });
}

const of = (part, name) => part.querySelector(`[name="${name}"]`);

export function namePart(profile) {
  const field = textField('title', t('profile.title'), profile.title, t('profile.titleHelp'), { required: true, maxlength: 80 });
  return { element: field, read: (p) => { p.title = of(field, 'title').value.trim(); } };
}

export function enabledPart(profile) {
  const field = element(html`<div class="field"><label class="checkbox"><input type="checkbox" name="enabled" ?checked=${profile.enabled}> ${t('profile.enabled')}</label></div>`);
  return { element: field, read: (p) => { p.enabled = of(field, 'enabled').checked; } };
}

function sitesPart(profile, sites) {
  const chosen = sitePicker({ id: unique('sites'), label: t('profile.sites'), help: t('profile.sitesHelp'), chosen: profile.sites, sites });
  return { element: chosen.element, read: (p) => { p.sites = chosen.values(); } };
}

function readingPart(profile) {
  const field = textField('collectEvery', t('profile.collectEvery'), profile.collectEvery, t('profile.collectHelp'), { type: 'number', min: 0, max: 1440, class: 'input is-small herald-short' });
  return { element: field, read: (p) => { p.collectEvery = Number(of(field, 'collectEvery').value || 0); } };
}

function choice(name, values, chosen) {
  const id = unique(name);
  return html`<div class="field"><label class="label is-small" for=${id}>${t(`profile.${name}`)}</label><div class="select is-small"><select id=${id} name=${name}>${values.map((one) => html`<option value=${one} ?selected=${one === chosen}>${t(`voice.${one}`)}</option>`)}</select></div></div>`;
}

function voicePart({ voice }) {
  const part = element(html`<div>${textField('language', t('profile.language'), voice.language, t('profile.languageHelp'), { placeholder: LANGUAGE, maxlength: 20, class: 'input is-small herald-short' })}
    ${choice('tone', ['ANY', 'FORMAL', 'FAMILIAR'], voice.tone)}${choice('signature', ['BRAND', 'INITIALS'], voice.signature)}</div>`);
  return { element: part, read: (p) => { p.voice = { language: of(part, 'language').value, tone: of(part, 'tone').value, signature: of(part, 'signature').value }; } };
}

function timesPart(profile) {
  const { days, times, zone } = profile.rhythm;
  const part = element(html`<div><fieldset class="field"><legend class="label is-small">${t('profile.days')}</legend>${DAYS.map((day) => html`<label class="checkbox herald-day"><input type="checkbox" name="days" value=${day} ?checked=${days.includes(day)}> ${weekday(day)}</label>`)}</fieldset>
    ${textField('times', t('profile.times'), times.map((each) => each.slice(0, 5)).join(', '), t('profile.timesHelp'), { placeholder: '09:00, 17:30' })}
    ${textField('zone', t('profile.zone'), zone, t('profile.zoneHelp'))}</div>`);
  return {
    element: part,
    read: (p) => {
      p.rhythm = {
        zone: of(part, 'zone').value.trim(),
        days: [...part.querySelectorAll('[name=days]:checked')].map((box) => box.value),
        times: of(part, 'times').value.split(',').map((each) => each.trim()).filter(Boolean),
      };
    },
  };
}

const panel = (...parts) => ({ element: element(html`<div class="herald-two">${parts.map((part) => part.element)}</div>`), read: (p) => parts.forEach((part) => part.read(p)) });

/** Where it is used and by whom. What others add to it is a part more. */
export const placePanel = (profile, sites) => panel(sitesPart(profile, sites), readingPart(profile), rightsPart(profile, unique));

/** How it speaks, and when. */
export const voicePanel = (profile) => panel(voicePart(profile), timesPart(profile));
