/* Before and after Send: a second look at what is unusual, and a while in which all of it can be undone. */
import { LANGUAGE, Problem, api, guardedIn, t, words } from './base.js';
import { dialog } from './kit/dialog.js';
import { html, nothing, render } from './kit/lit.js';
import { notice, refusal } from './kit/notice.js';
import { countDown } from './kit/toast.js';
import { speaker } from './speaker.js';

const SOON = 250;
const said = (doubt) => (LANGUAGE !== 'en' && words[`look.${doubt.why}`] ? t(`look.${doubt.why}`, doubt.values) : doubt.message);

const unusual = (doubt, states) => html`<li class="herald-look__doubt" data-why=${doubt.why}><p>${said(doubt)}</p>
  <ul>${states.filter((s) => !doubt.profileId || s.draft.profileId === doubt.profileId).map((s) => html`<li>${speaker(s.draft)}</li>`)}</ul></li>`;

/* Shows what the server wants looked at; the way back is what Enter chooses. */
async function secondLook(doubts, states, label) {
  const box = dialog({
    heading: 'herald-look-title', look: 'herald-dialog--small herald-look',
    body: html`<h2 class="subtitle" id="herald-look-title">${t('look.title')}</h2><ul>${doubts.map((doubt) => unusual(doubt, states))}</ul>`,
    foot: html`<button type="button" class="button is-small herald-look__back" autofocus @click=${() => box.close(false)}>${t('look.back')}</button><button type="button" class="button is-small is-danger herald-look__go" @click=${() => box.close(true)}>${t('look.go', { what: label })}</button>`,
  });
  return (await box.closed) === true;
}

/** Asks for something as often as the person says yes to what is unusual about it; null where the person goes back. */
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

const waiting = (share) => share.variants.filter((v) => v.state === 'QUEUED').sort((a, b) => a.profileTitle.localeCompare(b.profileTitle));

/* What stands there while it can be undone. */
const running = (share, people, left, undo) => html`<p class="herald-undo__line" tabindex="-1">${t('undo.in')} <strong class="herald-undo__left">${t('undo.seconds', { n: left })}</strong></p>
  <progress class="progress is-small is-warning" max=${share.undoSeconds} .value=${left} aria-hidden="true"></progress>
  <ul class="herald-undo__who">${people.map((person) => html`<li>${person}</li>`)}</ul>
  <div class="herald-undo__act"><button type="button" class="button is-small is-warning is-medium herald-undo__button" @click=${undo}>${t('undo.act')}</button></div>`;

/* The seconds that are left, and the way back. It stays as it is while the list below it is read anew. */
function countedDown(share, undone) {
  const node = document.createElement('section');
  node.className = 'herald-undo box';
  node.setAttribute('aria-label', t('undo.title'));
  node.dataset.share = share.id;
  const people = waiting(share).map(speaker);
  const undo = guardedIn('.herald-undo__act', () => take());
  let ended = null;
  let left = share.undoSeconds;
  let aloud = '';
  const draw = () => render(html`${ended || running(share, people, left, undo)}<p class="is-sr-only" role="status">${aloud}</p>`, node);
  const say = (text) => {
    aloud = text;
    draw();
  };
  const clock = countDown(share.undoSeconds, {
    show: (seconds) => {
      left = seconds;
      draw();
    },
    say: (n) => say(t('undo.said', { n })),
    over: () => {
      say(t('undo.over'));
      end(html`<p class="herald-undo__line" tabindex="-1">${t('undo.over')}</p>`);
    },
  });
  function end(shown) {
    clock.stop();
    const held = node.contains(document.activeElement);
    ended = shown;
    draw();
    if (held) {
      node.firstElementChild.focus();
    }
  }
  const take = async () => {
    node.dataset.held = 'true'; // the list may show it taken back before the answer is here
    try {
      await api.remove(`/shares/${share.id}`);
    } catch (e) {
      if (e instanceof Problem && e.code === 'undoOver') {
        end(html`<div tabindex="-1">${refusal(e)}</div>`);
        return;
      }
      delete node.dataset.held;
      throw e;
    }
    node.dataset.undone = 'true';
    end(undone);
  };
  setTimeout(() => say(t('undo.said', { n: share.undoSeconds })), SOON); // what is there from the start is not spoken
  draw();
  return { node, stop: clock.stop };
}

/**
 * The count-downs of the shares of an article.
 *
 * @param resume shows again what was written, to be changed and sent anew; null where nothing was written here
 */
export function undoWindows(resume) {
  const node = document.createElement('div');
  node.className = 'herald-undos';
  node.tabIndex = -1;
  const shown = new Map();
  const undone = html`<div tabindex="-1" class="herald-undo__done">${notice(t('undo.done'), 'success')}${resume ? html`<button type="button" class="button is-small is-primary herald-undo__resume" @click=${resume}>${t('undo.resume')}</button>` : nothing}</div>`;
  const open = (share) => {
    const one = countedDown(share, undone);
    shown.set(share.id, one);
    node.append(one.node);
    if (resume && [document.body, node.closest('[role=tabpanel]')].includes(document.activeElement)) {
      one.node.firstElementChild.focus();
    }
  };
  /* It is told below by now. */
  const shut = (share) => {
    const one = shown.get(share.id);
    if (!one.node.dataset.held && !share.variants.some((v) => v.state === 'QUEUED')) {
      if (one.node.contains(document.activeElement)) {
        node.focus();
      }
      one.stop();
      one.node.remove();
    }
  };
  return {
    node,
    /* What the server says now: a window opens with its share, and goes when that has moved on. */
    show: (shares) => {
      shares.filter((share) => share.undoSeconds > 0 && !shown.has(share.id)).forEach(open);
      shares.filter((share) => share.undoSeconds === 0 && shown.has(share.id)).forEach(shut);
    },
  };
}
