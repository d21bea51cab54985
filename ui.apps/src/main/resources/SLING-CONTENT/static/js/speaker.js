/* Who speaks: picture, name, account and the sign of the network, everywhere the same. */
import { api, el, t } from './base.js';
import { drawing } from './signs.js';

const COLOURS = 7;
let asked = null;
let known = null;

/* What there is to know of profiles and networks, asked for once; who may not see it sees the names. */
async function ask() {
  try {
    const [{ profiles }, { networks }] = await Promise.all([api.get('/profiles'), api.get('/networks')]);
    known = { profiles: new Map(profiles.map((view) => [view.profile.id, view])), networks: new Map(networks.map((one) => [one.traits.id, one.traits.title])) };
  } catch (e) {
    known = { profiles: new Map(), networks: new Map() };
  }
}

/* Profiles were changed: they are asked for anew. */
export function forgetSpeakers() {
  asked = null;
  known = null;
}

/* The sign of a network. */
export const sign = (network) => drawing(network, 'herald-netsign');

const initials = (title) => title.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toLocaleUpperCase()).join('');
const colour = (id) => [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % COLOURS;

/* The picture of an account, kept by Herald; where there is none, its initials. */
export function avatar({ profileId, profileTitle }) {
  const place = el('span', { class: `herald-avatar herald-avatar--${colour(profileId)}`, 'aria-hidden': 'true' }, initials(profileTitle));
  const fill = () => {
    const view = known.profiles.get(profileId);
    if (view && view.profile.avatar) {
      const picture = el('img', { class: 'herald-avatar__picture', alt: '', src: `/herald/avatars/${profileId}?v=${view.profile.avatar}`, onerror: () => picture.remove() });
      place.append(picture);
    }
  };
  whenKnown(fill);
  return place;
}

function whenKnown(fill) {
  if (known) {
    fill();
  } else {
    asked = asked || ask();
    asked.then(() => known && fill());
  }
}

/* Who speaks, in a sentence: the network is named where the profile's name does not. */
export function spoken(profile, network) {
  return !network || profile.toLowerCase().includes(network.toLowerCase()) ? profile : t('share.one', { profile, network });
}

/* The network's name, where the profile's does not tell it; its sign stands there in any case. */
const unsaid = (profile, network) => (profile.toLowerCase().includes(network.toLowerCase()) ? '' : network);

/* @param one profileId, profileTitle and network; networkTitle and account where they are known */
export function speaker(one) {
  const account = el('bdi', { class: 'herald-speaker__account' }, one.account || '');
  const network = el('span', { class: 'herald-speaker__network' }, sign(one.network), el('span', { class: 'herald-speaker__on' }, unsaid(one.profileTitle, one.networkTitle || '')));
  if (!one.account || !one.networkTitle) {
    whenKnown(() => {
      const view = known.profiles.get(one.profileId);
      account.textContent = one.account || (view ? view.account : '');
      network.lastChild.textContent = unsaid(one.profileTitle, one.networkTitle || known.networks.get(one.network) || one.network || '');
    });
  }
  return el('span', { class: 'herald-speaker', 'data-speaker': one.profileId },
    avatar(one),
    el('span', { class: 'herald-speaker__who' }, el('bdi', { class: 'herald-speaker__name' }, one.profileTitle), ' ', el('span', { class: 'herald-speaker__where' }, account, ' ', network)));
}
