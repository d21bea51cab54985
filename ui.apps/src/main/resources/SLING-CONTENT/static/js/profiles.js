/* The accounts that Herald speaks as. */
import { Problem, api, button, confirmed, el, guarded, inWords, message, problem, t } from './base.js';
import { NOTHING, check, facts, head, loadHealths, sign as healthSign, sorted } from './board.js';
import { budgetField, budgetLine } from './budget.js';
import { beside, enabledPart, fieldOf, namePart, placePanel, unsay, voicePanel } from './panels.js';
import { sign } from './signs.js';
import { forgetSpeakers, speaker } from './speaker.js';
import { cameBack, openWalk, walkFor } from './walk.js';

/* A profile that there is: what the walk asks for, in tabs. Its account changes by connecting again, and no other way. */
function profileForm(screen, view, saved, cancelled) {
  const network = screen.networks.find((n) => n.traits.id === view.profile.network);
  const first = [namePart(view.profile), enabledPart(view.profile)];
  const account = {
    element: el('div', {}, first[0].element,
      el('p', { class: 'herald-pick herald-pick--only' }, sign(view.profile.network, network ? network.traits.title : ''), el('span', {}, el('strong', {}, view.account), el('small', {}, network ? network.traits.title : view.profile.network))),
      first[1].element),
    read: (p) => first.forEach((part) => part.read(p)),
  };
  const limits = budgetField({ ...view.profile, used: view.used });
  if (network) {
    limits.adapt(network.traits);
  }
  const budget = { element: limits.node, read: (p) => { p.budget = limits.value(); } };
  const panels = { account, place: placePanel(view.profile, screen.sites), voice: voicePanel(view.profile), budget };
  const names = Object.keys(panels);
  const tabs = names.map((name) => el('button', { type: 'button', role: 'tab', id: `herald-profile-tab-${name}`, 'aria-controls': `herald-profile-panel-${name}`, class: 'herald-tabs__tab', onclick: () => show(name) }, t(`walk.step.${name}`)));
  const places = names.map((name) => el('div', { role: 'tabpanel', id: `herald-profile-panel-${name}`, 'aria-labelledby': `herald-profile-tab-${name}`, class: 'herald-profile-form__panel' }, panels[name].element));
  const show = (name, focused) => names.forEach((one, i) => {
    tabs[i].setAttribute('aria-selected', one === name);
    tabs[i].tabIndex = one === name ? 0 : -1;
    places[i].hidden = one !== name;
    if (one === name && focused) {
      tabs[i].focus();
    }
  });
  const list = el('div', { role: 'tablist', class: 'herald-profile-form__tabs', 'aria-label': view.profile.title }, tabs);
  list.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      event.preventDefault();
      show(names[(tabs.indexOf(document.activeElement) + by + names.length) % names.length], true);
    }
  });
  const save = el('button', { class: 'button is-small is-primary herald-profile-form__save' }, t('save'));
  const form = el('form', { class: 'box herald-profile-form', novalidate: true },
    el('h2', { class: 'subtitle' }, t('profile.edit', { title: view.profile.title })), list, places,
    el('div', { class: 'buttons' }, save, button(t('cancel'), cancelled)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = { ...view.profile, secret: '' };
    names.forEach((name) => panels[name].read(wanted));
    unsay(form);
    guarded(async () => {
      try {
        saved(await api.put(`/profiles/${view.profile.id}`, wanted));
      } catch (e) {
        const field = fieldOf(e.code);
        names.filter((name) => panels[name].element.querySelector(`[name="${field}"]`)).forEach((name) => show(name));
        if (!(e instanceof Problem) || !beside(form, field, inWords(e.code, e.message, e.values))) {
          throw e;
        }
      }
    }, form)({ currentTarget: save });
  });
  show('account');
  return form;
}

