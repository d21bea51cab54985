/* Signing in for a profile. */
import { api, button, el, t, words } from './base.js';
import { asks, callout, link, own, signsIn } from './networks.js';
import { textField } from './panels.js';

/** The second step: signing in there, or with what is typed; or what is missing for it. */
export function connectPanel(w) {
  if (w.state.connected) {
    return connectedPanel(w);
  }
  const it = w.offer();
  const { id, rehearsal, defaultServer, secretLabel } = it.traits;
  const needs = it.requirements;
  const code = signsIn(it);
  const typed = asks(it, 'SECRET');
  const fixed = w.state.again && it.code && asks(it, 'SERVER');
  const server = () => textField('server', own(`server.${id}`, t('profile.server')), w.draft.server, defaultServer ? t('walk.serverHelp', { server: defaultServer }) : t('walk.serverAsked'), { placeholder: 'example.social', inputmode: 'url', autocapitalize: 'none', spellcheck: 'false', readonly: fixed });
  const lacking = it.code && !code ? missing(needs.app) : '';
  const handle = () => textField('handle', own(`handle.${id}`, t('profile.handle')), w.draft.handle, own(`handleHelp.${id}`, t('profile.handleHelp')), { autocapitalize: 'none', spellcheck: 'false', autocomplete: 'off' });
  const secret = () => [
    asks(it, 'HANDLE') ? handle() : '',
    textField('secret', own(`secret.${id}`, secretLabel), '', '', { type: 'password', autocomplete: 'new-password' }),
    needs.how || words[`how.${id}`] ? el('p', { class: 'help herald-walk__how' }, own(`how.${id}`, needs.how), needs.where ? [' ', link(needs.where)] : '') : '',
    el('p', { class: 'help' }, t('walk.secretKept'))];
  const folded = typed && it.code ? el('details', { class: 'herald-walk__fold', open: !code }, el('summary', {}, own(`byToken.${id}`, t('walk.byToken'))), secret()) : '';
  const elsewhere = !asks(it, 'SERVER') && defaultServer && !rehearsal ? el('details', { class: 'herald-walk__fold', open: w.draft.server !== defaultServer }, el('summary', {}, t('walk.otherServer')), server()) : '';
  const element = el('div', {},
    w.state.again ? callout('info', el('strong', {}, t('walk.historyTitle')), ' ', t('walk.history', { title: w.draft.title, account: w.state.account })) : '',
    lacking,
    !typed && !it.code ? el('p', { class: 'herald-walk__lead' }, t(rehearsal ? 'walk.rehearsal' : 'walk.nothingAsked', { network: w.name() })) : '',
    el('div', { class: 'herald-two' },
      el('div', {},
        code ? el('p', { class: 'herald-walk__lead' }, t('walk.signInLead', { network: w.name() })) : '',
        asks(it, 'SERVER') ? server() : '',
        asks(it, 'ACCOUNT') ? handle() : '',
        typed && !it.code ? secret() : '',
        folded, elsewhere),
      code ? callout('info', el('strong', {}, t('walk.someoneElse')), ' ', t('walk.someoneElseHelp', { network: w.name() })) : ''));
  const byToken = () => typed && (!it.code || folded.open);
  element.addEventListener('toggle', () => w.label(), true);
  const value = (what) => (element.querySelector(`[name=${what}]`) || {}).value;
  const into = (p) => {
    p.server = value('server') === undefined ? p.server : value('server').trim();
    p.handle = value('handle') === undefined ? p.handle : value('handle').trim();
  };
  return {
    element,
    read: into,
    label: () => (it.code && code && !byToken() ? t('walk.signInAt', { network: w.name() }) : byToken() ? t('walk.check') : t('walk.goOn')),
    blocked: () => it.code && !code && !byToken(),
    next: async () => {
      into(w.draft);
      if (asks(it, 'SERVER') && !w.draft.server) {
        w.say('server', t('walk.serverMissing'));
      } else if (byToken() && !value('secret').trim()) {
        w.say('secret', t('walk.secretMissing', { what: own(`secret.${id}`, secretLabel) }));
      } else if (byToken() || !it.code) {
        await check(value('secret'));
      } else {
        await goThere();
      }
    },
    focus: () => element.querySelector('input:not([readonly])'),
  };

  /* Whoever runs the CMS makes an application at the network and enters it. */
  function missing(app) {
    const look = button(t('walk.lookAgain'), w.guard(async () => {
      w.networks = (await api.get('/networks')).networks;
      w.draft.server = w.draft.server === defaultServer ? w.offer().traits.defaultServer : w.draft.server;
      w.redraw();
    }), { class: 'herald-walk__look' });
    if (!app.pid) {
      return callout('wait', el('strong', {}, t('walk.lacksHere', { network: w.name() })), ' ', own(`app.${id}`, app.how));
    }
    return callout('wait', el('strong', {}, t('walk.lacksTitle', { network: w.name() })),
      el('ol', { class: 'herald-walk__lacks' },
        el('li', {}, own(`app.${id}`, app.how), ' ', link(app.where)),
        el('li', {}, t('walk.lacksEnter'), ' ', app.missing.flatMap((property) => [el('code', {}, property), ' ']), t('walk.lacksIn'), ' ', el('code', {}, app.pid), '.'),
        el('li', {}, t('walk.lacksCallback'), ' ', el('code', {}, `${location.origin}/bin/herald/oauth/callback`))),
      look);
  }

  /* With what was typed, or with nothing where nothing is asked. */
  async function check(secretTyped) {
    const request = { ...w.draft, title: w.draft.title || w.name(), handle: asks(it, 'HANDLE') || asks(it, 'ACCOUNT') ? w.draft.handle : '', secret: typed ? secretTyped : 'none', enabled: w.state.mine ? false : w.draft.enabled };
    w.joined(w.draft.id ? await api.put(`/profiles/${w.draft.id}`, request) : await api.post('/profiles', request));
    w.go();
  }

  /* The network asks in its own page; this one is left, and what was typed is kept in the window. */
  async function goThere() {
    const request = { ...w.draft, title: w.draft.title || w.name(), secret: '', enabled: w.state.mine ? false : w.draft.enabled };
    const known = w.screen.profiles.find((p) => p.id === w.draft.id);
    if (!w.draft.id) {
      Object.assign(w.draft, (await api.post('/profiles', request)).profile);
    } else if (!w.state.again && !(known && known.server === w.draft.server)) {
      Object.assign(w.draft, (await api.put(`/profiles/${w.draft.id}`, request)).profile);
    }
    w.keep();
    const { to } = await api.post(`/profiles/${w.draft.id}/authorize`, { origin: location.origin });
    w.state.away = true;
    w.keep();
    location.href = to;
  }
}

/* Back on the step of signing in, when that is done. */
function connectedPanel(w) {
  const other = button(t('walk.otherAccount'), w.guard(async () => {
    await w.discard();
    w.redraw();
  }), { class: 'herald-walk__other' });
  return {
    element: el('div', {}, callout('ok', el('strong', {}, t('walk.isConnected', { account: w.state.account })), ' ', t('walk.isConnectedHelp')), w.state.mine ? el('p', { class: 'block' }, other) : ''),
    read: () => null,
    label: () => t('walk.goOn'),
    next: async () => w.move(1),
  };
}
