/* Before and after Send: a second look at what is unusual, and a while in which all of it can be undone. */
import { LANGUAGE, Problem, api, button, el, guarded, message, problem, t, words } from './base.js';
import { speaker } from './speaker.js';

const TICK = 250;
const said = (doubt) => (LANGUAGE !== 'en' && words[`look.${doubt.why}`] ? t(`look.${doubt.why}`, doubt.values) : doubt.message);

/* Shows what the server wants looked at; the way back is what Enter chooses. */
function secondLook(doubts, states, label) {
  return new Promise((resolve) => {
    const box = el('dialog', { class: 'herald-dialog herald-dialog--small herald-look', 'aria-labelledby': 'herald-look-title' });
    const close = (answer) => () => {
      box.close();
      box.remove();
      resolve(answer);
    };
    const of = (doubt) => {
      const about = states.filter((s) => !doubt.profileId || s.draft.profileId === doubt.profileId);
      return el('li', { class: 'herald-look__doubt', 'data-why': doubt.why }, el('p', {}, said(doubt)), el('ul', {}, about.map((s) => el('li', {}, speaker(s.draft)))));
    };
    box.append(el('div', { class: 'modal-card' },
      el('section', { class: 'modal-card-body' }, el('h2', { class: 'subtitle', id: 'herald-look-title' }, t('look.title')), el('ul', {}, doubts.map(of))),
      el('footer', { class: 'modal-card-foot' }, button(t('look.back'), close(false), { class: 'herald-look__back', attributes: { autofocus: true } }), button(t('look.go', { what: label }), close(true), { class: 'is-danger herald-look__go' }))));
    box.addEventListener('cancel', close(false));
    document.body.append(box);
    box.showModal();
  });
}

/* Asks for something as often as the person says yes to what is unusual about it; null where the person goes back. */
export async function lookedAt(send, states, label) {
  let acknowledged = [];
  for (;;) {
    try {
      return await send(acknowledged);
    } catch (e) {
      if (e.code !== 'secondLook') {
        throw e;
      }
      if (!(await secondLook(e.doubts, states, label))) {
        return null;
      }
      acknowledged = e.doubts.map((doubt) => doubt.key);
    }
  }
}

/* The seconds that are left, and the way back. It stays as it is while the list below it is read anew. */
function countDown(share, undone) {
  const ends = performance.now() + share.undoSeconds * 1000;
  const left = el('strong', { class: 'herald-undo__left' });
  const bar = el('progress', { class: 'progress is-small is-warning', max: share.undoSeconds, 'aria-hidden': 'true' });
  const spoken = el('p', { class: 'is-sr-only', role: 'status' });
  const place = el('div', { class: 'herald-undo__act' });
  const line = el('p', { class: 'herald-undo__line', tabindex: -1 }, t('undo.in'), ' ', left);
  const node = el('section', { class: 'herald-undo box', 'aria-label': t('undo.title'), 'data-share': share.id }, line, bar,
    el('ul', { class: 'herald-undo__who' }, share.variants.filter((v) => v.state === 'QUEUED').sort((a, b) => a.profileTitle.localeCompare(b.profileTitle)).map((v) => el('li', {}, speaker(v)))), place, spoken);
  let timer = null;
  const end = (shown) => {
    clearInterval(timer);
    const held = node.contains(document.activeElement);
    node.replaceChildren(shown, spoken);
    if (held) {
      shown.focus();
    }
  };
  place.append(button(t('undo.act'), guarded(async () => {
    node.dataset.held = 'true'; // the list may show it taken back before the answer is here
    try {
      await api.remove(`/shares/${share.id}`);
    } catch (e) {
      if (e instanceof Problem && e.code === 'undoOver') {
        end(el('div', { tabindex: -1 }, problem(e)));
        return;
      }
      delete node.dataset.held;
      throw e;
    }
    node.dataset.undone = 'true';
    end(undone());
  }, place), { class: 'is-warning is-medium herald-undo__button' }));
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    left.textContent = t('undo.seconds', { n: seconds });
    bar.value = seconds;
    if (seconds === 0) {
      spoken.textContent = t('undo.over');
      end(el('p', { class: 'herald-undo__line', tabindex: -1 }, t('undo.over')));
    }
  };
  timer = setInterval(() => (node.isConnected ? tick() : clearInterval(timer)), TICK);
  setTimeout(() => { spoken.textContent = t('undo.said', { n: share.undoSeconds }); }, TICK); // what is there from the start is not spoken
  tick();
  return { node, line };
}

/*
 * The count-downs of the shares of an article.
 * @param resume shows again what was written, to be changed and sent anew; null where nothing was written here
 */
export function undoWindows(resume) {
  const node = el('div', { class: 'herald-undos', tabindex: -1 });
  const shown = new Map();
  const undone = () => el('div', { tabindex: -1, class: 'herald-undo__done' }, message(t('undo.done'), 'success'),
    resume ? button(t('undo.resume'), resume, { class: 'is-primary herald-undo__resume' }) : '');
  return {
    node,
    /* What the server says now: a window opens with its share, and goes when that has moved on. */
    show: (shares) => {
      shares.filter((share) => share.undoSeconds > 0 && !shown.has(share.id)).forEach((share) => {
        const one = countDown(share, undone);
        shown.set(share.id, one.node);
        node.append(one.node);
        if (resume && document.activeElement === document.body) {
          one.line.focus();
        }
      });
      shares.filter((share) => share.undoSeconds === 0 && shown.has(share.id)).forEach((share) => {
        const bar = shown.get(share.id);
        const waits = share.variants.some((v) => v.state === 'QUEUED');
        if (!bar.dataset.held && !waits) { // it is told below by now
          if (bar.contains(document.activeElement)) {
            node.focus();
          }
          bar.remove();
        }
      });
    },
  };
}
