/* What can be said of a profile, in parts: each has its element, and read(), which puts what was entered into a profile. */
import { LANGUAGE, el, t } from './base.js';
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

/** A labelled line to type in. */
export function textField(name, label, value, help, attributes = {}) {
  const id = unique(name);
  return el('div', { class: 'field' },
    el('label', { class: 'label is-small', for: id }, label),
    el('input', { class: 'input is-small', id, name, value, 'aria-describedby': help ? `${id}-help` : null, ...attributes }),
    help ? el('p', { class: 'help', id: `${id}-help` }, help) : '');
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
  const note = el('p', { class: 'help is-danger herald-message herald-message--field', role: 'alert', id: `${field.id}-error` }, text);
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

const of = (element, name) => element.querySelector(`[name="${name}"]`);

export function namePart(profile) {
  const element = textField('title', t('profile.title'), profile.title, t('profile.titleHelp'), { required: true, maxlength: 80 });
  return { element, read: (p) => { p.title = of(element, 'title').value.trim(); } };
}

export function enabledPart(profile) {
  const element = el('div', { class: 'field' }, el('label', { class: 'checkbox' }, el('input', { type: 'checkbox', name: 'enabled', checked: profile.enabled }), ' ', t('profile.enabled')));
  return { element, read: (p) => { p.enabled = of(element, 'enabled').checked; } };
}

function sitesPart(profile, sites) {
  const chosen = sitePicker({ id: unique('sites'), label: t('profile.sites'), help: t('profile.sitesHelp'), chosen: profile.sites, sites });
  return { element: chosen.element, read: (p) => { p.sites = chosen.values(); } };
}

function readingPart(profile) {
  const element = textField('collectEvery', t('profile.collectEvery'), profile.collectEvery, t('profile.collectHelp'), { type: 'number', min: 0, max: 1440, class: 'input is-small herald-short' });
  return { element, read: (p) => { p.collectEvery = Number(of(element, 'collectEvery').value || 0); } };
}

function voicePart(profile) {
  const choice = (name, values) => {
    const id = unique(name);
    return el('div', { class: 'field' }, el('label', { class: 'label is-small', for: id }, t(`profile.${name}`)), el('div', { class: 'select is-small' }, el('select', { id, name }, values.map((v) => el('option', { value: v, selected: profile.voice[name] === v }, t(`voice.${v}`))))));
  };
  const element = el('div', {},
    textField('language', t('profile.language'), profile.voice.language, t('profile.languageHelp'), { placeholder: LANGUAGE, maxlength: 20, class: 'input is-small herald-short' }),
    choice('tone', ['ANY', 'FORMAL', 'FAMILIAR']), choice('signature', ['BRAND', 'INITIALS']));
  return { element, read: (p) => { p.voice = { language: of(element, 'language').value, tone: of(element, 'tone').value, signature: of(element, 'signature').value }; } };
}

function timesPart(profile) {
  const { days, times, zone } = profile.rhythm;
  const element = el('div', {},
    el('fieldset', { class: 'field' }, el('legend', { class: 'label is-small' }, t('profile.days')),
      DAYS.map((day) => el('label', { class: 'checkbox herald-day' }, el('input', { type: 'checkbox', name: 'days', value: day, checked: days.includes(day) }), ' ', weekday(day)))),
    textField('times', t('profile.times'), times.map((each) => each.slice(0, 5)).join(', '), t('profile.timesHelp'), { placeholder: '09:00, 17:30' }),
    textField('zone', t('profile.zone'), zone, t('profile.zoneHelp')));
  return {
    element,
    read: (p) => {
      p.rhythm = {
        zone: of(element, 'zone').value.trim(),
        days: [...element.querySelectorAll('[name=days]:checked')].map((box) => box.value),
        times: of(element, 'times').value.split(',').map((each) => each.trim()).filter(Boolean),
      };
    },
  };
}

const panel = (...parts) => ({ element: el('div', { class: 'herald-two' }, parts.map((part) => part.element)), read: (p) => parts.forEach((part) => part.read(p)) });

/** Where it is used and by whom. What others add to it is a part more. */
export const placePanel = (profile, sites) => panel(sitesPart(profile, sites), readingPart(profile), rightsPart(profile, unique));

/** How it speaks, and when. */
export const voicePanel = (profile) => panel(voicePart(profile), timesPart(profile));
