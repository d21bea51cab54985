/* The pictures and videos that go with a text: chosen from the article or from anywhere in the CMS. */
import { api, busy, t } from './base.js';
import { dialog } from './kit/dialog.js';
import { button, html, nothing, render, repeat } from './kit/lit.js';
import { notice, refusal } from './kit/notice.js';
import { isVideo } from './kit/post.js';

/* Where the CMS keeps files. */
const ROOTS = ['/content', '/static'];
const name = (path) => path.split('/').pop();

/* A small picture of a file, as the CMS has it. */
const thumbnail = (path, alt) => (isVideo(path) ? html`<video src=${path} muted preload="metadata" aria-label=${alt || name(path)}></video>` : html`<img src=${path} alt=${alt}>`);

const tiles = (files, take) => html`<ul class="herald-media__tiles">${files.map((file) => html`<li><button type="button" class="herald-media__tile" @click=${() => take(file)}>${thumbnail(file.path, '')}<span>${name(file.path)}</span></button></li>`)}</ul>`;

const folders = (found, open) => html`<p class="herald-media__where">${found.path}</p><ul class="herald-media__folders">
  ${found.above ? html`<li>${button(t('media.above'), () => open(found.above))}</li>` : ROOTS.filter((root) => root !== found.path).map((root) => html`<li>${button(`${root}/`, () => open(root))}</li>`)}
  ${found.folders.map((one) => html`<li>${button(`${name(one)}/`, () => open(one))}</li>`)}</ul>`;

/* Lets somebody choose one file; undefined when nobody did. */
function chosen(path, own) {
  let shelf = busy(t('loading'));
  const body = () => html`${own.length ? html`<h3 class="label is-small">${t('media.article')}</h3>${tiles(own, take)}` : nothing}
    <h3 class="label is-small">${t('media.cms')}</h3><div class="herald-media__shelf" aria-live="polite" tabindex="-1">${shelf}</div>`;
  const box = dialog({ title: t('media.choose'), titleId: 'herald-media-title', body: body() });
  function take(file) {
    box.close(file);
  }
  const show = (what) => {
    const place = box.element.querySelector('.herald-media__shelf');
    const held = place.contains(document.activeElement);
    shelf = what;
    box.draw(body());
    if (held && !place.contains(document.activeElement)) {
      place.focus(); // the folder that was pressed is not there any more
    }
  };
  async function open(folder) {
    show(busy(t('loading')));
    try {
      const found = await api.get(`/media?path=${encodeURIComponent(folder)}`);
      show(html`${folders(found, open)}${found.files.length ? tiles(found.files, take) : notice(t('media.empty'), 'info')}${found.more ? notice(t('media.more'), 'info') : nothing}`);
    } catch (e) {
      show(html`${refusal(e)}${button(t('media.top'), () => open(ROOTS[0]))}`);
    }
  }
  open(path.split('/').slice(0, -1).join('/'));
  return box.closed;
}

/** The files of one variant, each with its alternative text. */
export function mediaField(id, path, draft, state, changed) {
  const node = document.createElement('div');
  node.className = 'herald-variant__media';
  const add = async () => {
    const file = await chosen(path, draft.media.filter((one) => !state.media.some((m) => m.path === one.path)));
    if (file && !state.media.some((m) => m.path === file.path)) {
      state.media.push({ path: file.path, alt: file.alt });
      draw();
      changed();
    }
    focusAdd();
  };
  const focusAdd = () => {
    const target = node.querySelector('.herald-media__add:not([hidden])') || node.querySelector('input');
    target.focus();
  };
  const remove = (i) => {
    state.media.splice(i, 1);
    draw();
    changed();
    focusAdd();
  };
  const describe = (i, alt) => {
    state.media[i] = { path: state.media[i].path, alt };
    changed();
  };
  const line = (file, i) => html`<li class="herald-media__file">${thumbnail(file.path, '')}
    <div class="herald-media__alt"><label class="label is-small" for="${id}-alt-${i}">${t('compose.alt', { name: name(file.path) })}</label><input class="input is-small" id="${id}-alt-${i}" .value=${file.alt} dir="auto" @input=${(event) => describe(i, event.target.value)}></div>
    <button type="button" class="button is-small" aria-label=${t('media.removeName', { name: name(file.path) })} @click=${() => remove(i)}>${t('media.remove')}</button></li>`;
  function draw() {
    render(html`<ul class="herald-media">${repeat(state.media, (file) => file.path, line)}</ul>
      <button type="button" class="button is-small herald-media__add" ?hidden=${state.media.length >= draft.maxMedia} @click=${add}>${t('media.add')}</button>`, node);
  }
  draw();
  return node;
}
