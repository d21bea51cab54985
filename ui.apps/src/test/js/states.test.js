import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actsOn, settled, stateWord } from '../../main/resources/SLING-CONTENT/static/js/states.js';

const post = (state, more = {}) => ({ state, reason: null, posted: 0, parts: ['one'], may: ['WITHDRAW', 'RESEND', 'APPROVE', 'MOVE'], ...more });

test('what nobody may do is not offered', () => {
  assert.deepEqual(actsOn(post('PLANNED'), false), ['RETRY', 'WITHDRAW']);
  assert.deepEqual(actsOn(post('PLANNED', { may: ['WITHDRAW'] }), false), ['WITHDRAW']);
  assert.deepEqual(actsOn(post('SENT', { may: [] }), true), []);
  assert.deepEqual(actsOn(post('SENDING'), true), []);
});

test('of a thread that broke off nobody can say that all of it is there', () => {
  assert.deepEqual(actsOn(post('UNCERTAIN'), false), ['MARK_SENT', 'MARK_UNSENT']);
  assert.deepEqual(actsOn(post('UNCERTAIN', { parts: ['one', 'two'], posted: 0 }), false), ['MARK_UNSENT']);
});

test('what its budget keeps back an administrator lets through', () => {
  const kept = post('REFUSED', { reason: 'BUDGET' });
  assert.deepEqual(actsOn(kept, true), ['LET_THROUGH', 'RETRY', 'WITHDRAW']);
  assert.deepEqual(actsOn(kept, false), ['RETRY', 'WITHDRAW']);
  assert.equal(stateWord(kept), 'state.asks');
});

test('what waits for its budget is looked at calmly', () => {
  assert.ok(settled(post('QUEUED', { reason: 'BUDGET' })));
  assert.ok(!settled(post('QUEUED')));
  assert.equal(stateWord(post('QUEUED', { reason: 'BUDGET' })), 'state.waits');
  assert.equal(stateWord(post('SENT')), 'state.SENT');
});