function profileRow(view, screen, health, reload) {
  const p = view.profile;
  const network = screen.networks.find((n) => n.traits.id === p.network);
  const place = el('div', { class: 'buttons' });
  const row = el('li', { class: 'box herald-profile', 'data-profile': p.id });
  const act = (path, body) => guarded(async () => {
    await api.post(`/profiles/${p.id}/${path}`, body || {});
    await reload();
  }, row);
  const ask = guarded(async () => {
    await check(p.id);
    await reload();
  }, row);
  const toggle = guarded(async () => {
    await api.put(`/profiles/${p.id}`, { ...p, secret: '', enabled: !p.enabled });
    await reload();
  }, row);
  const forget = guarded(async () => {
    if (await confirmed(t('profile.deleteQuestion', { title: p.title }), t('delete'))) {
      await api.remove(`/profiles/${p.id}`);
      await reload();
    }
  }, row);
  const edit = () => row.replaceChildren(profileForm(screen, view, reload, reload));
  place.append(
    p.enabled && p.connected ? button(t('health.check'), ask, { class: 'herald-profile__check' }) : '',
    network && !network.traits.rehearsal ? button(p.connected ? t('profile.reconnect') : t('profile.connect'), () => openWalk(screen, walkFor(view)), { class: `herald-profile__connect ${p.connected ? '' : 'is-primary'}` }) : '',
    p.connected ? button(t('inbox.collect'), act('collect')) : '', button(t('edit'), edit),
    button(p.enabled ? t('profile.disable') : t('profile.enable'), toggle), button(t('delete'), forget, { class: 'is-danger is-outlined' }));
  row.append(
    el('p', { class: 'herald-profile__head' }, speaker({ profileId: p.id, profileTitle: p.title, network: p.network, networkTitle: network ? network.traits.title : p.network, account: view.account }), ' ', healthSign(health)),
    facts(health, p),
    budgetLine({ ...p, used: view.used }),
    place);
  return row;
}

/* Where e-mail goes out. */
function mailBox() {
  const body = el('div', {});
  const box = el('details', { class: 'herald-mailserver' }, el('summary', {}, t('mail.title')), body);
  const show = (setup, note) => {
    const field = (name, attributes) => el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-mail-${name}` }, t(`mail.${name}`)), el('input', { class: 'input is-small', id: `herald-mail-${name}`, name, ...attributes }));
    const save = el('button', { class: 'button is-small is-primary herald-mailserver__save' }, t('save'));
    const form = el('form', { class: 'box' }, note || '', el('p', { class: 'help' }, t('mail.help')),
      field('host', { value: setup.host, placeholder: 'smtp.example.org' }), field('port', { value: setup.port, type: 'number', min: 1, max: 65535 }), field('user', { value: setup.user, autocomplete: 'off' }),
      field('password', { type: 'password', autocomplete: 'new-password', placeholder: setup.host ? t('profile.keepSecret') : '' }), field('from', { value: setup.from, type: 'email' }), field('cms', { value: setup.cms || location.origin }), save);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const value = (name) => form.elements[name].value;
      guarded(async () => show(await api.put('/mail', { host: value('host'), port: Number(value('port')), user: value('user'), password: value('password'), from: value('from'), cms: value('cms') }), message(t('notice.saved'), 'success')), form)({ currentTarget: save });
    });
    body.replaceChildren(form);
  };
  box.addEventListener('toggle', () => {
    if (box.open && !body.firstChild) {
      api.get('/mail').then((setup) => show(setup), (e) => body.replaceChildren(problem(e)));
    }
  });
  return box;
}

export async function profileScreen(place, note = '') {
  forgetSpeakers();
  const [{ networks }, { profiles: views, trouble }, { sites }, healths] = await Promise.all([api.get('/networks'), api.get('/profiles'), api.get('/sites'), loadHealths()]);
  views.forEach(({ profile }) => { healths[profile.id] = healths[profile.id] || NOTHING; });
  const reload = (said) => profileScreen(place, said instanceof Node ? said : '');
  const screen = { networks, sites, views, profiles: views.map((view) => view.profile), done: reload };
  const add = button(t('profile.add'), () => openWalk(screen, walkFor(null)), { class: 'is-primary herald-profiles__add' });
  const parameters = new URLSearchParams(location.search);
  if (location.search) {
    history.replaceState(null, '', location.pathname);
  }
  place.replaceChildren(
    note,
    trouble ? message(t('profile.trouble')) : '',
    el('p', { class: 'block' }, add),
    views.length === 0 ? message(t('profile.none'), 'info') : head(views, healths, reload),
    el('ul', {}, sorted(views, healths).map((view) => profileRow(view, screen, healths[view.profile.id], reload))),
    mailBox());
  if (!note) {
    place.prepend(await cameBack(screen, parameters));
  }
}
