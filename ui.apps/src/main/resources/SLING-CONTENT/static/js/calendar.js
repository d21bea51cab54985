/* What happens when: articles, posts and ends, on a calendar that can be filtered and moved on. */
import { LANGUAGE, Problem, api, busy, button, confirmed, el, guarded, message, problem, t, time } from './base.js';
import { sign, speaker } from './speaker.js';
import { ZONE, local, momentField } from './when.js';

const LIBRARY = '/static/clientlibs/herald/lib/index.global.min.js';
const KINDS = { PUBLICATION: '\u25A0', END: '\u25A1', APPROVAL_END: '\u231B', POST: '\u25CF' };
const NARROW = 700;

const library = () => (window.FullCalendar ? Promise.resolve() : new Promise((resolve, reject) => {
  document.head.append(el('script', { src: LIBRARY, onload: resolve, onerror: () => reject(new Problem({ status: 0, detail: t('error.offline') })) }));
}));

/* Where it is, in one word: its own state, or that of its article. */
function stateOf(item) {
  if (item.kind === 'POST' && item.state) {
    return t(`state.${item.state}`);
  }
  if (item.kind === 'POST' && !item.approved) {
    return t('review.open');
  }
  return item.stage ? t(`stage.${item.stage}`) : '';
}

const title = (item) => `${item.kind === 'POST' ? `${item.profileTitle}: ` : ''}${item.articleTitle}`;

const marks = (item) => [item.late ? t('calendar.late') : '', ...item.clashes.map((clash) => t(`calendar.${clash}`))].filter(Boolean);

function shown(item) {
  const classes = ['herald-event', `herald-event--${item.kind.toLowerCase()}`];
  if (item.late) {
    classes.push('herald-event--late');
  }
  if (item.clashes.length) {
    classes.push('herald-event--clash');
  }
  if (['WITHDRAWN', 'REFUSED'].includes(item.state)) {
    classes.push('herald-event--off');
  }
  if (!item.approved || ['IN_REVIEW', 'CHANGES_REQUESTED', 'DRAFT'].includes(item.stage)) {
    classes.push('herald-event--open');
  }
  return { id: item.id, start: item.at, title: title(item), editable: item.movable, durationEditable: false, classNames: classes, extendedProps: { item } };
}

