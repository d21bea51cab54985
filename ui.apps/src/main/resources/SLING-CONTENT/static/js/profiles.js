/* The accounts that Herald speaks as. */
import { api, confirmed, guardedIn, script, t } from './base.js';
import { NOTHING, check, facts, head, loadHealths, sign as healthSign, sorted } from './board.js';
import { budgetLine } from './budget.js';
import { keptWalk } from './kept.js';
import { empty } from './kit/empty.js';
import { html, nothing, render, repeat } from './kit/lit.js';
import { notice, refusal } from './kit/notice.js';
import { mailBox } from './mail.js';
import { profileForm } from './profile.js';
import { forgetSpeakers, speakers, speaks } from './speaker.js';

const press = (label, act, look = '') => html`<button type="button" class="button is-small ${look}" @click=${act}>${label}</button>`;

/* The walk comes when somebody sets out, once however often that is pressed. */
const walk = (place, screen, view) => guardedIn(place, async () => {
  const { openWalk, walkFor } = await script(() => import('./walk.js'));
  openWalk(screen, walkFor(view));
});

/* Whoever was at a network, or left off, goes on. */
async function goOn(screen, parameters) {
  if (keptWalk() || parameters.size > 0) {
    const back = await script(() => import('./back.js')).catch((e) => ({ cameBack: () => refusal(e) }));
    return back.cameBack(screen, parameters);
  }
  return '';
}

/* What can be done with a profile; what went wrong is said in its row. */
function actions(view, screen, { reload, edit }) {
  const p = view.profile;
  const network = screen.networks.find((n) => n.traits.id === p.network);
  const act = (ask) => guardedIn('.herald-profile', async () => {
    await ask();
    await reload();
  });
  const forget = guardedIn('.herald-profile', async () => {
    if (await confirmed(t('profile.deleteQuestion', { title: p.title }), t('delete'))) {
      await api.remove(`/profiles/${p.id}`);
      await reload();
    }
  });
  return html`<div class="buttons">
    ${p.enabled && p.connected ? press(t('health.check'), act(() => check(p.id)), 'herald-profile__check') : nothing}
    ${network && !network.traits.rehearsal ? press(t(p.connected ? 'profile.reconnect' : 'profile.connect'), walk('.herald-profile', screen, view), `herald-profile__connect ${p.connected ? '' : 'is-primary'}`) : nothing}
    ${p.connected ? press(t('inbox.collect'), act(() => api.post(`/profiles/${p.id}/collect`))) : nothing}${press(t('edit'), edit)}
    ${press(t(p.enabled ? 'profile.disable' : 'profile.enable'), act(() => api.put(`/profiles/${p.id}`, { ...p, secret: '', enabled: !p.enabled })))}${press(t('delete'), forget, 'is-danger is-outlined')}</div>`;
}

function row(view, screen, { health, editing, ...acts }) {
  const p = view.profile;
  const network = screen.networks.find((n) => n.traits.id === p.network);
  const title = network ? network.traits.title : p.network;
  return html`<li class="box herald-profile" data-profile=${p.id} tabindex="-1">${editing || html`
    <p class="herald-profile__head">${speaks({ profileId: p.id, profileTitle: p.title, network: p.network, networkTitle: title, account: view.account })} ${healthSign(health)}</p>
    ${facts(health, p)}${budgetLine({ ...p, used: view.used })}${actions(view, screen, acts)}`}</li>`;
}

/* The rows; those that are edited show their forms, which stay open whatever is done to the other rows. */
function rows(place, screen, { healths, reload, edits }) {
  const list = sorted(screen.views, healths);
  const edit = (view) => () => {
    const { id } = view.profile;
    const saved = (answer) => {
      edits.forms.delete(id);
      return reload(answer);
    };
    const form = profileForm(screen, view, saved, () => {
      edits.forms.delete(id);
      edits.draw();
      document.querySelector(`.herald-profile[data-profile="${id}"]`).focus();
    });
    edits.forms.set(id, form);
    edits.draw();
    form.querySelector('input').focus();
  };
  edits.draw = () => render(html`${repeat(list, (view) => view.profile.id, (view) => row(view, screen, { health: healths[view.profile.id], reload, editing: edits.forms.get(view.profile.id), edit: edit(view) }))}`, place);
  edits.draw();
}

async function read() {
  forgetSpeakers();
  const [{ networks }, { profiles, trouble }, { sites }, healths] = await Promise.all([api.get('/networks'), api.get('/profiles'), api.get('/sites'), loadHealths(), speakers()]);
  profiles.forEach(({ profile }) => { healths[profile.id] = healths[profile.id] || NOTHING; });
  return { networks, views: profiles, trouble, sites, healths };
}

/* @param edits the forms that are open, by profile; and draw(), which shows what is open now */
export async function profileScreen(place, note = null, edits = { forms: new Map() }) {
  const { networks, views, trouble, sites, healths } = await read();
  const reload = (said) => profileScreen(place, said instanceof Node ? said : null, edits);
  const screen = { networks, sites, views, profiles: views.map((view) => view.profile), done: reload };
  const parameters = new URLSearchParams(location.search);
  if (location.search) {
    history.replaceState(null, '', location.pathname);
  }
  const page = document.createElement('div');
  const held = place.contains(document.activeElement) ? document.activeElement.closest('.herald-profile')?.dataset.profile : null;
  render(html`<div class="herald-profiles__said">${note || nothing}</div>${trouble ? notice(t('profile.trouble')) : nothing}
    <div class="block herald-profiles__new">${press(t('profile.add'), walk('.herald-profiles__new', screen, null), 'is-primary herald-profiles__add')}</div>
    ${views.length === 0 ? empty(t('profile.none')) : head(views, healths, reload)}<ul class="herald-profiles"></ul>${mailBox()}`, page);
  rows(page.querySelector('.herald-profiles'), screen, { healths, reload, edits });
  place.replaceChildren(page);
  (held && page.querySelector(`[data-profile="${held}"]`))?.focus();
  if (!note) {
    render(await goOn(screen, parameters), page.querySelector('.herald-profiles__said'));
  }
}
