/* Short messages at the foot of the window, and the while in which something can be taken back. */
import { t } from '../base.js';
import { html, nothing, render } from './lit.js';

const SHOWN = 8;
const SAID = [20, 10, 5];
const TICK = 250;

/**
 * Counts seconds down; says them at 20, 10 and 5, not each.
 *
 * @param show what is done with the seconds that are left, at each change
 * @param say what is done with those that are said aloud
 * @param over what is done at the end
 * @returns stop, pause and go: it counts from the start
 */
export function countDown(seconds, { show = () => {}, say = () => {}, over = () => {} }) {
  let left = seconds * 1000;
  let since = null;
  let timer = null;
  let shown = null;
  const now = () => (since === null ? left : left - (performance.now() - since));
  const stop = () => clearInterval(timer);
  const tick = () => {
    const rest = Math.max(0, Math.ceil(now() / 1000));
    if (rest !== shown) {
      shown = rest;
      show(rest);
      if (SAID.includes(rest) && rest < seconds) {
        say(rest);
      }
      if (rest === 0) {
        stop();
        over();
      }
    }
  };
  const go = () => {
    if (since !== null) {
      return;
    }
    since = performance.now();
    timer = setInterval(tick, TICK);
    tick();
  };
  const pause = () => {
    left = now();
    since = null;
    stop();
  };
  go();
  return { stop, pause, go };
}

function shelf() {
  let place = document.querySelector('.herald-toasts');
  if (!place) {
    place = document.createElement('div');
    place.className = 'herald-toasts';
    place.setAttribute('role', 'status');
    document.body.append(place);
  }
  return place;
}

/**
 * Says that something was done. It goes after a while, unless somebody points at it or is in it.
 *
 * @param undo takes it back; the message goes when that is done, and stays where it fails
 * @param seconds how long it stays
 * @returns close, which takes it away; the focus, where it was in it, goes back to where it was before
 */
export function toast(text, { undo = null, seconds = SHOWN } = {}) {
  const box = document.createElement('div');
  box.className = 'herald-toast';
  let before = document.activeElement;
  let clock = null;
  const close = () => {
    clock.stop();
    const held = box.contains(document.activeElement);
    box.remove();
    if (held && before && before.isConnected) {
      before.focus();
    }
  };
  const back = async () => {
    clock.pause();
    await undo();
    close();
  };
  box.addEventListener('focusin', (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) {
      before = event.relatedTarget;
    }
    clock.pause();
  });
  box.addEventListener('focusout', () => clock.go());
  box.addEventListener('mouseenter', () => clock.pause());
  box.addEventListener('mouseleave', () => box.contains(document.activeElement) || clock.go());
  box.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  render(html`<p>${text}</p>${undo ? html`<button type="button" class="button is-small herald-toast__undo" @click=${back}>${t('compose.undo')}</button>` : nothing}<button type="button" class="delete" aria-label=${t('close')} @click=${close}></button>`, box);
  shelf().append(box);
  clock = countDown(seconds, { over: close });
  return close;
}
