/* How each site speaks: templates, the gate, what is added to links. */
import { api, button, el, guarded, latest, message, problem, t, time } from './base.js';
import { counter, findings } from './check.js';
import { groupPicker, pagePicker } from './picker.js';

const RULES = ['altMissing', 'hashtagCase', 'emojiRun', 'lookalike', 'shouting', 'ambiguousLink', 'language', 'tone', 'spelling'];
const MODES = ['OFF', 'WARN', 'BLOCK'];

/* Enter in a field that is not saved saves nothing. */
const onEnter = (act) => (event) => {
  if (event.key === 'Enter') {
    event.preventDefault();
    act();
  }
};

/* What the template in hand makes of a real article, while typing. */
function trial(site, profiles) {
  const page = pagePicker({ id: 'herald-trial-path', label: t('settings.article'), site: () => site, chosen: () => ask() });
  const path = page.input;
  const profile = el('select', { id: 'herald-trial-profile' }, profiles.map((p) => el('option', { value: p.id }, p.title)));
  const result = el('div', { class: 'herald-trial__result', 'aria-live': 'polite' });
  let template = '';
  const ask = latest(
    async () => (path.value.startsWith('/') && profile.value ? api.post('/variants/preview', { path: path.value.trim(), profile: profile.value, template }) : null),
    (answer) => answer && result.replaceChildren(
      el('p', { class: 'herald-delivery__text', dir: 'auto' }, answer.text),
      counter(answer.check), findings(answer.check),
      answer.missing.length ? el('p', { class: 'herald-findings__warn' }, t('compose.missing', { names: answer.missing.join(', ') })) : ''),
    (e) => result.replaceChildren(problem(e)));
  path.addEventListener('input', ask);
  path.addEventListener('keydown', onEnter(ask));
  profile.addEventListener('change', ask);
  return {
    with: (text) => {
      template = text;
      ask();
    },
    node: el('div', { class: 'herald-trial box' },
      el('h3', { class: 'subtitle is-6' }, t('settings.trial')),
      page.element,
      el('label', { class: 'label is-small', for: 'herald-trial-profile' }, t('settings.as')), el('div', { class: 'select is-small' }, profile),
      result),
  };
}

function templateField(key, label, value, tried) {
  const id = `herald-template-${key || 'all'}`;
  const area = el('textarea', { class: 'textarea is-small', id, rows: 4, name: key, dir: 'auto', 'data-template': key });
  area.value = value || '';
  ['input', 'focus'].forEach((event) => area.addEventListener(event, () => tried.with(area.value)));
  return el('div', { class: 'field' }, el('label', { class: 'label is-small', for: id }, label), area);
}

/* Which post was it? By the word that stands in its link. */
function finder() {
  const input = el('input', { class: 'input is-small', id: 'herald-word', placeholder: '3f9c0a1b2d' });
  const result = el('div', { 'aria-live': 'polite' });
  const find = guarded(async () => {
    const { shares } = await api.get(`/shares?word=${encodeURIComponent(input.value.trim())}`);
    result.replaceChildren(shares.length === 0 ? message(t('settings.wordNone'), 'info') : el('ul', {}, shares.flatMap((share) => share.variants.filter((v) => v.word === input.value.trim()).map((v) => el('li', { class: 'herald-found' },
      el('a', { href: `${share.articlePath}.html` }, share.articleTitle), ` — ${v.profileTitle}, ${t('social.by', { by: share.by })} `, time(share.at), ' ', v.url ? el('a', { href: v.url, target: '_blank', rel: 'noopener' }, t('social.open')) : '')))));
  }, result);
  const press = button(t('settings.wordFind'), find, { class: 'herald-finder__find' });
  input.addEventListener('keydown', onEnter(() => press.click()));
  return el('div', { class: 'herald-finder' }, el('h2', { class: 'subtitle' }, t('settings.word')), el('p', { class: 'help' }, t('settings.wordHelp')),
    el('label', { class: 'label is-small', for: 'herald-word' }, t('settings.wordLabel')), input, press, result);
}

