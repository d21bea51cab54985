/* The accounts that Herald speaks as. */
import { LANGUAGE, api, button, confirmed, el, guarded, message, problem, t, time, words } from './base.js';
import { ZONE } from './when.js';

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
/* The first of June 2026 is a Monday. */
const weekday = (day) => new Date(2026, 5, 1 + DAYS.indexOf(day)).toLocaleDateString(LANGUAGE, { weekday: 'short' });

function profileForm(networks, profile, saved, cancelled) {
  const traits = (id) => networks.find((n) => n.traits.id === id) || networks[0];
  const form = el('form', { class: 'box herald-profile-form' });
  const field = (name, attributes, hint) => el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-${name}` }, t(`profile.${name}`)), el('input', { class: 'input is-small', id: `herald-${name}`, name, ...attributes }), hint ? el('p', { class: 'help' }, hint) : null);
  const network = el('select', { id: 'herald-profile-network', name: 'network', disabled: !!profile, onchange: () => adapt() }, networks.map((n) => el('option', { value: n.traits.id, selected: profile && profile.network === n.traits.id }, n.traits.title)));
  const secretLabel = el('label', { class: 'label is-small', for: 'herald-secret' });
  const secretHelp = el('p', { class: 'help' });
  const secretField = el('div', { class: 'field' }, secretLabel, el('input', { class: 'input is-small', id: 'herald-secret', name: 'secret', type: 'password', autocomplete: 'new-password' }), secretHelp);
  const adapt = () => {
    const chosen = traits(network.value);
    secretField.hidden = !chosen.traits.secretLabel;
    secretLabel.textContent = words[`secret.${chosen.traits.id}`] || chosen.traits.secretLabel;
    secretHelp.textContent = chosen.code ? t('profile.codeHelp') : profile ? t('profile.keepSecret') : '';
    const server = form.querySelector('[name=server]');
    const untouched = !server.value || networks.some((n) => n.traits.defaultServer === server.value);
    if (!profile && untouched) {
      server.value = chosen.traits.defaultServer;
    }
    server.closest('.field').hidden = chosen.traits.rehearsal;
  };
  const choice = (name, values) => el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-${name}` }, t(`profile.${name}`)), el('div', { class: 'select is-small' }, el('select', { id: `herald-${name}`, name }, values.map((v) => el('option', { value: v, selected: profile && profile.voice[name] === v }, t(`voice.${v}`))))));
  const save = el('button', { class: 'button is-small is-primary herald-profile-form__save' }, t('save'));
  form.append(
    el('h2', { class: 'subtitle' }, profile ? t('profile.edit', { title: profile.title }) : t('profile.add')),
    el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-profile-network' }, t('profile.network')), el('div', { class: 'select is-small' }, network)),
    field('title', { value: profile ? profile.title : '', required: true, maxlength: 80 }, t('profile.titleHelp')),
    field('server', { value: profile ? profile.server : '', placeholder: 'https://example.social' }),
    field('handle', { value: profile ? profile.handle : '', placeholder: 'name' }, t('profile.handleHelp')),
    secretField,
    field('collectEvery', { type: 'number', min: 0, max: 1440, value: profile ? profile.collectEvery : 5 }, t('profile.collectHelp')),
    field('sites', { value: profile ? profile.sites.join(', ') : '', placeholder: '/content/…' }, t('profile.sitesHelp')),
    field('groups', { value: profile ? profile.groups.join(', ') : '' }, t('profile.groupsHelp')),
    field('language', { value: profile ? profile.voice.language : '', placeholder: 'fr', maxlength: 20 }, t('profile.languageHelp')),
    el('fieldset', { class: 'field' }, el('legend', { class: 'label is-small' }, t('profile.days')),
      DAYS.map((day) => el('label', { class: 'checkbox herald-day' }, el('input', { type: 'checkbox', name: 'days', value: day, checked: !!profile && profile.rhythm.days.includes(day) }), ' ', weekday(day)))),
    field('times', { value: profile ? profile.rhythm.times.map((each) => each.slice(0, 5)).join(', ') : '', placeholder: '09:00, 17:30' }, t('profile.timesHelp')),
    field('zone', { value: profile && profile.rhythm.days.length ? profile.rhythm.zone : ZONE }, t('profile.zoneHelp')),
    choice('tone', ['ANY', 'FORMAL', 'FAMILIAR']), choice('signature', ['BRAND', 'INITIALS']),
    el('div', { class: 'field' }, el('label', { class: 'checkbox' }, el('input', { type: 'checkbox', name: 'enabled', checked: profile ? profile.enabled : true }), ' ', t('profile.enabled'))),
    el('div', { class: 'buttons' }, save, button(t('cancel'), cancelled)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const list = (name) => form.elements[name].value.split(',').map((s) => s.trim()).filter(Boolean);
    const chosen = traits(network.value);
    const body = {
      title: form.elements.title.value, network: network.value,
      server: chosen.traits.rehearsal ? location.origin : form.elements.server.value,
      handle: form.elements.handle.value,
      secret: chosen.traits.secretLabel ? form.elements.secret.value : 'none',
      enabled: form.elements.enabled.checked, collectEvery: Number(form.elements.collectEvery.value || 0), voice: { language: form.elements.language.value, tone: form.elements.tone.value, signature: form.elements.signature.value }, sites: list('sites'), groups: list('groups'),
      rhythm: { zone: form.elements.zone.value.trim(), days: [...form.querySelectorAll('[name=days]:checked')].map((box) => box.value), times: list('times') },
    };
    guarded(async () => saved(profile ? await api.put(`/profiles/${profile.id}`, body) : await api.post('/profiles', body)), form)({ currentTarget: save });
  });
  adapt();
  return form;
}

