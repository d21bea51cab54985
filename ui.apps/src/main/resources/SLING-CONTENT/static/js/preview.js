/* What a post will look like, as far as that can be known. */
import { el, t } from './base.js';
import { isVideo } from './media.js';
import { avatar } from './speaker.js';

const SHOWN_LINK = 30;
/* Networks that show a link without its protocol, and cut it. */
const shortLink = (url) => {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '');
  return bare.length > SHOWN_LINK ? `${bare.slice(0, SHOWN_LINK)}…` : bare;
};

/* The server told what becomes clickable; nothing is looked for here. */
function text(value, spans) {
  const line = el('p', { class: 'herald-preview__text', dir: 'auto' });
  let at = 0;
  spans.forEach((span) => {
    if (span.start >= at && span.end <= value.length) {
      const part = value.slice(span.start, span.end);
      line.append(value.slice(at, span.start), el('span', { class: 'herald-preview__link' }, span.kind === 'LINK' ? shortLink(part) : part));
      at = span.end;
    }
  });
  line.append(value.slice(at));
  return line;
}

function attachment(draft, kind, media) {
  if (kind === 'CARD') {
    return el('div', { class: 'herald-card' },
      draft.cardImage ? el('img', { src: draft.cardImage, alt: '', class: 'herald-card__image', onerror: (event) => event.target.remove() }) : null,
      el('div', { class: 'herald-card__body' },
        el('p', { class: 'herald-card__title' }, draft.cardTitle),
        el('p', { class: 'herald-card__description' }, draft.cardDescription),
        el('p', { class: 'herald-card__link' }, draft.link.replace(/^https?:\/\//, '').replace(/\/.*$/, ''))));
  }
  if (kind === 'MEDIA') {
    return el('div', { class: `herald-pictures herald-pictures--${Math.min(media.length, 4)}` }, media.map((file) => el('figure', { class: 'herald-picture' },
      isVideo(file.path) ? el('video', { src: file.path, controls: true, preload: 'metadata', 'aria-label': file.alt }) : el('img', { src: file.path, alt: file.alt }),
      el('figcaption', {}, file.alt ? t('share.alt', { alt: file.alt }) : t('preview.noAlt')))));
  }
  return null;
}

const head = (draft) => el('header', { class: 'herald-preview__head' },
  avatar(draft),
  el('span', { class: 'herald-preview__who' }, el('bdi', { class: 'herald-preview__name' }, draft.profileTitle), el('bdi', { class: 'herald-preview__account' }, `@${draft.account}`)));

/* Shows the state of one variant as the posts of its network, one below the other. */
export function preview(state) {
  const { draft } = state;
  const over = state.check.findings.find((f) => f.rule === 'tooLong');
  const look = (more) => `herald-preview herald-preview--${draft.network} ${state.dark ? 'herald-preview--dark' : ''} ${more}`;
  const posts = state.check.parts.map((part, i) => el('article', { class: look(i > 0 ? 'herald-preview--below' : '') },
    head(draft),
    text(over ? part.text.slice(0, over.start) : part.text, part.spans),
    over ? el('p', { class: 'herald-preview__over' }, t('preview.cut')) : null,
    i === 0 ? attachment(draft, state.attachment, state.media) : null));
  if (state.comment.trim()) {
    posts.push(el('article', { class: look('herald-preview--below herald-preview--comment') }, head(draft), el('p', { class: 'herald-preview__text', dir: 'auto' }, state.comment)));
  }
  return el('div', {}, posts, el('p', { class: 'help' }, t('preview.honest', { network: draft.networkTitle })));
}
