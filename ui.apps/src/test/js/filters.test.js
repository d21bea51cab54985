import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, keeps, offered } from '../../main/resources/SLING-CONTENT/static/js/filters.js';

const OF = { site: (item) => item.site, state: (item) => item.state };

test('kinds are counted in their order, and those without any left out', () => {
  const items = [{ kind: 'B' }, { kind: 'A' }, { kind: 'B' }, { kind: 'strange' }];
  assert.deepEqual(counted(['A', 'B', 'C'], items, (item) => item.kind), [['A', 1], ['B', 2]]);
});

test('an item is kept that has every value chosen', () => {
  const item = { site: '/a', state: 'sent' };
  assert.ok(keeps({ site: '', state: '' }, OF, item));
  assert.ok(keeps({ site: '/a', state: 'sent' }, OF, item));
  assert.ok(!keeps({ site: '/a', state: 'planned' }, OF, item));
});

test('what occurs is offered, once, and what is chosen although it does not', () => {
  assert.deepEqual(offered([{ site: '/b' }, { site: '/a' }, { site: '/b' }, {}], OF.site, '/z'), ['/a', '/b', '/z']);
  assert.deepEqual(offered([], OF.site, ''), []);
});
