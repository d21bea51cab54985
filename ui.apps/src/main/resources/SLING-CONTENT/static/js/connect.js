/* Signing in at a network: there, in its own page, or with what is typed here. */
import { api, t, words } from './base.js';
import { element, html, nothing } from './kit/lit.js';
import { asks, callout, link, own, signsIn } from './networks.js';
import { textField } from './panels.js';

/** The second step. */
export function connectPanel(w) {
  return w.state.connected ? connectedPanel(w) : signingPanel(w);
}

const lead = (text) => html`<p class="herald-walk__lead">${text}</p>`;
const strong = (title, text) => [html`<strong>${title}</strong> `, text];

/* What is asked for here, as fields. */
function fields(w, it) {
  const { id, defaultServer, secretLabel } = it.traits;
  const { how, where } = it.requirements;
  const fixed = w.state.again && it.code && asks(it, 'SERVER');
  const handle = () => textField('handle', own(`handle.${id}`, t('profile.handle')), w.draft.handle, own(`handleHelp.${id}`, t('profile.handleHelp')), { autocapitalize: 'none', spellcheck: 'false', autocomplete: 'off' });
  return {
    handle,
    server: () => textField('server', own(`server.${id}`, t('profile.server')), w.draft.server, defaultServer ? t('walk.serverHelp', { server: defaultServer }) : t('walk.serverAsked'), { placeholder: 'example.social', inputmode: 'url', autocapitalize: 'none', spellcheck: 'false', readonly: fixed }),
    secret: () => html`${asks(it, 'HANDLE') ? handle() : nothing}${textField('secret', own(`secret.${id}`, secretLabel), '', '', { type: 'password', autocomplete: 'new-password' })}
      ${how || words[`how.${id}`] ? html`<p class="help herald-walk__how">${own(`how.${id}`, how)} ${where ? link(where) : nothing}</p>` : nothing}<p class="help">${t('walk.secretKept')}</p>`,
  };
}

/* Whoever runs the CMS makes an application at the network and enters it. */
function missing(w, it) {
  const { id, defaultServer } = it.traits;
  const { app } = it.requirements;
  if (!app.pid) {
    return callout('wait', ...strong(t('walk.lacksHere', { network: w.name() }), own(`app.${id}`, app.how)));
  }
  const look = w.guard(async () => {
    w.networks = (await api.get('/networks')).networks;
    w.draft.server = w.draft.server === defaultServer ? w.offer().traits.defaultServer : w.draft.server;
    w.redraw();
  });
  return callout('wait', html`<strong>${t('walk.lacksTitle', { network: w.name() })}</strong><ol class="herald-walk__lacks"><li>${own(`app.${id}`, app.how)} ${link(app.where)}</li>
    <li>${t('walk.lacksEnter')} ${app.missing.map((property) => html`<code>${property}</code> `)}${t('walk.lacksIn')} <code>${app.pid}</code>.</li>
    <li>${t('walk.lacksCallback')} <code>${location.origin}/bin/herald/oauth/callback</code></li></ol><button type="button" class="button is-small herald-walk__look" @click=${look}>${t('walk.lookAgain')}</button>`);
}

/* All that stands on the step. */
function form(w, it, { code, typed }) {
  const { id, rehearsal, defaultServer } = it.traits;
  const { server, handle, secret } = fields(w, it);
  const elsewhere = !asks(it, 'SERVER') && defaultServer && !rehearsal;
  return element(html`<div>${w.state.again ? callout('info', ...strong(t('walk.historyTitle'), t('walk.history', { title: w.draft.title, account: w.state.account }))) : nothing}
    ${it.code && !code ? missing(w, it) : nothing}${!typed && !it.code ? lead(t(rehearsal ? 'walk.rehearsal' : 'walk.nothingAsked', { network: w.name() })) : nothing}
    <div class="herald-two"><div>${code ? lead(t('walk.signInLead', { network: w.name() })) : nothing}${asks(it, 'SERVER') ? server() : nothing}${asks(it, 'ACCOUNT') ? handle() : nothing}${typed && !it.code ? secret() : nothing}
        ${typed && it.code ? html`<details class="herald-walk__fold herald-walk__token" ?open=${!code}><summary>${own(`byToken.${id}`, t('walk.byToken'))}</summary>${secret()}</details>` : nothing}
        ${elsewhere ? html`<details class="herald-walk__fold" ?open=${w.draft.server !== defaultServer}><summary>${t('walk.otherServer')}</summary>${server()}</details>` : nothing}</div>
      ${code ? callout('info', ...strong(t('walk.someoneElse'), t('walk.someoneElseHelp', { network: w.name() }))) : nothing}</div></div>`);
}

