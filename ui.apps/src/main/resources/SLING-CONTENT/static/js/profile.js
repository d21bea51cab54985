/* A profile that there is: what the walk asks for, in tabs. Its account changes by connecting again, and no other way. */
import { Problem, api, guarded, inWords, t } from './base.js';
import { budgetField } from './budget.js';
import { element, html, render } from './kit/lit.js';
import { networkSign } from './kit/network.js';
import { beside, enabledPart, fieldOf, namePart, placePanel, unsay, voicePanel } from './panels.js';

function accountPart(view, network) {
  const title = network ? network.traits.title : '';
  const named = namePart(view.profile);
  const enabled = enabledPart(view.profile);
  return {
    element: element(html`<div>${named.element}<p class="herald-pick herald-pick--only">${networkSign(view.profile.network, title)}<span><strong>${view.account}</strong><small>${title || view.profile.network}</small></span></p>${enabled.element}</div>`),
    read: (p) => [named, enabled].forEach((part) => part.read(p)),
  };
}

function budgetPart(view, network) {
  const limits = budgetField({ ...view.profile, used: view.used });
  if (network) {
    limits.adapt(network.traits);
  }
  return { element: limits.node, read: (p) => { p.budget = limits.value(); } };
}

const tab = (name, open, show) => html`<button type="button" role="tab" id="herald-profile-tab-${name}" aria-controls="herald-profile-panel-${name}" class="herald-tabs__tab" aria-selected=${String(name === open)} tabindex=${name === open ? 0 : -1} @click=${() => show(name)}>${t(`walk.step.${name}`)}</button>`;

const place = (name, open, panel) => html`<div role="tabpanel" id="herald-profile-panel-${name}" aria-labelledby="herald-profile-tab-${name}" class="herald-profile-form__panel" ?hidden=${name !== open}>${panel.element}</div>`;

/* The parts behind tabs: one stop for the keyboard, and arrows change. */
function tabbed(panels, title) {
  const names = Object.keys(panels);
  const root = document.createElement('div');
  const show = (open) => render(html`<div role="tablist" class="herald-profile-form__tabs" aria-label=${title} @keydown=${(event) => arrows(event, open)}>${names.map((name) => tab(name, open, show))}</div>${names.map((name) => place(name, open, panels[name]))}`, root);
  function arrows(event, open) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      event.preventDefault();
      const next = names[(names.indexOf(open) + by + names.length) % names.length];
      show(next);
      root.querySelector(`#herald-profile-tab-${next}`).focus();
    }
  }
  show(names[0]);
  return { root, show, names };
}

/**
 * The form of a profile.
 *
 * @param saved is called when it is saved; cancelled when it is left
 */
export function profileForm(screen, view, saved, cancelled) {
  const network = screen.networks.find((n) => n.traits.id === view.profile.network);
  const panels = { account: accountPart(view, network), place: placePanel(view.profile, screen.sites), voice: voicePanel(view.profile), budget: budgetPart(view, network) };
  const { root, show, names } = tabbed(panels, view.profile.title);
  const put = async (form) => {
    const wanted = { ...view.profile, secret: '' };
    names.forEach((name) => panels[name].read(wanted));
    unsay(form);
    try {
      saved(await api.put(`/profiles/${view.profile.id}`, wanted));
    } catch (e) {
      const field = fieldOf(e.code);
      names.filter((name) => panels[name].element.querySelector(`[name="${field}"]`)).forEach((name) => show(name));
      if (!(e instanceof Problem) || !beside(form, field, inWords(e.code, e.message, e.values))) {
        throw e;
      }
    }
  };
  const save = (event) => {
    event.preventDefault();
    const form = event.target;
    guarded(() => put(form), form)({ currentTarget: form.querySelector('.herald-profile-form__save') });
  };
  return element(html`<form class="box herald-profile-form" novalidate @submit=${save}><h2 class="subtitle">${t('profile.edit', { title: view.profile.title })}</h2>${root}
    <div class="buttons"><button class="button is-small is-primary herald-profile-form__save">${t('save')}</button><button type="button" class="button is-small" @click=${cancelled}>${t('cancel')}</button></div></form>`);
}
