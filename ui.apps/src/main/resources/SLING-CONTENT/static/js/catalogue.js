/* The words of the person's language. A language is one file in static/i18n and nothing else: no list names it. */
const LAST = 'en';

/** The languages to look for, in the order the person wants them; English, which is always there, ends the search. */
export function wanted(preferred) {
  const all = [...preferred, LAST].filter(Boolean).map((one) => one.toLowerCase().split('-')[0]).filter((one) => /^[a-z]{2,3}$/.test(one));
  return [...new Set(all.slice(0, all.indexOf(LAST) + 1))];
}

/**
 * The words of the first wanted language that there are words of.
 *
 * @param read tells the words of a language, by key; null where there are none
 */
export async function load(preferred, read) {
  for (const language of wanted(preferred)) {
    const words = await read(language);
    if (words) {
      return { language, words };
    }
  }
  return { language: LAST, words: {} };
}

/** A sentence with its values; "${" begins none, and what is not known is left out. */
export const filled = (sentence, values = {}) => sentence.replace(/(?<!\$)\{(\w+)\}/g, (_, name) => values[name] ?? '');
