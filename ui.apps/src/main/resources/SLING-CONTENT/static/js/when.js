/* When something happens: a field for a moment, and one for when a post goes out. */
import { LANGUAGE, el, t } from './base.js';

export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/* As a field for a local time wants it. */
export function local(instant) {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

/* The same moment for the reader and for who chose it, where these are not in one zone. */
export function inZone(instant, zone) {
  const told = new Date(instant).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return el('span', { class: 'help herald-zone' }, t('review.there', { at: told, zone }));
}

/* A moment; an hour that comes twice is asked about when the server says so. */
export function momentField(id, label, value) {
  const at = el('input', { class: 'input is-small', type: 'datetime-local', id, value: value ? local(value) : '' });
  const offset = el('input', { class: 'input is-small', id: `${id}-offset`, placeholder: '+01:00', size: 6 });
  const twice = el('div', { hidden: true }, el('label', { class: 'label is-small', for: `${id}-offset` }, t('review.offset')), offset);
  return {
    node: el('div', { class: 'herald-moment' }, el('label', { class: 'label is-small', for: id }, label), at, twice),
    input: at,
    value: () => at.value,
    offset: () => (twice.hidden ? '' : offset.value.trim()),
    set: (instant) => { at.value = instant ? local(instant) : ''; },
    /* Shows the second question where the answer asks it. */
    ask: (e) => { twice.hidden = !(at.value && (e.code === 'timeTwice' || e.code === 'timeOffset')); },
  };
}

function duration(text) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(text) || [];
  return Number(found[1] || 0) * 24 + Number(found[2] || 0);
}

/* When a post goes out: with the publication, so long after it, or at a time of its own. */
export function whenField(id, first, given, changed) {
  const modes = ['now', 'after', 'at'];
  const hours = given && given.after ? duration(given.after) : 0;
  const select = el('select', { id, onchange: () => show() }, modes.map((mode) => el('option', { value: mode }, t(mode === 'now' ? first : `when.${mode}`))));
  const amount = el('input', { class: 'input is-small herald-when__amount', type: 'number', min: 1, max: 366, id: `${id}-amount`, value: hours ? (hours % 24 === 0 ? hours / 24 : hours) : 1, 'aria-label': t('when.amount'), oninput: changed });
  const unit = el('select', { id: `${id}-unit`, 'aria-label': t('when.unit'), onchange: changed }, ['D', 'H'].map((u) => el('option', { value: u, selected: hours > 0 && hours % 24 !== 0 && u === 'H' }, t(`when.${u}`))));
  const moment = momentField(`${id}-at`, t('when.time', { zone: ZONE }), given && given.at);
  moment.input.addEventListener('input', () => changed());
  const later = el('span', { class: 'herald-when__after' }, amount, el('span', { class: 'select is-small' }, unit));
  const show = (quiet) => {
    later.hidden = select.value !== 'after';
    moment.node.hidden = select.value !== 'at';
    if (!quiet) {
      changed();
    }
  };
  select.value = given && given.at ? 'at' : hours ? 'after' : 'now';
  show(true);
  return {
    node: el('div', { class: 'herald-when' }, el('label', { class: 'label is-small', for: id }, t('when.label')), el('span', { class: 'select is-small' }, select), later, moment.node),
    ask: moment.ask,
    later: (days) => {
      select.value = 'after';
      amount.value = days;
      show(true);
    },
    value: () => (select.value === 'after' ? { after: unit.value === 'D' ? `P${amount.value}D` : `PT${amount.value}H` } : select.value === 'at' ? { at: moment.value(), zone: ZONE, offset: moment.offset() } : {}),
  };
}
