/* Herald's screens: finds which one this is, and starts it. */
import { LANGUAGE, Problem, busy, message, problem, ready, t } from './base.js';
import { calendarScreen } from './calendar.js';
import { shareOnCards } from './cards.js';
import { inbox } from './inbox.js';
import { profileScreen } from './profiles.js';
import { tellRefusals } from './refusals.js';
import { settingsScreen } from './settings.js';
import { openShare, sharing } from './share.js';
import { firstSteps } from './start.js';
import { bell, tile, workScreen } from './work.js';

async function start() {
  await ready;
  tellRefusals();
  bell();
  shareOnCards();
  document.querySelectorAll('[data-herald-tile]').forEach((place) => (place.dataset.heraldTile === 'first-steps' ? firstSteps : tile)(place).catch(() => place.remove()));
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
    if (screen.dataset.heraldScreen === 'inbox') {
      await inbox(place);
    } else if (screen.dataset.heraldScreen === 'profiles') {
      await profileScreen(place);
    } else if (screen.dataset.heraldScreen === 'work') {
      await workScreen(place);
    } else if (screen.dataset.heraldScreen === 'calendar') {
      await calendarScreen(place);
    } else if (screen.dataset.heraldScreen === 'settings') {
      await settingsScreen(place);
    } else if (screen.dataset.heraldPath) {
      place.replaceChildren(sharing(screen.dataset.heraldPath, location.hash.slice(1) || 'share'));
    } else {
      place.replaceChildren(message(t('share.noArticle'), 'info'));
    }
  } catch (e) {
    place.replaceChildren(e instanceof Problem ? problem(e) : message(t('error.unknown')));
    if (!(e instanceof Problem)) {
      throw e;
    }
  }
}

document.addEventListener('click', (event) => {
  const action = event.target.closest('[data-herald-share]');
  if (action && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    openShare(action.dataset.heraldShare);
  }
});
start();
