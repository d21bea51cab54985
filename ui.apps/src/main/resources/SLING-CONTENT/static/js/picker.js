/* Chooses among many: typing finds more. A combobox with a listbox, as WAI-ARIA describes it: arrows, Enter, Escape. */
import { api, el, latest, t } from './base.js';

/* How many are shown of what is there already; the server bounds what it is asked for. */
const MOST = 20;

/*
 * The field and its list.
 *
 * @param shown what there is to choose of what was found
 * @param take is called with what was chosen, when the list is shut
 */
function combobox({ id, name, label, help, placeholder, find, shown, take, attributes = {} }) {
  let found = [];
  let active = -1;
  const list = el('ul', { class: 'herald-options', role: 'listbox', id: `${id}-options`, 'aria-label': label, hidden: true });
  const said = el('p', { class: 'is-sr-only', role: 'status' });
  const input = el('input', {
    id, name, class: 'herald-picker__input', role: 'combobox', type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', placeholder,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-describedby': help ? `${id}-help` : null, ...attributes,
  });

  const shut = () => {
    active = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const point = (index) => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', i === index));
    input.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  };
  const choose = (thing) => {
    shut();
    take(thing);
    input.focus();
  };
  const marked = (title) => {
    const at = input.value ? title.toLowerCase().indexOf(input.value.trim().toLowerCase()) : -1;
    const end = at + input.value.trim().length;
    return at < 0 || end === at ? title : el('span', {}, title.slice(0, at), el('b', {}, title.slice(at, end)), title.slice(end));
  };
  const open = (things) => {
    if (document.activeElement !== input) {
      return;
    }
    found = shown(things).slice(0, MOST);
    list.replaceChildren(...found.map((thing, i) => el('li', {
      role: 'option', id: `${id}-option-${i}`, 'aria-selected': 'false', 'data-value': thing.id,
      onmousedown: (event) => event.preventDefault(), onclick: () => choose(thing),
    }, marked(thing.title), thing.note ? el('small', {}, thing.note) : '')));
    said.textContent = found.length ? t('picker.found', { count: found.length }) : t('picker.nothing');
    if (found.length === 0) {
      list.replaceChildren(el('li', { class: 'herald-options__none', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, t('picker.nothing')));
    }
    active = -1;
    input.removeAttribute('aria-activedescendant');
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };
  const ask = latest(() => find(input.value.trim()), open, (e) => {
    shut();
    said.textContent = e.message;
  });
  const step = (by) => {
    if (list.hidden) {
      ask();
    } else if (found.length) {
      point((active + by + found.length + (active < 0 && by < 0 ? 1 : 0)) % found.length);
    }
  };
  input.addEventListener('input', ask);
  input.addEventListener('click', ask);
  input.addEventListener('blur', shut);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    }
  });
  return { input, list, said, only: () => (found.length === 1 && !list.hidden ? found[0] : null), choose, isShut: () => list.hidden };
}

const field = ({ id, label, help }, name, box, ...more) => el('div', { class: 'field', 'data-picker': name },
  el('label', { class: 'label is-small', for: id }, label), box, help ? el('p', { class: 'help', id: `${id}-help` }, help) : '', ...more);

/**
 * A field to choose several things: what is chosen stands as chips before it, and Backspace in the empty field takes the
 * last one away.
 *
 * @param id of the input; its name is that of what is chosen
 * @param chosen the ids chosen before
 * @param find tells what a text finds: a promise of things with id, title and perhaps a note
 * @param titles what is known of things that were chosen before, by id
 * @returns its element, and values(), the ids that are chosen now
 */
