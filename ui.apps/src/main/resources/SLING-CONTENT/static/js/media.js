/* The pictures and videos that go with a text: chosen from the article or from anywhere in the CMS. */
import { api, busy, button, el, message, problem, t } from './base.js';

export const isVideo = (path) => /\.(mp4|mov|webm)$/i.test(path);
/* Where the CMS keeps files. */
const ROOTS = ['/content', '/static'];
const name = (path) => path.split('/').pop();

/* A small picture of a file, as the CMS has it. */
export const thumbnail = (file, more = {}) => (isVideo(file.path)
  ? el('video', { src: file.path, muted: true, preload: 'metadata', 'aria-label': file.alt || name(file.path), ...more })
  : el('img', { src: file.path, alt: file.alt, ...more }));

/* Lets somebody choose one file; answers null when nobody did. */
function chosen(path, own) {
  return new Promise((resolve) => {
    const box = el('dialog', { class: 'herald-dialog', 'aria-labelledby': 'herald-media-title' });
    const done = (file) => {
      box.close();
      box.remove();
      resolve(file);
    };
    const tile = (file) => el('li', {}, el('button', { type: 'button', class: 'herald-media__tile', onclick: () => done(file) }, thumbnail({ ...file, alt: '' }), el('span', {}, name(file.path))));
    const tiles = (files) => el('ul', { class: 'herald-media__tiles' }, files.map(tile));
    const shelf = el('div', { class: 'herald-media__shelf', 'aria-live': 'polite' });
    const open = async (folder) => {
      shelf.replaceChildren(busy(t('loading')));
      try {
        const found = await api.get(`/media?path=${encodeURIComponent(folder)}`);
        shelf.replaceChildren(
          el('p', { class: 'herald-media__where' }, found.path),
          el('ul', { class: 'herald-media__folders' },
            found.above ? el('li', {}, button(t('media.above'), () => open(found.above))) : ROOTS.filter((root) => root !== found.path).map((root) => el('li', {}, button(`${root}/`, () => open(root)))),
            found.folders.map((one) => el('li', {}, button(`${name(one)}/`, () => open(one))))),
          found.files.length ? tiles(found.files) : message(t('media.empty'), 'info'),
          found.more ? message(t('media.more'), 'info') : '');
      } catch (e) {
        shelf.replaceChildren(problem(e), button(t('media.top'), () => open(ROOTS[0])));
      }
    };
    box.append(el('div', { class: 'modal-card' },
      el('header', { class: 'modal-card-head' }, el('h2', { class: 'modal-card-title', id: 'herald-media-title' }, t('media.choose')), el('button', { type: 'button', class: 'delete', 'aria-label': t('close'), onclick: () => done(null) })),
      el('section', { class: 'modal-card-body' },
        own.length ? el('h3', { class: 'label is-small' }, t('media.article')) : null, own.length ? tiles(own) : null,
        el('h3', { class: 'label is-small' }, t('media.cms')), shelf)));
    box.addEventListener('cancel', () => done(null));
    document.body.append(box);
    box.showModal();
    open(path.split('/').slice(0, -1).join('/'));
  });
}

/* The files of one variant, each with its alternative text. */
export function mediaField(id, path, draft, state, changed) {
  const list = el('ul', { class: 'herald-media' });
  const add = button(t('media.add'), async () => {
    const file = await chosen(path, draft.media.filter((one) => !state.media.some((m) => m.path === one.path)));
    if (file && !state.media.some((m) => m.path === file.path)) {
      state.media.push({ path: file.path, alt: file.alt });
      paint();
      changed();
    }
    add.focus();
  }, { class: 'herald-media__add' });
  const line = (file, i) => el('li', { class: 'herald-media__file' },
    thumbnail({ ...file, alt: '' }),
    el('div', { class: 'herald-media__alt' },
      el('label', { class: 'label is-small', for: `${id}-alt-${i}` }, t('compose.alt', { name: name(file.path) })),
      el('input', { class: 'input is-small', id: `${id}-alt-${i}`, value: file.alt, dir: 'auto', oninput: (event) => {
        state.media[i] = { path: file.path, alt: event.target.value };
        changed();
      } })),
    button(t('media.remove'), () => {
      state.media.splice(i, 1);
      paint();
      changed();
      add.focus();
    }, { attributes: { 'aria-label': t('media.removeName', { name: name(file.path) }) } }));
  const paint = () => {
    list.replaceChildren(...state.media.map(line));
    add.hidden = state.media.length >= draft.maxMedia;
  };
  paint();
  return el('div', { class: 'herald-variant__media' }, list, add);
}
