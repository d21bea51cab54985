/* What all of Herald's screens share. Rules live on the server: nothing here measures a text. */
import { filled, load } from './catalogue.js';

export { confirmed } from './kit/dialog.js';

const ROOT = '/bin/herald';
const STATIC = '/static/clientlibs/herald';
/** The language of the screens: the first of the person's that there are words of. It is known when ready is. */
export let LANGUAGE = 'en';
export const DEBOUNCE = 300;
export const POLL = 1000;
export let words = {};
let session = null;

export const t = (key, values) => filled(words[key] || key, values);

/* Builds an element; strings become text, never markup. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  });
  children.flat().forEach((child) => child !== null && child !== undefined && child !== false && node.append(child));
  return node;
}

export const busy = (label) => el('div', { class: 'herald-busy', role: 'status' }, el('progress', { class: 'progress is-small is-info', max: 100, 'aria-label': label }), el('p', {}, label));

export class Problem extends Error {
  constructor(problem) {
    super(problem.detail || t('error.unknown'));
    this.code = problem.code;
    this.status = problem.status;
    this.changes = problem.changes || [];
    this.values = problem.values || {};
    this.doubts = problem.doubts || [];
  }
}

async function send(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') {
    session = session || (await send('GET', '/session'));
    headers['X-Herald-Token'] = session.token;
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(ROOT + path, { method, headers, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Problem({ status: 0, detail: t('error.offline') });
  }
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    answer = { detail: t('error.signedOut') };
  }
  if (!response.ok) {
    if (answer.code === 'token' && session) {
      session = null;
    }
    throw new Problem({ status: response.status, ...answer });
  }
  return answer;
}

export const api = { get: (path) => send('GET', path), post: (path, body = {}) => send('POST', path, body), put: (path, body) => send('PUT', path, body), remove: (path) => send('DELETE', path, {}) };

/* Names what is asked, so that a second click, or a second try because no answer came, is known to be the same; what
   is asked otherwise has another name. */
export function requestName() {
  let last = '';
  let name = '';
  return (asked) => {
    const now = JSON.stringify(asked);
    if (now !== last) {
      last = now;
      name = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
    }
    return name;
  };
}

export const when = (instant) => new Date(instant).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });
export const time = (instant) => el('time', { datetime: instant }, when(instant));
export const message = (text, kind = 'danger') => el('p', { class: `notification is-light is-${kind} herald-message`, role: kind === 'danger' ? 'alert' : 'status' }, text);
/* A refusal in the person's language where its word is known; the server's sentence names profile and article. */
export const inWords = (code, sentence, values = {}) => (LANGUAGE !== 'en' && words[`problem.${code}`] ? quoting(t(`problem.${code}`, values), values) : sentence);
/* After a sentence in the person's language, what a network or its connector said in its own words. */
export const quoting = (sentence, values) => (values.why ? [sentence, el('span', { class: 'herald-quoted' }, t('quote.of'), ' ', el('q', { lang: 'en' }, values.why))] : sentence);
export const problem = (e) => {
  const text = inWords(e.code, e.message, e.values);
  return message((e.changes || []).length ? [text, ' ', e.changes.map(changed).join(' ')].flat() : text);
};
/* What a post is otherwise than it was seen, in words. */
const changed = ({ where, before, after }) => {
  const told = (value) => (where === 'at' ? when(value) : t(`state.${value}`));
  return t(`changed.${where}`, { before: told(before), after: told(after) });
};
export const button = (label, act, more = {}) => el('button', { type: 'button', class: `button is-small ${more.class || ''}`, onclick: act, ...more.attributes }, label);

/* Runs an action from a button: shows that it runs, and says what went wrong beside it. The button keeps the focus
   meanwhile: one that were disabled would lose it. */
export const guarded = (act, place) => async (event) => {
  const origin = event.currentTarget;
  if (origin.getAttribute('aria-disabled') === 'true') {
    return;
  }
  origin.classList.add('is-loading');
  origin.setAttribute('aria-disabled', 'true');
  place.querySelectorAll(':scope > .herald-message').forEach((old) => old.remove());
  try {
    await act(event);
  } catch (e) {
    place.append(e instanceof Problem ? problem(e) : message(t('error.unknown')));
    if (!(e instanceof Problem)) {
      throw e;
    }
  } finally {
    origin.classList.remove('is-loading');
    origin.removeAttribute('aria-disabled');
  }
};

/** The script of a part that comes when it is needed; where it does not come, that is said. */
export const script = (fetched) => fetched().catch(() => { throw new Problem({ status: 0, detail: t('error.offline') }); });

/* Asks the server a little after the last key; an answer that was overtaken is dropped. */
export function latest(ask, use, failed) {
  let asked = 0;
  let timer = null;
  return () => {
    clearTimeout(timer);
    const mine = ++asked;
    timer = setTimeout(async () => {
      try {
        const answer = await ask();
        if (mine === asked) {
          use(answer);
        }
      } catch (e) {
        if (mine === asked) {
          failed(e);
        }
      }
    }, DEBOUNCE);
  };
}

/** The same for a button of a template: what went wrong is said at the end of the nearest place of a kind. */
export const guardedIn = (selector, act) => (event) => guarded(act, event.currentTarget.closest(selector))(event);

async function wordsOf(language) {
  const response = await fetch(`${STATIC}/i18n/${language}.json`);
  return response.ok ? response.json() : null;
}

/** What every screen waits for: the words of the person's language. */
export const ready = load(navigator.languages || [navigator.language], wordsOf).then((found) => {
  LANGUAGE = found.language;
  words = found.words;
});