export function picker({ id, name, label, help, placeholder, chosen = [], find, titles = {} }) {
  const known = { ...titles };
  let values = [...chosen];
  const chips = el('ul', { class: 'herald-picker__chosen', 'aria-label': t('picker.chosen', { label }) });
  const box = combobox({
    id, name, label, help, placeholder, find,
    shown: (things) => things.filter((thing) => !values.includes(thing.id)),
    take: (thing) => {
      known[thing.id] = thing.title;
      values = [...values, thing.id];
      box.input.value = '';
      box.said.textContent = t('picker.taken', { title: thing.title });
      draw();
    },
  });
  const { input } = box;
  const remove = (value) => {
    values = values.filter((one) => one !== value);
    box.said.textContent = t('picker.removed', { title: known[value] || value });
    draw();
    input.focus();
  };
  function draw() {
    chips.replaceChildren(...values.map((value) => el('li', { class: 'herald-token', 'data-value': value }, known[value] || value,
      el('button', { type: 'button', class: 'herald-token__remove', 'aria-label': t('picker.remove', { title: known[value] || value }), onclick: () => remove(value) }, '×'))));
    chips.hidden = values.length === 0;
  }
  input.addEventListener('blur', () => {
    input.value = ''; // what is not chosen is not kept, and must not look as if it were
  });
  input.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) {
      if (event.key === 'Escape') {
        input.value = '';
      }
    } else if (event.key === 'Enter' && input.value) {
      event.preventDefault();
      if (box.only()) {
        box.choose(box.only());
      }
    } else if (event.key === 'Escape' && input.value) {
      event.preventDefault();
      event.stopPropagation();
      input.value = '';
    } else if (event.key === 'Backspace' && !input.value && values.length) {
      remove(values[values.length - 1]);
    }
  });
  draw();
  const element = field({ id, label, help }, name, el('div', { class: 'herald-picker', onclick: (event) => event.target === event.currentTarget && input.focus() }, chips, input, box.list), box.said);
  return { element, values: () => [...values] };
}

/** Chooses sites of those that GET /sites gave. */
export function sitePicker({ id = 'herald-sites', name = 'sites', label, help, chosen, sites }) {
  const things = sites.map((site) => ({ id: site.path, title: site.title, note: site.path }));
  const holds = (thing, text) => `${thing.title} ${thing.id}`.toLowerCase().includes(text.toLowerCase());
  return picker({
    id, name, label, help, chosen, placeholder: t('picker.site'),
    titles: Object.fromEntries(things.map((thing) => [thing.id, thing.title])),
    find: async (text) => things.filter((thing) => holds(thing, text)),
  });
}

/** Chooses groups of the CMS. */
export function groupPicker({ id = 'herald-groups', name = 'groups', label, help, chosen }) {
  return picker({
    id, name, label, help, chosen, placeholder: t('picker.group'),
    find: async (text) => (await api.get(`/groups?q=${encodeURIComponent(text)}`)).groups.map((group) => ({ ...group, note: group.title === group.id ? '' : group.id })),
  });
}

/**
 * Chooses one page, by words of its title; its path is what stands in the field, and can be typed as well.
 *
 * @param site tells the path of the site to look in; empty for all
 * @param attributes more of the input
 * @param chosen is called when a page was chosen from the list
 * @returns its element, and the input
 */
export function pagePicker({ id, name = id, label, value = '', site = () => '', attributes = {}, chosen = () => null }) {
  const find = async (text) => (await api.get(`/pages?q=${encodeURIComponent(text)}&site=${encodeURIComponent(site())}`)).pages
    .map((page) => ({ id: page.path, title: page.title, note: site() || !page.site ? page.path : `${page.site} · ${page.path}` }));
  const box = combobox({
    id, name, label, placeholder: t('picker.page'), find, attributes: { ...attributes, value },
    shown: (things) => things,
    take: (thing) => {
      box.input.value = thing.id;
      box.said.textContent = t('picker.taken', { title: thing.title });
      chosen(thing.id);
    },
  });
  return { element: field({ id, label }, name, el('div', { class: 'herald-picker herald-picker--one' }, box.input, box.list), box.said), input: box.input };
}
