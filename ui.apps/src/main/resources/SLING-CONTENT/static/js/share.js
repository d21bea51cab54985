/* The Share dialog: what will appear, and what has. */
import { api, busy, el, problem, ready, t } from './base.js';
import { composer } from './composer.js';
import { review } from './review.js';
import { social } from './social.js';

export function sharing(path, first) {
  const content = el('div', { class: 'herald-tabs__content', id: 'herald-panel', role: 'tabpanel', tabindex: 0 });
  const tabs = {};
  let written = null;
  const mark = (name) => {
    Object.entries(tabs).forEach(([key, tab]) => {
      tab.setAttribute('aria-selected', key === name);
      tab.parentElement.classList.toggle('is-active', key === name);
    });
    content.setAttribute('aria-labelledby', tabs[name].id);
  };
  const show = async (name) => {
    mark(name);
    if (name === 'social') {
      const sent = written;
      content.replaceChildren(social(path, sent && (() => {
        mark('share');
        content.replaceChildren(sent.node);
        sent.again();
      })));
      return;
    }
    written = null;
    content.replaceChildren(busy(t('loading')));
    try {
      content.replaceChildren(name === 'review' ? await review(path, () => show('review')) : await composer(path, (required, form) => {
        written = form;
        show(required ? 'review' : 'social');
      }));
    } catch (e) {
      content.replaceChildren(problem(e));
    }
  };
  const list = el('ul', { role: 'tablist' });
  const bar = el('div', { class: 'tabs herald-tabs' }, list);
  const fill = (names) => list.append(...names.map((name) => {
    tabs[name] = el('button', { type: 'button', role: 'tab', id: `herald-tab-${name}`, 'aria-controls': 'herald-panel', class: 'herald-tabs__tab', onclick: () => show(name) }, t(`tab.${name}`));
    return el('li', { role: 'presentation' }, tabs[name]);
  }));
  content.replaceChildren(busy(t('loading')));
  api.get(`/workflow?path=${encodeURIComponent(path)}`).then(
    (flow) => fill(flow.required || flow.possible.length ? ['share', 'review', 'social'] : ['share', 'social']),
    () => fill(['share', 'social'])).then(() => show(tabs[first] ? first : 'share'));
  return el('div', {}, bar, content);
}

export async function openShare(path) {
  await ready;
  const box = el('dialog', { class: 'herald-dialog', 'aria-labelledby': 'herald-dialog-title' });
  const close = () => {
    box.close();
    box.remove();
  };
  box.append(el('div', { class: 'modal-card' },
    el('header', { class: 'modal-card-head' }, el('h2', { class: 'modal-card-title', id: 'herald-dialog-title' }, t('share.title', { name: path.split('/').pop() })), el('button', { type: 'button', class: 'delete', 'aria-label': t('close'), onclick: close })),
    el('section', { class: 'modal-card-body' }, sharing(path, 'share'))));
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
}
