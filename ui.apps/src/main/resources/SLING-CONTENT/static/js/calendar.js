/* What happens when: articles, posts and ends, on a calendar that can be filtered and moved on. */
import { LANGUAGE, Problem, api, busy, t } from './base.js';
import { feedBox } from './feed.js';
import { keeps, offered } from './filters.js';
import { details, marks, stateOf, title } from './item.js';
import { element, html, nothing, render, repeat } from './kit/lit.js';
import { drawing } from './kit/network.js';
import { notice, refusal } from './kit/notice.js';
import { speakers } from './speaker.js';
import { ZONE, local } from './when.js';

const LIBRARY = '/static/clientlibs/herald/lib/index.global.min.js';
const KINDS = { PUBLICATION: '\u25A0', END: '\u25A1', APPROVAL_END: '\u231B', POST: '\u25CF' };
const NARROW = 700;
/* What can be filtered by, and where an item has it. */
const OF = { site: (i) => i.site, network: (i) => i.network, profile: (i) => i.profileTitle, by: (i) => i.by, state: stateOf };
const NAMES = Object.keys(OF);

const library = () => (window.FullCalendar ? Promise.resolve() : new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = LIBRARY;
  script.onload = resolve;
  script.onerror = () => reject(new Problem({ status: 0, detail: t('error.offline') }));
  document.head.append(script);
}));

function shown(item) {
  const open = !item.approved || ['IN_REVIEW', 'CHANGES_REQUESTED', 'DRAFT'].includes(item.stage);
  const looks = { late: item.late, clash: item.clashes.length, off: ['WITHDRAWN', 'REFUSED'].includes(item.state), open };
  const classNames = ['herald-event', `herald-event--${item.kind.toLowerCase()}`, ...Object.keys(looks).filter((look) => looks[look]).map((look) => `herald-event--${look}`)];
  return { id: item.id, start: item.at, title: title(item), editable: item.movable, durationEditable: false, classNames, extendedProps: { item } };
}

const free = (slot) => ({ start: slot.at, title: t('calendar.slot', { profile: slot.profileTitle }), editable: false, interactive: false, classNames: ['herald-slot'], extendedProps: { slot } });

const filter = (name, values, word, change) => html`<div class="field"><label class="label is-small" for="herald-filter-${name}">${t(`filter.${name}`)}</label>
  <div class="select is-small"><select id="herald-filter-${name}" @change=${(event) => change(name, event.target.value)}><option value="">${t('filter.all')}</option>${repeat(values, (value) => value, (value) => html`<option value=${value}>${word(value)}</option>`)}</select></div></div>`;

/* One line for each filter; what is chosen stays in the address, so that a view can be passed on. */
function filters(sites, changed) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const chosen = Object.fromEntries(NAMES.map((name) => [name, parameters.get(name) || '']));
  const node = document.createElement('div');
  node.className = 'herald-calendar__filters';
  const change = (name, value) => {
    chosen[name] = value;
    NAMES.forEach((one) => (chosen[one] ? parameters.set(one, chosen[one]) : parameters.delete(one)));
    history.replaceState(null, '', `#${parameters}`);
    changed();
  };
  const word = (name) => (value) => (name === 'site' ? sites.get(value) || value : value);
  const offer = (items) => {
    render(html`${NAMES.map((name) => filter(name, offered(items, OF[name], chosen[name]), word(name), change))}`, node);
    NAMES.forEach((name) => { node.querySelector(`#herald-filter-${name}`).value = chosen[name]; }); // there are other options now
  };
  offer([]);
  return {
    node,
    /* Offers what there is. */
    offer,
    speaks: (profile) => !chosen.profile || chosen.profile === profile,
    keeps: (item) => keeps(chosen, OF, item),
  };
}

const said = (item) => [title(item), stateOf(item), ...marks(item)].join(' \u2013 ');
const warned = (item) => html`${item.late ? html`<span class="herald-event__mark">${t('calendar.late')} </span>` : nothing}${item.clashes.length ? html`<span class="herald-event__mark" role="img" aria-label=${item.clashes.map((c) => t(`calendar.${c}`)).join(', ')}>${'\u26A0 '}</span>` : nothing}`;
const kindOf = (item) => html`<span aria-hidden="true">${`${KINDS[item.kind]} `}</span>${item.kind === 'POST' ? drawing(item.network, 'herald-netsign') : nothing}`;

/* An entry; in a list it is a row, and what is pressed a button in it. */
function content(arg) {
  const { item } = arg.event.extendedProps;
  const { title: text } = arg.event;
  if (!item) {
    return element(html`<span class="herald-event__text" title=${text}>${arg.timeText} ${text}</span>`);
  }
  if (arg.view.type.startsWith('list')) {
    return element(html`<button type="button" class="herald-event__text" title=${said(item)}>${kindOf(item)} ${warned(item)}${text}<span class="help herald-event__state"> ${[stateOf(item), item.by].filter(Boolean).join(', ')}</span></button>`);
  }
  return element(html`<span class="herald-event__text" title=${said(item)}>${kindOf(item)}${arg.timeText} ${warned(item)}${text}</span>`);
}

