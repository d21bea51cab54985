/* The rehearsal network's timeline. */
(() => {
  'use strict';
  const ROOT = '/bin/herald-rehearsal';
  const FRENCH = (navigator.language || 'en').startsWith('fr');
  const WORDS = FRENCH
    ? { name: 'Nom du lecteur', text: 'Réponse', send: 'Répondre', three: 'Faire répondre trois lecteurs', none: 'Rien n’a encore été publié ici. Partagez un article.', failed: 'Cela n’a pas fonctionné : rechargez la page.', pictures: 'image(s)' }
    : { name: 'Reader’s name', text: 'Answer', send: 'Answer', three: 'Let three readers answer', none: 'Nothing was posted here yet. Share an article.', failed: 'That did not work: load the page again.', pictures: 'picture(s)' };
  const place = document.querySelector('.rehearsal__timeline');

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => name.startsWith('on') ? node.addEventListener(name.slice(2), value) : node.setAttribute(name, value));
    node.append(...children.filter((c) => c !== null));
    return node;
  }

  async function post(path, values) {
    const response = await fetch(ROOT + path, { method: 'POST', headers: { 'X-Herald-Rehearsal': '1' }, body: new URLSearchParams(values) });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(body.detail);
    }
    await load();
  }

  const failing = (node) => (e) => node.append(el('p', { class: 'notification is-danger is-light', role: 'alert' }, e.message || WORDS.failed));

  function entry(one, all) {
    const answers = all.filter((other) => other.parent === one.id);
    const name = el('input', { class: 'input is-small', 'aria-label': WORDS.name, placeholder: WORDS.name });
    const text = el('input', { class: 'input is-small', 'aria-label': WORDS.text, placeholder: WORDS.text });
    const form = el('form', { class: 'rehearsal__form' }, name, text, el('button', { class: 'button is-small' }, WORDS.send));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      post('/answer', { parent: one.id, author: name.value, text: text.value }).catch(failing(form));
    });
    if (!one.parent) {
      form.append(el('button', { type: 'button', class: 'button is-small rehearsal__three', onclick: () => post('/three', { parent: one.id, language: FRENCH ? 'fr' : 'en' }).catch(failing(form)) }, WORDS.three));
    }
    return el('article', { class: 'box rehearsal__post', id: one.id },
      el('header', { class: 'rehearsal__head' }, el('strong', {}, el('bdi', {}, one.author)), ' ', el('bdi', { class: 'rehearsal__handle' }, one.handle), ' ', el('time', { datetime: one.at }, new Date(one.at).toLocaleString())),
      el('p', { class: 'rehearsal__text', dir: 'auto' }, one.text),
      one.cardTitle ? el('p', { class: 'rehearsal__card' }, el('strong', {}, one.cardTitle), el('br'), el('a', { href: one.cardLink }, one.cardLink)) : null,
      one.pictures ? el('p', {}, `${one.pictures} ${WORDS.pictures}`) : null,
      form,
      el('div', { class: 'rehearsal__answers' }, ...answers.map((a) => entry(a, all))));
  }

  async function load() {
    const response = await fetch(ROOT + '/timeline', { headers: { Accept: 'application/json' } });
    if (!response.ok) {
      throw new Error(WORDS.failed);
    }
    const { entries } = await response.json();
    const roots = entries.filter((e) => !e.parent || !entries.some((o) => o.id === e.parent)).reverse();
    place.replaceChildren(...(roots.length ? roots.map((r) => entry(r, entries)) : [el('p', { class: 'notification is-info is-light' }, WORDS.none)]));
  }

  if (place) {
    load().catch((e) => place.replaceChildren(el('p', { role: 'alert' }, e.message)));
  }
})();
