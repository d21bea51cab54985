/* The states of a post on its way, as what becomes of it is shown. */

/** The tone of each. */
export const TONE = { SUBMITTED: 'wait', PLANNED: 'plan', QUEUED: 'info', SENDING: 'info', SENT: 'ok', REFUSED: 'bad', UNCERTAIN: 'wait', WITHDRAWING: 'info', WITHDRAWN: 'idle' };
/** The tone of each stage of an article. */
export const STAGE_TONE = { SCHEDULED: 'plan', PUBLISHING: 'info', DRAFT: 'idle', IN_REVIEW: 'info', CHANGES_REQUESTED: 'wait', APPROVED: 'ok', PUBLISHED: 'ok', UNPUBLISHED: 'idle', EXPIRED: 'idle' };
/** The colour of each, where it is still told by that. */
export const STATE_COLOUR = { SUBMITTED: 'warning', PLANNED: 'info', QUEUED: 'info', SENDING: 'info', SENT: 'success', REFUSED: 'danger', UNCERTAIN: 'warning', WITHDRAWING: 'info', WITHDRAWN: 'light' };

/** Whether it waits for its profile's budget. */
export const waits = (variant) => variant.state === 'QUEUED' && variant.reason === 'BUDGET';
/** Whether an administrator is asked about its budget. */
export const asks = (variant) => variant.state === 'REFUSED' && variant.reason === 'BUDGET';
/** Whether nothing becomes of it by itself within seconds. */
export const settled = (variant) => ['SUBMITTED', 'PLANNED', 'SENT', 'REFUSED', 'WITHDRAWN'].includes(variant.state) || waits(variant);

/** The key of the word for its state. */
export function stateWord(variant) {
  if (waits(variant)) {
    return 'state.waits';
  }
  return asks(variant) ? 'state.asks' : `state.${variant.state}`;
}

/** What a person may do with it here, in the order in which it is offered. @param administers whether the person is an administrator */
export function actsOn(variant, administers) {
  const uncertain = variant.posted + 1 < variant.parts.length ? ['MARK_UNSENT'] : ['MARK_SENT', 'MARK_UNSENT'];
  const all = { SUBMITTED: variant.may.includes('APPROVE') ? [] : ['WITHDRAW'], PLANNED: ['RETRY', 'WITHDRAW'], QUEUED: ['WITHDRAW'], SENT: ['WITHDRAW'], REFUSED: ['RETRY', 'WITHDRAW'], UNCERTAIN: uncertain }[variant.state] || [];
  const may = all.filter((name) => variant.may.includes(name === 'WITHDRAW' ? name : 'RESEND'));
  return administers && asks(variant) ? ['LET_THROUGH', ...may] : may;
}
