import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hours, local, parts, spoken } from '../../main/resources/SLING-CONTENT/static/js/spans.js';

test('a span has its parts', () => {
  assert.deepEqual(parts('P2DT3H30M'), { days: 2, hours: 3, minutes: 30 });
  assert.deepEqual(parts('PT45M'), { days: 0, hours: 0, minutes: 45 });
  for (const none of ['', null, undefined, 'soon']) {
    assert.deepEqual(parts(none), { days: 0, hours: 0, minutes: 0 });
  }
});

test('whole days are said as days, all else as hours', () => {
  assert.deepEqual(spoken('P7D'), { n: 7, unit: 'D' });
  assert.deepEqual(spoken('PT48H'), { n: 2, unit: 'D' });
  assert.deepEqual(spoken('P1DT1H'), { n: 25, unit: 'H' });
  assert.deepEqual(spoken('PT0S'), { n: 0, unit: 'H' });
  assert.equal(hours('P1DT2H'), 26);
});

test('a field for a local time has the time of the zone that the person is in', () => {
  const before = process.env.TZ;
  process.env.TZ = 'Europe/Zurich';
  assert.equal(local('2026-07-01T10:15:30Z'), '2026-07-01T12:15');
  assert.equal(local('2026-12-01T10:15:30Z'), '2026-12-01T11:15');
  process.env.TZ = before ?? '';
});
