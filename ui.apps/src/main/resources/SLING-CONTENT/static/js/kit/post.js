/* What a post will look like, as far as that can be known: its text, its link or pictures, and who speaks. */
import { t } from '../base.js';
import { html, nothing } from './lit.js';

const SHOWN_LINK = 30;
const FEW = 4;
/** Whether a file is a video, by its name. */
export const isVideo = (path) => /\.(mp4|mov|webm)$/i.test(path);

/* Networks that show a link without its protocol, and cut it. */
function shortLink(url) {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '');
  return bare.length > SHOWN_LINK ? `${bare.slice(0, SHOWN_LINK)}…` : bare;
}

/* The server told what becomes clickable; nothing is looked for here. */
function text(value, spans) {
  let at = 0;
  const pieces = [];
  spans.forEach((span) => {
    if (span.start >= at && span.end <= value.length) {
      const part = value.slice(span.start, span.end);
      pieces.push(value.slice(at, span.start), html`<span class="herald-preview__link">${span.kind === 'LINK' ? shortLink(part) : part}</span>`);
      at = span.end;
    }
  });
  return html`<p class="herald-preview__text" dir="auto">${pieces}${value.slice(at)}</p>`;
}

const card = (draft) => html`<div class="herald-card">${draft.cardImage ? html`<img src=${draft.cardImage} alt="" class="herald-card__image" @error=${(event) => { event.target.hidden = true; }}>` : nothing}
  <div class="herald-card__body"><p class="herald-card__title">${draft.cardTitle}</p><p class="herald-card__description">${draft.cardDescription}</p><p class="herald-card__link">${draft.link.replace(/^https?:\/\//, '').replace(/\/.*$/, '')}</p></div></div>`;

const picture = (file) => html`<figure class="herald-picture">${isVideo(file.path) ? html`<video src=${file.path} controls preload="metadata" aria-label=${file.alt}></video>` : html`<img src=${file.path} alt=${file.alt}>`}<figcaption>${file.alt ? t('share.alt', { alt: file.alt }) : t('preview.noAlt')}</figcaption></figure>`;

function attached({ attachment, draft, media }) {
  if (attachment === 'CARD') {
    return card(draft);
  }
  return attachment === 'MEDIA' ? html`<div class="herald-pictures herald-pictures--${Math.min(media.length, FEW)}">${media.map(picture)}</div>` : nothing;
}

const head = (draft, face) => html`<header class="herald-preview__head">${face}<span class="herald-preview__who"><bdi class="herald-preview__name">${draft.profileTitle}</bdi><bdi class="herald-preview__account">@${draft.account}</bdi></span></header>`;

/**
 * The posts of one variant, one below the other.
 *
 * @param state draft, check (the server's), attachment, media, comment and dark
 * @param face the picture of who speaks, as a template or a node for each post
 */
export function post(state, face) {
  const { draft, check } = state;
  const over = check.findings.find((finding) => finding.rule === 'tooLong');
  const look = (more) => `herald-preview herald-preview--${draft.network} ${state.dark ? 'herald-preview--dark' : ''} ${more}`;
  return html`<div>${check.parts.map((part, i) => html`<article class=${look(i > 0 ? 'herald-preview--below' : '')}>${head(draft, face())}${text(over ? part.text.slice(0, over.start) : part.text, part.spans)}${over ? html`<p class="herald-preview__over">${t('preview.cut')}</p>` : nothing}${i === 0 ? attached(state) : nothing}</article>`)}
    ${state.comment.trim() ? html`<article class=${look('herald-preview--below herald-preview--comment')}>${head(draft, face())}<p class="herald-preview__text" dir="auto">${state.comment}</p></article>` : nothing}
    <p class="help">${t('preview.honest', { network: draft.networkTitle })}</p></div>`;
}