function profileRow(view, networks, reload) {
  const p = view.profile;
  const network = networks.find((n) => n.traits.id === p.network);
  const place = el('div', { class: 'buttons' });
  const row = el('li', { class: 'box herald-profile', 'data-profile': p.id });
  const act = (path, body) => guarded(async () => {
    await api.post(`/profiles/${p.id}/${path}`, body || {});
    await reload();
  }, row);
  const toggle = guarded(async () => {
    await api.put(`/profiles/${p.id}`, { ...p, secret: '', enabled: !p.enabled });
    await reload();
  }, row);
  const connect = guarded(async () => {
    const { to } = await api.post(`/profiles/${p.id}/authorize`, { origin: location.origin });
    location.href = to;
  }, row);
  const forget = guarded(async () => {
    if (await confirmed(t('profile.deleteQuestion', { title: p.title }), t('delete'))) {
      await api.remove(`/profiles/${p.id}`);
      await reload();
    }
  }, row);
  const edit = () => row.replaceChildren(profileForm(networks, p, reload, reload));
  place.append(
    button(t('profile.test'), act('test')),
    network && network.code ? button(p.connected ? t('profile.reconnect') : t('profile.connect'), connect, { class: p.connected ? '' : 'is-primary' }) : '',
    button(t('inbox.collect'), act('collect')), button(t('edit'), edit),
    button(p.enabled ? t('profile.disable') : t('profile.enable'), toggle), button(t('delete'), forget, { class: 'is-danger is-outlined' }));
  const state = !p.enabled ? ['light', 'profile.disabled'] : !p.connected ? ['warning', 'profile.notConnected'] : p.health ? ['danger', 'profile.unhealthy'] : ['success', 'profile.healthy'];
  row.append(
    el('p', {}, el('strong', {}, p.title), ' ', el('span', { class: 'tag is-light' }, network ? network.traits.title : p.network), ' ', el('span', { class: 'herald-variant__account' }, view.account), ' ', el('span', { class: `tag is-${state[0]}` }, t(state[1]))),
    p.health ? el('p', { class: 'herald-delivery__message' }, p.health) : '',
    el('p', { class: 'help' }, t('profile.collected'), ' ', p.collectedAt ? time(p.collectedAt) : t('never')),
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

export async function profileScreen(place) {
  const [{ networks }, { profiles, trouble }] = await Promise.all([api.get('/networks'), api.get('/profiles')]);
  const parameters = new URLSearchParams(location.search);
  const reload = () => profileScreen(place);
  const add = button(t('profile.add'), () => add.replaceWith(profileForm(networks, null, reload, reload)), { class: 'is-primary herald-profiles__add' });
  place.replaceChildren(
    parameters.get('problem') ? message(t(words[`problem.${parameters.get('problem')}`] ? `problem.${parameters.get('problem')}` : 'problem.signInEnded')) : '',
    parameters.get('connected') ? message(t('profile.nowConnected'), 'success') : '',
    trouble ? message(t('profile.trouble')) : '',
    el('p', { class: 'block' }, add),
    profiles.length === 0 ? message(t('profile.none'), 'info') : el('ul', {}, profiles.map((view) => profileRow(view, networks, reload))),
    mailBox());
}
