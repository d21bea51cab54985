/* Herald's screens: finds which one this is, and starts it. */
import { LANGUAGE, Problem, busy, message, problem, ready, t } from './base.js';
import { shareOnCards } from './cards.js';
import { tellRefusals } from './refusals.js';
import { bell, tile } from './news.js';

/* Each screen's scripts are loaded where it is shown: the start screen and the grid need few of them. */
const SCREENS = {
  inbox: async (place) => (await import('./inbox.js')).inbox(place),
  profiles: async (place) => (await import('./profiles.js')).profileScreen(place),
  work: async (place) => (await import('./work.js')).workScreen(place),
  calendar: async (place) => (await import('./calendar.js')).calendarScreen(place),
  settings: async (place) => (await import('./settings.js')).settingsScreen(place),
};

/* What stands on the start screen, by the name of its tile. */
const TILES = {
  work: tile,
  'first-steps': async (place) => (await import('./start.js')).firstSteps(place),
};

async function shareScreen(place, screen) {
  if (screen.dataset.heraldPath) {
    const { sharing } = await import('./share.js');
    place.replaceChildren(sharing(screen.dataset.heraldPath, location.hash.slice(1) || 'share'));
  } else {
    place.replaceChildren(message(t('share.noArticle'), 'info'));
  }
}

async function start() {
  await ready;
  tellRefusals();
  bell();
  shareOnCards();
  document.querySelectorAll('[data-herald-tile]').forEach((place) => TILES[place.dataset.heraldTile](place).catch(() => place.remove()));
  const screen = document.querySelector('[data-herald-screen]');
  if (!screen) {
    return;
  }
  screen.lang = LANGUAGE;
  const place = screen.querySelector('.herald-screen');
  const heading = screen.querySelector('h1');
  heading.textContent = t(`screen.${screen.dataset.heraldScreen}`);
  place.removeAttribute('aria-live');
  place.replaceChildren(busy(t('loading')));
  try {
    const show = SCREENS[screen.dataset.heraldScreen] || shareScreen;
    await show(place, screen);
  } catch (e) {
    place.replaceChildren(e instanceof Problem ? problem(e) : message(t('error.unknown')));
    if (!(e instanceof Problem)) {
      throw e;
    }
  }
}

let opening = null;

/* Once, however often it is pressed; where its script does not come, the screen does the same. */
function openShare(action) {
  opening ??= import('./share.js').then((share) => share.openShare(action.dataset.heraldShare)).catch(() => {
    location.href = action.href;
  }).finally(() => {
    opening = null;
  });
}

document.addEventListener('click', (event) => {
  const action = event.target.closest('[data-herald-share]');
  if (action && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    openShare(action);
  }
});
start();
