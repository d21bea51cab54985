/* The networks that a profile can be connected to, and what each asks for. */
import { t, words } from './base.js';
import { element, html, nothing } from './kit/lit.js';
import { networkSign } from './kit/network.js';

/** In the person's language where Herald has the words, else as the connector says it. */
export const own = (key, otherwise) => words[key] || otherwise;

/** A page at the network. */
export const link = (to) => element(html`<a href=${to} target="_blank" rel="noopener">${new URL(to).host + new URL(to).pathname.replace(/\/$/, '')}</a>`);

/** A notice in place. */
export const callout = (tone, ...children) => element(html`<div class="herald-callout herald-callout--${tone}">${children.flat()}</div>`);

/** Whether people can sign in there now. */
export const signsIn = (offer) => offer.code && !(offer.requirements.app && offer.requirements.app.missing.length);

/** Whether something is typed for it. */
export const asks = (offer, what) => offer.requirements.asks.includes(what);

/* What it can do. */
function can({ posting, listening }) {
  return [['post', true], ['answers', listening.reading !== 'NONE'], ['edit', posting.edit !== 'NONE'], ['delete', posting.deletable !== 'PT0S']];
}

function tile(offered, chosen) {
  const { id, title, secretLabel } = offered.traits;
  const ready = !offered.code || signsIn(offered);
  return html`<label class="herald-nettile" data-network=${id}><input type="radio" name="network" id="herald-network-${id}" value=${id} ?checked=${chosen === id} class="is-sr-only">${networkSign(id, title)}
    <span class="herald-nettile__text"><strong>${title}</strong><small>${own(`need.${id}`, secretLabel)}</small>${ready ? nothing : html`<small class="herald-nettile__lacks">${t('walk.notSetUp')}</small>`}
      <span class="herald-can">${can(offered.traits).map(([what, does]) => (does ? html`<span>${t(`can.${what}`)}</span>` : html`<s><span class="is-sr-only">${t('can.not')} </span>${t(`can.${what}`)}</s>`))}</span></span></label>`;
}

/** The first step: which network, and what each can do and needs. */
export function networkPanel(w) {
  const panel = element(html`<div><p class="herald-walk__lead">${t('walk.networkLead')}</p><fieldset class="field herald-nets"><legend class="is-sr-only">${t('profile.network')}</legend>${w.networks.map((offered) => tile(offered, w.draft.network))}</fieldset></div>`);
  panel.addEventListener('change', () => w.label());
  return {
    element: panel,
    read: (p) => {
      const chosen = panel.querySelector(':checked');
      if (chosen && chosen.value !== p.network) {
        p.network = chosen.value;
        p.server = w.offer().traits.defaultServer || (w.offer().traits.rehearsal ? location.origin : '');
        p.handle = '';
        p.title = '';
        w.fresh('connect', 'account');
      }
    },
    label: () => {
      const chosen = w.networks.find((n) => n.traits.id === (panel.querySelector(':checked') || {}).value);
      return chosen ? t('walk.goOnWith', { network: chosen.traits.title }) : t('walk.goOn');
    },
    next: async () => {
      const before = w.draft.network;
      w.read();
      if (!w.draft.network) {
        w.say('network', t('walk.chooseNetwork'));
      } else {
        if (before !== w.draft.network && w.draft.id) {
          await w.discard();
        }
        w.move(1);
      }
    },
    focus: () => panel.querySelector(':checked') || panel.querySelector('input'),
  };
}
