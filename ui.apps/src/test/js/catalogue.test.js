import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filled, load, wanted } from '../../main/resources/SLING-CONTENT/static/js/catalogue.js';

test('the languages of the person are looked for in their order, English last', () => {
  assert.deepEqual(wanted(['de-CH', 'fr', 'de']), ['de', 'fr', 'en']);
  assert.deepEqual(wanted(['fr-FR', 'en-US', 'de']), ['fr', 'en']);
  assert.deepEqual(wanted(['en-GB', 'fr']), ['en']);
  assert.deepEqual(wanted([undefined]), ['en']);
});

test('what is no language is not asked for', () => {
  assert.deepEqual(wanted(['../secret', '*', 'x-klingon', 'FR_fr']), ['en']);
});

test('a language is a file: the first that is there is spoken', async () => {
  const files = { it: { hello: 'ciao' }, en: { hello: 'hello' } };
  const asked = [];
  const found = await load(['de', 'it', 'en'], async (language) => {
    asked.push(language);
    return files[language] || null;
  });
  assert.deepEqual(found, { language: 'it', words: { hello: 'ciao' } });
  assert.deepEqual(asked, ['de', 'it']);
});

test('without any file the keys stand there', async () => {
  assert.deepEqual(await load(['de'], async () => null), { language: 'en', words: {} });
});

test('a sentence has its values, and keeps what a template writes', () => {
  assert.equal(filled('{n} of {all}', { n: 0, all: 3 }), '0 of 3');
  assert.equal(filled('{who} said', {}), ' said');
  assert.equal(filled('write ${title} for {what}', { title: 'x', what: 'y' }), 'write ${title} for y');
});