const title = (w) => w.draft.title || w.name();
const enabled = (w) => (w.state.mine ? false : w.draft.enabled);

/* With what was typed, or with nothing where nothing is asked. */
async function check(w, it, secret) {
  const request = { ...w.draft, title: title(w), handle: asks(it, 'HANDLE') || asks(it, 'ACCOUNT') ? w.draft.handle : '', secret, enabled: enabled(w) };
  w.joined(w.draft.id ? await api.put(`/profiles/${w.draft.id}`, request) : await api.post('/profiles', request));
  w.go();
}

/* The network asks in its own page; this one is left, and what was typed is kept in the window. */
async function goThere(w) {
  const request = { ...w.draft, title: title(w), secret: '', enabled: enabled(w) };
  const known = w.screen.profiles.find((p) => p.id === w.draft.id);
  if (!w.draft.id) {
    Object.assign(w.draft, (await api.post('/profiles', request)).profile);
  } else if (!(known && known.server === w.draft.server)) {
    Object.assign(w.draft, (await api.put(`/profiles/${w.draft.id}`, request)).profile);
  }
  w.keep();
  const { to } = await api.post(`/profiles/${w.draft.id}/authorize`, { origin: location.origin });
  w.state.away = true;
  w.keep();
  location.href = to;
}

function signingPanel(w) {
  const it = w.offer();
  const code = signsIn(it);
  const typed = asks(it, 'SECRET');
  const panel = form(w, it, { code, typed });
  const value = (what) => panel.querySelector(`[name=${what}]`)?.value;
  const byToken = () => typed && (!it.code || panel.querySelector('.herald-walk__token').open);
  const read = (p) => {
    p.server = value('server')?.trim() ?? p.server;
    p.handle = value('handle')?.trim() ?? p.handle;
  };
  panel.addEventListener('toggle', () => w.label(), true);
  const label = () => {
    if (byToken()) {
      return t('walk.check');
    }
    return it.code && code ? t('walk.signInAt', { network: w.name() }) : t('walk.goOn');
  };
  const next = async () => {
    read(w.draft);
    if (asks(it, 'SERVER') && !w.draft.server) {
      w.say('server', t('walk.serverMissing'));
    } else if (byToken() && !value('secret').trim()) {
      w.say('secret', t('walk.secretMissing', { what: own(`secret.${it.traits.id}`, it.traits.secretLabel) }));
    } else if (byToken() || !it.code) {
      await check(w, it, typed ? value('secret') : 'none');
    } else {
      await goThere(w);
    }
  };
  return { element: panel, read, label, next, blocked: () => it.code && !code && !byToken(), focus: () => panel.querySelector('input:not([readonly])') };
}

/* Back on the step of signing in, when that is done. */
function connectedPanel(w) {
  const other = w.guard(async () => {
    await w.discard();
    w.redraw();
  });
  return {
    element: element(html`<div>${callout('ok', ...strong(t('walk.isConnected', { account: w.state.account }), t('walk.isConnectedHelp')))}${w.state.mine ? html`<p class="block"><button type="button" class="button is-small herald-walk__other" @click=${other}>${t('walk.otherAccount')}</button></p>` : nothing}</div>`),
    read: () => null,
    label: () => t('walk.goOn'),
    next: async () => w.move(1),
  };
}
