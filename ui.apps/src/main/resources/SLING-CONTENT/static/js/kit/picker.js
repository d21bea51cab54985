/* Chooses among many: typing finds more. A combobox with a listbox, as WAI-ARIA describes it. */
import { latest, t } from '../base.js';
import { token } from './chip.js';
import { html, nothing, render, repeat } from './lit.js';

/* How many are shown of what is there already; the server bounds what it is asked for. */
const MOST = 20;

/* A title with what of it was typed in bold. */
function marked(title, typed) {
  const what = typed.trim();
  const at = what ? title.toLowerCase().indexOf(what.toLowerCase()) : -1;
  const end = at + what.length;
  return at < 0 || end === at ? title : html`<span>${title.slice(0, at)}<b>${title.slice(at, end)}</b>${title.slice(end)}</span>`;
}

/* What was found and is pointed at, and what is said of it; it knows nothing of the page. */
function finding(shown) {
  const it = { found: [], active: -1, open: false, said: '' };
  const change = (more) => {
    Object.assign(it, more);
    shown();
  };
  return {
    it,
    shut: (said = it.said) => change({ open: false, active: -1, said }),
    offer: (things) => {
      const found = things.slice(0, MOST);
      change({ found, active: -1, open: true, said: found.length ? t('picker.found', { count: found.length }) : t('picker.nothing') });
    },
    step: (by) => {
      const all = it.found.length;
      if (all) {
        change({ active: (it.active + by + all + (it.active < 0 && by < 0 ? 1 : 0)) % all });
      }
    },
  };
}

/* What each key does; nothing where it does what it does elsewhere. @param several what it does where several are chosen */
function pressed(event, { c, input, ask, take, several }) {
  const { it } = c;
  const step = (by) => () => (it.open ? c.step(by) : ask());
  const enter = () => {
    const only = it.open && it.found.length === 1 ? it.found[0] : null;
    const one = it.active >= 0 ? it.found[it.active] : only;
    if (one) {
      take(one);
    }
  };
  const escape = () => {
    event.stopPropagation(); // not the dialog around it, too
    input.value = several ? '' : input.value;
    c.shut();
  };
  return {
    ArrowDown: step(1),
    ArrowUp: step(-1),
    Enter: (it.active >= 0 || (several ? input.value : it.open && it.found.length === 1)) && enter,
    Escape: (it.open || (several && input.value)) && escape,
    Backspace: several && !input.value && several.any() && several.removeLast,
  }[event.key];
}

/* What was found, each with what of it was typed in bold. */
function options(id, { it }, typed, take) {
  const option = (thing, i) => html`<li role="option" id="${id}-option-${i}" aria-selected=${String(i === it.active)} data-value=${thing.id} @mousedown=${(event) => event.preventDefault()} @click=${() => take(thing)}>${marked(thing.title, typed)}${thing.note ? html`<small>${thing.note}</small>` : nothing}</li>`;
  return it.found.length ? it.found.map(option) : html`<li class="herald-options__none" role="option" aria-disabled="true" aria-selected="false">${t('picker.nothing')}</li>`;
}

/* The field, its list and what is said; what is chosen stands before the input. */
const field = (o, c, on, before) => html`<label class="label is-small" for=${o.id}>${o.label}</label>
  <div class="herald-picker ${o.look || ''}" @click=${(event) => event.target === event.currentTarget && event.target.querySelector('input').focus()}>${before}<input class="herald-picker__input" type="text" id=${o.id} name=${o.name} role="combobox" autocomplete="off" autocapitalize="none" spellcheck="false" aria-autocomplete="list" aria-controls="${o.id}-options" aria-expanded=${String(c.it.open)} aria-activedescendant=${c.it.active < 0 ? nothing : `${o.id}-option-${c.it.active}`} aria-describedby=${o.help ? `${o.id}-help` : nothing} placeholder=${o.placeholder || nothing} pattern=${o.pattern || nothing} title=${o.title || nothing} @input=${on.ask} @click=${on.ask} @blur=${on.leave} @keydown=${on.key}>
    <ul class="herald-options" role="listbox" id="${o.id}-options" aria-label=${o.label} ?hidden=${!c.it.open}>${c.it.open ? options(o.id, c, on.typed(), on.take) : nothing}</ul></div>
  ${o.help ? html`<p class="help" id="${o.id}-help">${o.help}</p>` : nothing}<p class="is-sr-only" role="status">${c.it.said}</p>`;

/* One field; @param several what is chosen, where several things are; taken(thing) is told what was chosen */
function combobox(o, { several = null, taken, among = (things) => things, before = () => nothing }) {
  const root = document.createElement('div');
  root.className = 'field';
  root.dataset.picker = o.name;
  const input = () => root.querySelector('input');
  const c = finding(() => draw());
  const ask = latest(() => o.find(input().value.trim()), (things) => document.activeElement === input() && c.offer(among(things)), (e) => c.shut(e.message));
  const take = (thing) => {
    input().value = several ? '' : thing.id;
    taken(thing);
    c.shut(t('picker.taken', { title: thing.title }));
    input().focus();
  };
  const on = {
    ask,
    take,
    typed: () => input().value,
    leave: () => {
      input().value = several ? '' : input().value; // what is not chosen is not kept, and must not look as if it were
      c.shut();
    },
    key: (event) => {
      const act = pressed(event, { c, input: input(), ask, take, several });
      if (act) {
        event.preventDefault();
        act();
      }
    },
  };
  function draw() {
    render(field(o, c, on, before()), root);
    root.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }
  draw();
  return { root, input, say: c.shut };
}

/**
 * A field to choose several things: what is chosen stands as tokens before it, and Backspace in the empty field takes the
 * last one away.
 *
 * @param o id of the input, name of what is chosen, label, help, placeholder; chosen: the ids chosen before; titles: what is
 *     known of those, by id; find: tells what a text finds: a promise of things with id, title and perhaps a note
 * @returns its element, and values(), the ids that are chosen now
 */
export function picker(o) {
  const known = { ...o.titles };
  let values = [...(o.chosen || [])];
  const name = (value) => known[value] || value;
  const remove = (value) => {
    values = values.filter((one) => one !== value);
    box.say(t('picker.removed', { title: name(value) }));
    box.input().focus();
  };
  const one = (value) => html`<li>${token({ id: value, label: name(value), remove: t('picker.remove', { title: name(value) }), onremove: () => remove(value) })}</li>`;
  const box = combobox(o, {
    several: { any: () => values.length > 0, removeLast: () => remove(values[values.length - 1]) },
    taken: (thing) => {
      known[thing.id] = thing.title;
      values = [...values, thing.id];
    },
    among: (things) => things.filter((thing) => !values.includes(thing.id)),
    before: () => html`<ul class="herald-picker__chosen" aria-label=${t('picker.chosen', { label: o.label })} ?hidden=${values.length === 0}>${repeat(values, (value) => value, one)}</ul>`,
  });
  return { element: box.root, values: () => [...values] };
}

/**
 * A field for one thing, by words of its title; its id is what stands in the field, and can be typed as well.
 *
 * @param o as of a picker; value: the id that stands there; pattern and title: of the input; chosen: is called with the id
 *     that was chosen from the list
 * @returns its element, and the input
 */
export function finder(o) {
  const box = combobox({ look: 'herald-picker--one', ...o }, { taken: (thing) => (o.chosen || (() => {}))(thing.id) });
  box.input().value = o.value || '';
  return { element: box.root, input: box.input() };
}
