/* What a post will look like, as far as that can be known. */
import { el, t } from './base.js';

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

function attachment(draft, kind, alt) {
  if (kind === 'CARD') {
    return el('div', { class: 'herald-card' },
      draft.imagePath ? el('img', { src: draft.imagePath, alt: '', class: 'herald-card__image' }) : null,
      el('div', { class: 'herald-card__body' },
        el('p', { class: 'herald-card__title' }, draft.cardTitle),
        el('p', { class: 'herald-card__description' }, draft.cardDescription),
        el('p', { class: 'herald-card__link' }, draft.link.replace(/^https?:\/\//, '').replace(/\/.*$/, ''))));
  }
  if (kind === 'PICTURE') {
    return el('figure', { class: 'herald-picture' },
      el('img', { src: draft.imagePath, alt }),
      el('figcaption', {}, alt ? t('share.alt', { alt }) : t('finding.altMissing')));
  }
  return null;
}

/* Shows the state of one variant as a post of its network. */
export function preview(state) {
  const { draft } = state;
  const over = state.check.findings.find((f) => f.rule === 'tooLong');
  const kept = over ? state.text.slice(0, over.start) : state.text;
  return el('div', {},
    el('article', { class: `herald-preview herald-preview--${draft.network} ${state.dark ? 'herald-preview--dark' : ''}` },
      el('header', { class: 'herald-preview__head' },
        el('span', { class: 'herald-preview__avatar', 'aria-hidden': 'true' }, draft.profileTitle.slice(0, 1)),
        el('span', { class: 'herald-preview__who' }, el('bdi', { class: 'herald-preview__name' }, draft.profileTitle), el('bdi', { class: 'herald-preview__account' }, `@${draft.account}`))),
      text(kept, state.check.spans),
      over ? el('p', { class: 'herald-preview__over' }, t('preview.cut')) : null,
      attachment(draft, state.attachment, state.alt)),
    el('p', { class: 'help' }, t('preview.honest', { network: draft.networkTitle })));
}
