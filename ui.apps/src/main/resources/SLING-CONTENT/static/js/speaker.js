/* Who speaks: picture, name, account and the sign of the network, everywhere the same. */
import { api, t } from './base.js';
import { avatar as picture } from './kit/avatar.js';
import { html, render } from './kit/lit.js';
import { drawing } from './kit/network.js';

const NOTHING = { profiles: new Map(), networks: new Map() };
let asked = null;
let known = NOTHING;

async function ask() {
  try {
    const [{ profiles }, { networks }] = await Promise.all([api.get('/profiles'), api.get('/networks')]);
    known = { profiles: new Map(profiles.map((view) => [view.profile.id, view])), networks: new Map(networks.map((one) => [one.traits.id, one.traits.title])) };
  } catch {
    known = NOTHING; // who may not see it sees the names
  }
}

/** Asks, once, what there is to know of profiles and networks; what is rendered after it has pictures and accounts. */
export function speakers() {
  asked = asked || ask();
  return asked;
}

/** Profiles were changed: they are asked for anew. */
export function forgetSpeakers() {
  asked = null;
  known = NOTHING;
}

/** Who speaks, in a sentence: the network is named where the profile's name does not. */
export function spoken(profile, network) {
  return !network || profile.toLowerCase().includes(network.toLowerCase()) ? profile : t('share.one', { profile, network });
}

/** The picture of an account, kept by Herald; where there is none, its initials. */
export function portrait({ profileId, profileTitle }) {
  const view = known.profiles.get(profileId);
  return picture(profileId, profileTitle, view && view.profile.avatar ? `/herald/avatars/${profileId}?v=${view.profile.avatar}` : '');
}

/* The network's name, where the profile's does not tell it; its sign stands there in any case. */
const unsaid = (profile, network) => (profile.toLowerCase().includes(network.toLowerCase()) ? '' : network);

/**
 * Who speaks, to be rendered.
 *
 * @param one profileId, profileTitle and network; networkTitle and account where they are known
 */
export function speaks(one) {
  const view = known.profiles.get(one.profileId);
  const account = one.account || (view ? view.account : '');
  const network = unsaid(one.profileTitle, one.networkTitle || known.networks.get(one.network) || one.network || '');
  return html`<span class="herald-speaker" data-speaker=${one.profileId}>${portrait(one)}<span class="herald-speaker__who"><bdi class="herald-speaker__name">${one.profileTitle}</bdi> <span class="herald-speaker__where"><bdi class="herald-speaker__account">${account}</bdi> <span class="herald-speaker__network">${drawing(one.network, 'herald-netsign')}<span class="herald-speaker__on">${network}</span></span></span></span></span>`;
}

/** The same as a node, filled when more is known, for screens that are built of nodes. */
export function speaker(one) {
  const box = document.createElement('div');
  const fill = () => render(speaks(one), box);
  fill();
  const node = box.firstElementChild;
  speakers().then(fill);
  return node;
}
