/* When something happens: a field for a moment, and one for when a post goes out. */
import { LANGUAGE, t } from './base.js';
import { html, render } from './kit/lit.js';
import { hours, local, spoken } from './spans.js';

export { local } from './spans.js';
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/* A part that is rendered into an element of its own. */
function part(look) {
  const node = document.createElement('div');
  node.className = look;
  return node;
}

/** The same moment for the reader and for who chose it, where these are not in one zone; to be rendered. */
export function there(instant, zone) {
  const told = new Date(instant).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return html`<span class="help herald-zone">${t('review.there', { at: told, zone })}</span>`;
}

/** A moment; an hour that comes twice is asked about when the server says so. */
export function momentField(id, label, value, changed = () => {}) {
  const node = part('herald-moment');
  const draw = (twice) => render(html`<label class="label is-small" for=${id}>${label}</label><input class="input is-small" type="datetime-local" id=${id} @input=${changed}>
    <div class="herald-moment__twice" ?hidden=${!twice}><label class="label is-small" for="${id}-offset">${t('review.offset')}</label><input class="input is-small" id="${id}-offset" placeholder="+01:00" size="6"></div>`, node);
  draw(false);
  const [at, offset] = node.querySelectorAll('input');
  const set = (instant) => { at.value = instant ? local(instant) : ''; };
  set(value);
  return {
    node,
    input: at,
    value: () => at.value,
    offset: () => (offset.parentElement.hidden ? '' : offset.value.trim()),
    set,
    /* Shows the second question where the answer asks it. */
    ask: (e) => draw(at.value !== '' && (e.code === 'timeTwice' || e.code === 'timeOffset')),
  };
}

const MODES = ['now', 'after', 'at'];

/**
 * When a post goes out: with the publication, so long after it, or at a time of its own.
 *
 * @param first the word for at once: it depends on whether the article is out
 * @param given what was asked for before
 */
export function whenField(id, first, given, changed) {
  const node = part('herald-when');
  const told = given && hours(given.after) ? spoken(given.after) : { n: 1, unit: 'D' };
  const moment = momentField(`${id}-at`, t('when.time', { zone: ZONE }), given && given.at, () => changed());
  let mode = 'now';
  const draw = () => {
    moment.node.hidden = mode !== 'at';
    render(html`<label class="label is-small" for=${id}>${t('when.label')}</label>
      <span class="select is-small"><select id=${id} @change=${(event) => choose(event.target.value)}>${MODES.map((one) => html`<option value=${one}>${t(one === 'now' ? first : `when.${one}`)}</option>`)}</select></span>
      <span class="herald-when__after" ?hidden=${mode !== 'after'}><input class="input is-small herald-when__amount" type="number" min="1" max="366" id="${id}-amount" aria-label=${t('when.amount')} @input=${changed}><span class="select is-small"><select id="${id}-unit" aria-label=${t('when.unit')} @change=${changed}>${['D', 'H'].map((u) => html`<option value=${u}>${t(`when.${u}`)}</option>`)}</select></span></span>
      ${moment.node}`, node);
  };
  const show = (chosen) => {
    mode = chosen;
    draw();
  };
  function choose(chosen) {
    show(chosen);
    changed();
  }
  draw();
  const select = node.querySelector('select');
  const amount = node.querySelector('.herald-when__amount');
  const unit = node.querySelector('.herald-when__after select');
  const put = (chosen, n, of) => {
    select.value = chosen;
    amount.value = n;
    unit.value = of;
    show(chosen);
  };
  const before = given && given.at ? 'at' : 'after';
  put(given && (given.at || hours(given.after)) ? before : 'now', told.n, told.unit);
  const values = {
    now: () => ({}),
    after: () => ({ after: unit.value === 'D' ? `P${amount.value}D` : `PT${amount.value}H` }),
    at: () => ({ at: moment.value(), zone: ZONE, offset: moment.offset() }),
  };
  return { node, ask: moment.ask, later: (days) => put('after', days, 'D'), value: () => values[mode]() };
}
