/* An entry of the calendar: what it is, and another time for it: all that the mouse can do, for the keyboard. */
import { api, guardedIn, t } from './base.js';
import { dialog } from './kit/dialog.js';
import { html, nothing } from './kit/lit.js';
import { notice, time } from './kit/notice.js';
import { state } from './kit/state.js';
import { speaks } from './speaker.js';
import { STAGE_TONE, TONE } from './states.js';
import { ZONE, momentField } from './when.js';

/** Where it is, in one word: its own state, or that of its article. */
export function stateOf(item) {
  if (item.kind === 'POST' && item.state) {
    return t(`state.${item.state}`);
  }
  if (item.kind === 'POST' && !item.approved) {
    return t('review.open');
  }
  return item.stage ? t(`stage.${item.stage}`) : '';
}

/* A post that nobody approved yet waits for that, whatever its article does. */
function toneOf(item) {
  if (item.kind === 'POST') {
    return TONE[item.state] || (item.approved ? STAGE_TONE[item.stage] : 'wait');
  }
  return STAGE_TONE[item.stage];
}

export const title = (item) => `${item.kind === 'POST' ? `${item.profileTitle}: ` : ''}${item.articleTitle}`;

/** What is wrong with its time. */
export const marks = (item) => [item.late ? t('calendar.late') : '', ...item.clashes.map((clash) => t(`calendar.${clash}`))].filter(Boolean);

const link = (item) => `/cms/herald/share.html${item.articlePath}#${item.kind === 'POST' && item.state ? 'social' : 'review'}`;

const body = (item, move) => html`
  <p><strong>${t(`calendar.kind.${item.kind}`)}</strong> ${time(item.at)} ${stateOf(item) ? state(toneOf(item), stateOf(item)) : nothing} ${item.by ? html`<bdi>${item.by}</bdi>` : nothing}</p>
  ${item.kind === 'POST' ? html`<p class="block">${speaks(item)}</p>` : nothing}
  ${marks(item).map((mark) => notice(mark, 'warning'))}
  ${item.text ? html`<p class="herald-delivery__text" dir="auto">${item.text}</p>` : nothing}
  ${move}<p class="block"><a href=${link(item)}>${t('calendar.open')}</a></p>`;

/**
 * Shows it.
 *
 * @param moved is called when it has another time
 * @param reload is called when what is shown is not what there is
 */
export function details(item, moved, reload) {
  const moment = momentField('herald-item-at', t('when.time', { zone: ZONE }), item.at);
  const save = guardedIn('.herald-item__act', async () => {
    try {
      await api.post('/calendar/move', { id: item.id, at: moment.value(), zone: ZONE, offset: moment.offset() });
    } catch (e) {
      moment.ask(e);
      if (e.status === 409) { // behind this, it is shown as it is now
        reload();
      }
      throw e;
    }
    box.close();
    moved();
  });
  const move = html`<div class="herald-item__act"><div class="herald-item__move">${moment.node}<button type="button" class="button is-small is-primary herald-item__save" @click=${save}>${t('calendar.move')}</button></div></div>`;
  const box = dialog({ title: title(item), titleId: 'herald-item-title', look: 'herald-dialog--small', body: body(item, item.movable ? move : nothing) });
}
