/* Every word that the screens ask for is there in every language, and no word is kept that nobody asks for. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const STATIC = new URL('../../main/resources/SLING-CONTENT/static/', import.meta.url);
const languages = Object.fromEntries(readdirSync(new URL('i18n/', STATIC)).filter((name) => name.endsWith('.json')).map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(`i18n/${name}`, STATIC), 'utf8'))]));
const code = readdirSync(new URL('js/', STATIC), { recursive: true }).filter((name) => name.endsWith('.js')).map((name) => readFileSync(new URL(`js/${name}`, STATIC), 'utf8')).join('\n');

/* Where the argument that starts here ends: at its comma or bracket. */
function argument(from) {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    if ('([{'.includes(code[at])) {
      depth++;
    } else if (')]}'.includes(code[at]) || (code[at] === ',' && depth === 0)) {
      if (depth === 0) {
        return code.slice(from, at);
      }
      depth--;
    }
  }
  return '';
}

const asked = [...code.matchAll(/(?<![\w.])t\(/g)].map((found) => argument(found.index + found[0].length));
/* What is compared with is no key. */
const bare = (text) => text.replace(/[=!]==\s*'[^']*'/g, '').replace(/\[[^\]]*\]\.includes/g, '').replace(/\$\{[^}]*\}/g, '');
const literals = new Set(asked.flatMap((text) => [...bare(text).matchAll(/'([^']*)'/g)].map((found) => found[1]).filter((key) => /^[a-z][\w.-]*$/i.test(key))));
const everyString = new Set([...code.matchAll(/'([A-Za-z][\w.-]*)'/g)].map((found) => found[1]));
/* The server's own sentences are English: those keys have words in the other languages only. */
const OF_THE_SERVER = /^(app|finding|foreseen|health|how|look|problem|reason|secret)\./;
const madeUp = (source) => [...new Set([...source.matchAll(/`([a-z]\w*\.[^`]*\$\{[^`]*)`/g)].map((found) => found[1]))].map((text) => new RegExp(`^${text.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('.+')}$`));
const patterns = madeUp(code);
const needed = madeUp(asked.join('\n'));

const gaps = (sentence) => [...sentence.matchAll(/(?<!\$)\{(\w+)\}/g)].map((found) => found[1]).sort();

test('there are words, in English and French at least', () => {
  assert.ok(languages.en && languages.fr);
  assert.ok(asked.length > 200 && needed.length > 20, `${asked.length} words asked for, ${needed.length} of them made up`);
});

for (const [language, words] of Object.entries(languages)) {
  test(`${language} has every word that is asked for`, () => {
    assert.deepEqual([...literals].filter((key) => !(key in words)), []);
  });

  test(`${language} has a word of each kind that is made up`, () => {
    const all = [...Object.keys(words), ...Object.keys(languages.fr)];
    assert.deepEqual(needed.filter((pattern) => !all.some((key) => pattern.test(key))).map(String), []);
  });

  test(`${language} has no word that nobody asks for`, () => {
    const used = (key) => everyString.has(key) || OF_THE_SERVER.test(key) || patterns.some((pattern) => pattern.test(key));
    assert.deepEqual(Object.keys(words).filter((key) => !used(key)), []);
  });

  test(`${language} has what English has, and leaves the same gaps`, () => {
    const missing = Object.keys(languages.en).filter((key) => !(key in words));
    assert.deepEqual(missing, []);
    assert.deepEqual(Object.keys(languages.en).filter((key) => gaps(words[key]).some((name) => !gaps(languages.en[key]).includes(name))), []);
  });
}
