/* The networks that a profile can be connected to, and what each asks for. */
import { el, t, words } from './base.js';
import { sign } from './signs.js';

/** In the person's language where Herald has the words, else as the connector says it. */
export const own = (key, otherwise) => words[key] || otherwise;

/** A page at the network. */
export const link = (to) => el('a', { href: to, target: '_blank', rel: 'noopener' }, new URL(to).host + new URL(to).pathname.replace(/\/$/, ''));

/** A notice in place. */
export const callout = (tone, ...children) => el('div', { class: `herald-callout herald-callout--${tone}` }, children);

/** Whether people can sign in there now. */
export const signsIn = (offer) => offer.code && !(offer.requirements.app && offer.requirements.app.missing.length);

/** Whether something is typed for it. */
export const asks = (offer, what) => offer.requirements.asks.includes(what);

/** The first step: which network, and what each can do and needs. */
export function networkPanel(w) {
  const can = (offered) => {
    const { posting, listening } = offered.traits;
    return [['post', true], ['answers', listening.reading !== 'NONE'], ['edit', posting.edit !== 'NONE'], ['delete', posting.deletable !== 'PT0S']];
  };
  const tile = (offered) => {
    const { id, title } = offered.traits;
    const ready = !offered.code || signsIn(offered);
    return el('label', { class: 'herald-nettile', 'data-network': id },
      el('input', { type: 'radio', name: 'network', id: `herald-network-${id}`, value: id, checked: w.draft.network === id, class: 'is-sr-only' }),
      sign(id, title),
      el('span', { class: 'herald-nettile__text' },
        el('strong', {}, title), el('small', {}, own(`need.${id}`, offered.traits.secretLabel)),
        ready ? '' : el('small', { class: 'herald-nettile__lacks' }, t('walk.notSetUp')),
        el('span', { class: 'herald-can' }, can(offered).map(([what, does]) => (does ? el('span', {}, t(`can.${what}`)) : el('s', {}, el('span', { class: 'is-sr-only' }, t('can.not'), ' '), t(`can.${what}`)))))));
  };
  const element = el('div', {},
    el('p', { class: 'herald-walk__lead' }, t('walk.networkLead')),
    el('fieldset', { class: 'field herald-nets' }, el('legend', { class: 'is-sr-only' }, t('profile.network')), w.networks.map(tile)));
  element.addEventListener('change', () => w.label());
  return {
    element,
    read: (p) => {
      const chosen = element.querySelector(':checked');
      if (chosen && chosen.value !== p.network) {
        p.network = chosen.value;
        p.server = w.offer().traits.defaultServer || (w.offer().traits.rehearsal ? location.origin : '');
        p.handle = '';
        p.title = '';
        w.fresh('connect', 'account');
      }
    },
    label: () => {
      const chosen = w.networks.find((n) => n.traits.id === (element.querySelector(':checked') || {}).value);
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
    focus: () => element.querySelector(':checked') || element.querySelector('input'),
  };
}