/* One line for each filter; what is chosen stays in the address, so that a view can be passed on. */
function filters(sites, changed) {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const selects = {};
  const names = ['site', 'network', 'profile', 'by', 'state'];
  const of = { site: (i) => i.site, network: (i) => i.network, profile: (i) => i.profileTitle, by: (i) => i.by, state: stateOf };
  const remember = () => {
    names.forEach((name) => (selects[name].value ? parameters.set(name, selects[name].value) : parameters.delete(name)));
    history.replaceState(null, '', `#${parameters}`);
    changed();
  };
  const node = el('div', { class: 'herald-calendar__filters' }, names.map((name) => {
    selects[name] = el('select', { id: `herald-filter-${name}`, onchange: remember }, el('option', { value: '' }, t('filter.all')));
    return el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-filter-${name}` }, t(`filter.${name}`)), el('div', { class: 'select is-small' }, selects[name]));
  }));
  return {
    node,
    /* Offers what there is. */
    offer: (items) => names.forEach((name) => {
      const chosen = selects[name].value || parameters.get(name) || '';
      const values = [...new Set(items.map(of[name]).concat(chosen).filter(Boolean))].sort();
      selects[name].replaceChildren(el('option', { value: '' }, t('filter.all')), ...values.map((value) => el('option', { value, selected: value === chosen }, name === 'site' ? sites.get(value) || value : value)));
    }),
    speaks: (profile) => !selects.profile.value || selects.profile.value === profile,
    keeps: (item) => names.every((name) => !selects[name].value || of[name](item) === selects[name].value),
  };
}

/* What an item is, and another time for it: all that the mouse can do, for the keyboard. */
function details(item, moved, reload) {
  const box = el('dialog', { class: 'herald-dialog herald-dialog--small', 'aria-labelledby': 'herald-item-title' });
  const close = () => {
    box.close();
    box.remove();
  };
  const place = el('div', {});
  const moment = momentField('herald-item-at', t('when.time', { zone: ZONE }), item.at);
  const save = guarded(async () => {
    try {
      await api.post('/calendar/move', { id: item.id, at: moment.value(), zone: ZONE, offset: moment.offset() });
    } catch (e) {
      moment.ask(e);
      if (e.status === 409) { // behind this, it is shown as it is now
        reload();
      }
      throw e;
    }
    close();
    moved();
  }, place);
  box.append(el('div', { class: 'modal-card' },
    el('header', { class: 'modal-card-head' }, el('h2', { class: 'modal-card-title', id: 'herald-item-title' }, title(item)), el('button', { type: 'button', class: 'delete', 'aria-label': t('close'), onclick: close })),
    el('section', { class: 'modal-card-body' },
      el('p', {}, el('strong', {}, t(`calendar.kind.${item.kind}`)), ' ', time(item.at), ' ', el('span', { class: 'tag is-light' }, stateOf(item)), ' ', item.by ? el('bdi', {}, item.by) : ''),
      item.kind === 'POST' ? el('p', { class: 'block' }, speaker(item)) : '',
      marks(item).map((mark) => message(mark, 'warning')),
      item.text ? el('p', { class: 'herald-delivery__text', dir: 'auto' }, item.text) : '',
      item.movable ? el('div', { class: 'herald-item__move' }, moment.node, button(t('calendar.move'), save, { class: 'is-primary herald-item__save' })) : '',
      place,
      el('p', { class: 'block' }, el('a', { href: `/cms/herald/share.html${item.articlePath}#${item.kind === 'POST' && item.state ? 'social' : 'review'}` }, t('calendar.open'))))));
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
}

/* A person's own address for a calendar program. */
function feedBox() {
  const place = el('div', {});
  const box = el('details', { class: 'herald-feed' }, el('summary', {}, t('calendar.feed')), place);
  const show = async () => {
    const { open } = await api.get('/calendar/feed');
    const make = async () => {
      const { address } = await api.post('/calendar/feed');
      const field = el('input', { class: 'input is-small', id: 'herald-feed-address', readonly: true, value: `${location.origin}${address}?lang=${LANGUAGE}`, onfocus: (event) => event.target.select() });
      place.replaceChildren(message(t('calendar.feedOnce'), 'success'), el('label', { class: 'label is-small', for: 'herald-feed-address' }, t('calendar.feedAddress')), field, el('div', { class: 'buttons' }, end));
    };
    const end = button(t('calendar.feedEnd'), guarded(async () => {
      if (await confirmed(t('calendar.feedEndQuestion'), t('calendar.feedEnd'))) {
        await api.remove('/calendar/feed');
        await show();
      }
    }, place), { class: 'is-danger is-outlined herald-feed__end' });
    place.replaceChildren(el('p', { class: 'help' }, t(open ? 'calendar.feedThere' : 'calendar.feedHelp')),
      el('div', { class: 'buttons' }, button(t(open ? 'calendar.feedAnew' : 'calendar.feedMake'), guarded(make, place), { class: 'herald-feed__make' }), open ? end : ''));
  };
  box.addEventListener('toggle', () => {
    if (box.open) {
      show().catch((e) => place.replaceChildren(problem(e)));
    }
  });
  return box;
}

export async function calendarScreen(place) {
  const [{ sites }] = await Promise.all([api.get('/sites'), library()]);
  const notes = el('div', { 'aria-live': 'polite' });
  const loading = el('div', { class: 'herald-calendar__loading' });
  const board = el('div', { class: 'herald-calendar' });
  let span = { items: [], slots: [] };
  const chosen = filters(new Map(sites.map((site) => [site.path, site.title])), () => paint());
  const slots = el('input', { type: 'checkbox', id: 'herald-slots', checked: true, onchange: () => paint() });
  let calendar = null;
  const events = () => [
    ...span.items.filter(chosen.keeps).map(shown),
    ...(slots.checked && calendar.view.type !== 'dayGridMonth' ? span.slots.filter((slot) => chosen.speaks(slot.profileTitle)).map((slot) => ({ start: slot.at, title: t('calendar.slot', { profile: slot.profileTitle }), editable: false, interactive: false, classNames: ['herald-slot'], extendedProps: { slot } })) : []),
  ];
  const paint = () => {
    calendar.getEventSources().forEach((source) => source.remove());
    calendar.addEventSource(events());
  };
  let asked = 0;
  const load = async () => {
    const mine = ++asked;
    loading.replaceChildren(busy(t('loading')));
    let nothing = '';
    try {
      const { activeStart, activeEnd } = calendar.view;
      const answer = await api.get(`/calendar?from=${activeStart.toISOString()}&to=${activeEnd.toISOString()}`);
      if (mine === asked) {
        span = answer;
        chosen.offer(span.items);
        paint();
        nothing = span.items.length || calendar.view.type.startsWith('list') ? '' : el('p', {}, t('calendar.none')); // a list says it itself
      }
    } catch (e) {
      notes.replaceChildren(problem(e));
    } finally {
      loading.replaceChildren(nothing);
    }
  };
  const moved = () => {
    notes.replaceChildren(message(t('calendar.moved'), 'success'));
    load();
  };
  const drop = async (info) => {
    notes.replaceChildren();
    try {
      await api.post('/calendar/move', { id: info.event.id, at: local(info.event.start), zone: ZONE });
      moved();
    } catch (e) {
      info.revert();
      notes.replaceChildren(problem(e));
      if (e.status === 409) { // what is shown is not what there is
        load();
      }
    }
  };
  place.replaceChildren(chosen.node,
    el('label', { class: 'checkbox herald-calendar__slots', for: 'herald-slots' }, slots, ' ', t('calendar.slots')),
    notes, loading, board, el('p', { class: 'help' }, t('calendar.legend', { zone: ZONE })), feedBox());
  calendar = new window.FullCalendar.Calendar(board, {
    locale: LANGUAGE, firstDay: 1, timeZone: 'local', height: 'auto', allDaySlot: false, scrollTime: '07:00:00', nowIndicator: true, navLinks: true, eventInteractive: true, dayMaxEvents: 6, eventOrder: 'start,title', slotEventOverlap: false,
    initialView: window.innerWidth < NARROW ? 'listMonth' : 'dayGridMonth',
    headerToolbar: { left: 'prev,next today', center: 'title', right: 'dayGridMonth,timeGridWeek,timeGridDay,listMonth' },
    buttonIcons: false,
    buttonText: { prev: '\u2039', next: '\u203A', today: t('calendar.today'), month: t('calendar.month'), week: t('calendar.week'), day: t('calendar.day'), list: t('calendar.list') },
    buttonHints: { prev: t('calendar.prev'), next: t('calendar.next'), today: t('calendar.today') },
    viewHint: (name) => name,
    moreLinkText: (n) => t('calendar.more', { n }), moreLinkHint: (n) => t('calendar.more', { n }), noEventsText: t('calendar.none'), allDayText: '', closeHint: t('close'), eventHint: t('calendar.event'), timeHint: t('calendar.time'), navLinkHint: (text) => text,
    defaultTimedEventDuration: '00:30', eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false }, slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    eventContent: (arg) => {
      const { item } = arg.event.extendedProps;
      const list = arg.view.type.startsWith('list'); // there an entry is a row, and what is pressed a button in it
      return { domNodes: [el(list ? 'button' : 'span', { class: 'herald-event__text', type: list ? 'button' : false, title: item ? [title(item), stateOf(item), ...marks(item)].join(' \u2013 ') : arg.event.title }, item ? el('span', { 'aria-hidden': 'true' }, `${KINDS[item.kind]} `) : '', item && item.kind === 'POST' ? sign(item.network) : '', list ? '' : arg.timeText, ' ', item && item.late ? el('span', { class: 'herald-event__mark' }, `${t('calendar.late')} `) : '', item && item.clashes.length ? el('span', { class: 'herald-event__mark', role: 'img', 'aria-label': item.clashes.map((c) => t(`calendar.${c}`)).join(', ') }, '\u26A0 ') : '', arg.event.title, list && item ? el('span', { class: 'help herald-event__state' }, ` ${[stateOf(item), item.by].filter(Boolean).join(', ')}`) : '')] };
    },
    eventClick: (info) => {
      info.jsEvent.preventDefault();
      if (info.event.extendedProps.item) {
        details(info.event.extendedProps.item, moved, load);
      }
    },
    eventDrop: drop,
    datesSet: load,
  });
  calendar.render();
}