/* How the library shows it, in the person's words. */
const options = () => ({
  locale: LANGUAGE, firstDay: 1, timeZone: 'local', height: 'auto', allDaySlot: false, scrollTime: '07:00:00', nowIndicator: true, navLinks: true, eventInteractive: true, dayMaxEvents: 6, eventOrder: 'start,title', slotEventOverlap: false,
  initialView: window.innerWidth < NARROW ? 'listMonth' : 'dayGridMonth',
  headerToolbar: { left: 'prev,next today', center: 'title', right: 'dayGridMonth,timeGridWeek,timeGridDay,listMonth' },
  buttonIcons: false,
  buttonText: { prev: '\u2039', next: '\u203A', today: t('calendar.today'), month: t('calendar.month'), week: t('calendar.week'), day: t('calendar.day'), list: t('calendar.list') },
  buttonHints: { prev: t('calendar.prev'), next: t('calendar.next'), today: t('calendar.today') },
  viewHint: (name) => name,
  moreLinkText: (n) => t('calendar.more', { n }), moreLinkHint: (n) => t('calendar.more', { n }), noEventsText: t('calendar.none'), allDayText: '', closeHint: t('close'), eventHint: t('calendar.event'), timeHint: t('calendar.time'), navLinkHint: (text) => text,
  defaultTimedEventDuration: '00:30', eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false }, slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
  eventContent: (arg) => ({ domNodes: [content(arg)] }),
});

const page = (chosen, feed, paint) => html`${chosen.node}
  <label class="checkbox herald-calendar__slots" for="herald-slots"><input type="checkbox" id="herald-slots" checked @change=${paint}> ${t('calendar.slots')}</label>
  <div class="herald-calendar__notes" aria-live="polite"></div><div class="herald-calendar__loading"></div><div class="herald-calendar"></div>
  <p class="help">${t('calendar.legend', { zone: ZONE })}</p>${feed}`;

/* What the calendar shows of what the server told last. */
function board(calendar, chosen, withSlots) {
  let span = { items: [], slots: [] };
  let asked = 0;
  const paint = () => {
    const slots = withSlots() && calendar().view.type !== 'dayGridMonth' ? span.slots.filter((slot) => chosen.speaks(slot.profileTitle)) : [];
    calendar().getEventSources().forEach((source) => source.remove());
    calendar().addEventSource([...span.items.filter(chosen.keeps).map(shown), ...slots.map(free)]);
  };
  const read = async () => {
    const mine = ++asked;
    const { activeStart, activeEnd } = calendar().view;
    const answer = await api.get(`/calendar?from=${activeStart.toISOString()}&to=${activeEnd.toISOString()}`);
    if (mine === asked) {
      span = answer;
      chosen.offer(span.items);
      paint();
    }
    return span.items.length > 0 || calendar().view.type.startsWith('list'); // a list says itself that it is empty
  };
  return { paint, read };
}

export async function calendarScreen(place) {
  const [{ sites }] = await Promise.all([api.get('/sites'), library(), speakers()]);
  let calendar = null;
  const chosen = filters(new Map(sites.map((site) => [site.path, site.title])), () => paint());
  const { paint, read } = board(() => calendar, chosen, () => place.querySelector('#herald-slots').checked);
  const tell = (what) => render(what, place.querySelector('.herald-calendar__notes'));
  const load = async () => {
    const loading = place.querySelector('.herald-calendar__loading');
    let told = nothing;
    render(busy(t('loading')), loading);
    try {
      told = (await read()) ? nothing : html`<p>${t('calendar.none')}</p>`;
    } catch (e) {
      tell(refusal(e));
    } finally {
      render(told, loading);
    }
  };
  const moved = () => {
    tell(notice(t('calendar.moved'), 'success'));
    load();
  };
  const drop = async (info) => {
    tell(nothing);
    try {
      await api.post('/calendar/move', { id: info.event.id, at: local(info.event.start), zone: ZONE });
      moved();
    } catch (e) {
      info.revert();
      tell(refusal(e));
      if (e.status === 409) { // what is shown is not what there is
        load();
      }
    }
  };
  const press = (info) => {
    info.jsEvent.preventDefault();
    if (info.event.extendedProps.item) {
      details(info.event.extendedProps.item, moved, load);
    }
  };
  place.replaceChildren();
  render(page(chosen, feedBox(), paint), place);
  calendar = new window.FullCalendar.Calendar(place.querySelector('.herald-calendar'), { ...options(), eventClick: press, eventDrop: drop, datesSet: load });
  calendar.render();
}