/* What is asked before an article becomes public. */
function approval(policy) {
  const groups = (name, value) => groupPicker({ id: `herald-${name}`, name, label: t(`approval.${name}`), help: t(`approval.${name}Help`), chosen: value });
  const authors = groups('authors', policy.authors);
  const reviewers = groups('reviewers', policy.reviewers);
  const box = (name, value) => el('div', { class: 'field' }, el('label', { class: 'checkbox', for: `herald-${name}` }, el('input', { type: 'checkbox', id: `herald-${name}`, checked: value }), ' ', t(`approval.${name}`)));
  const node = el('div', { class: 'herald-approval' }, el('h2', { class: 'subtitle' }, t('approval.title')),
    box('required', policy.required), authors.element, reviewers.element, box('own', policy.own),
    el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-days' }, t('approval.days')), el('input', { class: 'input is-small', id: 'herald-days', type: 'number', min: 1, max: 365, value: policy.days })));
  const of = (name) => node.querySelector(`#herald-${name}`);
  return { node, value: () => ({ required: of('required').checked, authors: authors.values(), reviewers: reviewers.values(), own: of('own').checked, days: Number(of('days').value) }) };
}

function form(settings, networks, profiles, saved) {
  const offered = profiles.filter((p) => p.enabled && p.connected && (p.sites.length === 0 || p.sites.includes(settings.site)));
  const tried = trial(settings.site, offered);
  const used = networks.filter((n) => offered.some((p) => p.network === n.traits.id));
  const asked = approval(settings.approval);
  const undo = el('input', { class: 'input is-small herald-when__amount', id: 'herald-undo', type: 'number', min: 0, max: 60, required: true, value: settings.undoSeconds });
  const save = el('button', { class: 'button is-small is-primary herald-settings__save' }, t('save'));
  const node = el('form', { class: 'herald-settings' },
    el('div', { class: 'herald-settings__columns' },
      el('div', {},
        el('h2', { class: 'subtitle' }, t('settings.templates')),
        el('p', { class: 'help' }, t('settings.templatesHelp')),
        templateField('', t('settings.all'), settings.templates[''], tried),
        used.map((n) => templateField(n.traits.id, n.traits.title, settings.templates[n.traits.id], tried)),
        used.filter((n) => n.comments).map((n) => templateField(`comment:${n.traits.id}`, t('settings.comment', { title: n.traits.title }), settings.templates[`comment:${n.traits.id}`], tried)),
        offered.map((p) => templateField(`profile:${p.id}`, t('settings.profile', { title: p.title }), settings.templates[`profile:${p.id}`], tried))),
      tried.node),
    el('h2', { class: 'subtitle' }, t('settings.gate')),
    RULES.map((rule) => el('div', { class: 'field herald-settings__rule' },
      el('label', { class: 'label is-small', for: `herald-gate-${rule}` }, t(`gate.${rule}`)),
      el('div', { class: 'select is-small' }, el('select', { id: `herald-gate-${rule}`, 'data-rule': rule }, MODES.map((mode) => el('option', { value: mode, selected: (settings.gate[rule] || 'WARN') === mode }, t(`gate.mode.${mode}`))))))),
    el('h2', { class: 'subtitle' }, t('settings.links')),
    el('p', { class: 'help' }, t('settings.linksHelp')),
    ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content'].map((name) => el('div', { class: 'field' },
      el('label', { class: 'label is-small', for: `herald-${name}` }, name),
      el('input', { class: 'input is-small', id: `herald-${name}`, 'data-parameter': name, value: settings.parameters[name] || '' }))),
    el('h2', { class: 'subtitle' }, t('undo.setting')),
    el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-undo' }, t('undo.settingLabel')), undo, el('p', { class: 'help' }, t('undo.settingHelp'))),
    asked.node,
    el('p', { class: 'block' }, el('a', { href: `/bin/herald/audit?format=csv&limit=10000&site=${encodeURIComponent(settings.site)}`, download: 'herald-audit.csv' }, t('approval.audit'))),
    el('div', { class: 'buttons' }, save),
    finder());
  const texts = (selector, key) => Object.fromEntries([...node.querySelectorAll(selector)].filter((f) => f.value.trim()).map((f) => [f.dataset[key], f.value]));
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    const kept = Object.fromEntries(Object.entries(settings.parameters).filter(([name]) => !node.querySelector(`[data-parameter="${name}"]`)));
    guarded(async () => {
      await api.put('/settings', { site: settings.site, templates: texts('[data-template]', 'template'), gate: texts('[data-rule]', 'rule'), parameters: { ...kept, ...texts('[data-parameter]', 'parameter') }, approval: asked.value(), undoSeconds: Number(undo.value) });
      saved();
    }, node)({ currentTarget: save });
  });
  return node;
}

export async function settingsScreen(place) {
  const [{ sites }, { networks }, { profiles }] = await Promise.all([api.get('/sites'), api.get('/networks'), api.get('/profiles')]);
  if (sites.length === 0) {
    place.replaceChildren(message(t('settings.noSites'), 'info'));
    return;
  }
  const asked = new URLSearchParams(location.search).get('site');
  const choice = el('select', { id: 'herald-site' }, sites.map((s) => el('option', { value: s.path, selected: s.path === asked }, `${s.title} (${s.path})`)));
  const body = el('div', {});
  const load = async (note) => {
    const settings = await api.get(`/settings?site=${encodeURIComponent(choice.value)}`);
    body.replaceChildren(note || '', form(settings, networks, profiles.map((p) => p.profile), () => load(message(t('settings.saved'), 'success'))));
  };
  choice.addEventListener('change', () => load().catch((e) => body.replaceChildren(problem(e))));
  place.replaceChildren(el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-site' }, t('filter.site')), el('div', { class: 'select is-small' }, choice)), body);
  await load();
}
