/* The CMS shows the number of a failed request and nothing else. What Herald refused says why, in the CMS's own message. */
import { t } from './base.js';

const told = new WeakSet();

/* In a window of the CMS; its message opens in the outermost one, and what was typed stays. */
function tell(page) {
  const utils = page.Sling?.CMS?.utils;
  if (!utils || told.has(utils)) {
    return;
  }
  told.add(utils);
  const { ok } = utils;
  utils.ok = (response) => {
    if (response.ok || !response.headers.has('X-Herald-Refusal')) {
      return ok(response);
    }
    window.top.Sling.CMS.ui.confirmMessage(t('refusal.title'), decodeURIComponent(response.headers.get('X-Herald-Reason')), () => {});
    return false;
  };
}

/* The editor's forms are frames, in the frame of the page or in this window; each says when it is there. */
function listen(page) {
  page.addEventListener('message', (event) => {
    if (event.origin === window.location.origin && event.data?.action === 'slingcms.editorloaded') {
      tell(event.source);
    }
  });
}

function frame(element) {
  if (element.matches?.('iframe.page-wrapper-frame')) {
    listen(element.contentWindow);
  }
}

export function tellRefusals() {
  listen(window);
  document.querySelectorAll('iframe').forEach(frame);
  document.addEventListener('load', (event) => frame(event.target), true);
  if (document.readyState === 'complete') {
    tell(window);
  } else {
    window.addEventListener('load', () => tell(window)); // the CMS's script comes when it comes
  }
}
