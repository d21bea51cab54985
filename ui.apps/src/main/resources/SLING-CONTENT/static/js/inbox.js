/* What people answered. */
import { POLL, api, button, confirmed, el, guarded, latest, message, problem, t, time, when } from './base.js';
import { counter, findings } from './check.js';
import { pagePicker } from './picker.js';
import { speaker, spoken } from './speaker.js';
import { STATE_COLOUR, settled } from './social.js';

let networks = new Map();
const REVIEW = ['APPROVED', 'HIDDEN', 'SPAM', 'DELETED'];
const REVIEW_COLOUR = { PENDING: 'warning', APPROVED: 'success', HIDDEN: 'light', SPAM: 'danger', DELETED: 'dark' };

/* The server sanitised it; parsed once more apart from the page, so that nothing runs whatever it is. */
function remoteText(html) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const box = el('div', { class: 'herald-item__text content', dir: 'auto' });
  box.append(...parsed.body.childNodes);
  return box;
}

/* What is attached, by what it shows: nothing of it is loaded. */
function medium(one) {
  const what = `${t(`inbox.${one.kind}`)}: ${one.description || t('inbox.undescribed')}`;
  return el('li', { class: 'herald-item__medium', dir: 'auto' }, one.url ? el('a', { href: one.url, target: '_blank', rel: 'noopener noreferrer' }, what) : what);
}

/* Behind its author's warning, as readers will see it. */
function content(item) {
  const parts = [remoteText(item.text), item.media.length ? el('ul', { class: 'herald-item__media' }, item.media.map(medium)) : ''];
  return item.warning ? [el('details', { class: 'herald-item__warned' }, el('summary', { dir: 'auto' }, t('inbox.warned', { warning: item.warning })), ...parts)] : parts;
}

/* What was looked at, so that what is decided is about that. */
const decide = (items, state) => api.post('/inbox/review', { ids: items.map((i) => i.id), state, seen: Object.fromEntries(items.map((i) => [i.id, i.version])) });

function answerForm(item, answered, moved) {
  const id = `herald-answer-${item.id}`;
  const area = el('textarea', { class: 'textarea', id, rows: 3, dir: 'auto' });
  const notes = el('div', { 'aria-live': 'polite' });
  const form = el('div', { class: 'herald-item__answer' });
  area.addEventListener('input', latest(
    () => api.post(`/inbox/${item.id}/check`, { text: area.value }),
    (check) => notes.replaceChildren(counter(check), findings(check)),
    (e) => notes.replaceChildren(problem(e))));
  const post = async () => {
    try {
      answered(await api.post(`/inbox/${item.id}/answer`, { text: area.value, seen: item.version }));
    } catch (e) {
      await moved(e, area.value);
    }
  };
  api.post(`/inbox/${item.id}/check`, { text: '…' }).then((check) => { // a profile whose people sign begins so
    const unsigned = check.findings.find((f) => f.rule === 'signatureMissing');
    if (unsigned && !area.value) {
      area.value = ` ${unsigned.values.signature}`;
      area.setSelectionRange(0, 0);
    }
  }).catch((e) => notes.replaceChildren(problem(e)));
  const network = networks.get(item.network) || item.network;
  form.append(el('label', { class: 'label is-small', for: id }, t('inbox.answerAs', { profile: item.profileTitle, who: item.authorName })),
    el('p', { class: 'herald-item__speaker' }, speaker({ ...item, networkTitle: network })), area, notes, button(t('inbox.send', { who: spoken(item.profileTitle, network) }), guarded(post, form), { class: 'is-primary herald-item__send' }));
  return form;
}

function answerLine(share) {
  const variant = share.variants[0];
  return el('li', { class: 'herald-item__answered', 'data-state': variant.state },
    el('span', { class: `tag is-${STATE_COLOUR[variant.state]}` }, t(`state.${variant.state}`)), ' ', el('span', { dir: 'auto' }, variant.text), ' ',
    variant.url ? el('a', { href: variant.url, target: '_blank', rel: 'noopener' }, t('social.open')) : null,
    variant.message ? el('p', {}, variant.message) : null);
}

/* @param draft an answer that was begun, kept while the reply is read again */
function inboxItem(item, selection, replace, draft = '') {
  const node = el('li', { class: 'herald-item box', 'data-id': item.id, 'data-state': item.state });
  const place = el('div', { class: 'herald-item__actions' });
  const review = (state) => guarded(async () => {
    if (state === 'DELETED' && !(await confirmed(t('inbox.deleteQuestion'), t('review.DELETED')))) {
      return;
    }
    try {
      const { items } = await decide([item], state);
      replace(node, items[0]);
    } catch (e) {
      await moved(e);
    }
  }, place);
  const refresh = async (text) => {
    const fresh = await api.get(`/inbox/${item.id}`);
    const next = replace(node, fresh, text);
    return { fresh, next };
  };
  /* Something happened to it since it was read: shows how it is now, and says what happened. */
  const moved = async (e, text) => {
    if (e.code !== 'movedOn') {
      throw e;
    }
    const { next } = await refresh(text);
    next.append(problem(e));
  };
  const watch = async () => {
    const { fresh, next } = await refresh();
    if (next.isConnected && fresh.answers.some((a) => a.variants.some((v) => !settled(v) && v.state !== 'UNCERTAIN'))) {
      setTimeout(() => next.dispatchEvent(new Event('herald-watch')), POLL);
    }
  };
  node.addEventListener('herald-watch', () => watch().catch(() => {}));
  const box = el('input', { type: 'checkbox', 'aria-label': t('inbox.select', { who: item.authorName }), onchange: (event) => (event.target.checked ? selection.set(item.id, item) : selection.delete(item.id)) });
  const toggle = button(t('inbox.answer'), () => {
    toggle.remove();
    const form = answerForm(item, () => watch(), moved);
    form.querySelector('textarea').value = draft;
    node.append(form);
    form.querySelector('textarea').focus();
  }, { class: 'herald-item__open' });
  const shown = item.visibility === 'PUBLIC' || item.visibility === 'UNLISTED';
  const may = (what) => item.may.includes(what);
  const decisions = may('REVIEW') ? REVIEW.filter((s) => s !== item.state && (s !== 'APPROVED' || shown)) : [];
  place.append(...decisions.map((s) => button(t(`review.${s}`), review(s), { class: s === 'APPROVED' ? 'is-success' : '', attributes: { 'data-review': s } })), ...(may('ANSWER') && item.state !== 'DELETED' ? [toggle] : []));
  node.append(
    el('header', { class: 'herald-item__head' },
      may('REVIEW') ? box : null,
      el('bdi', { class: 'herald-item__author' }, item.authorName), ' ', el('bdi', { class: 'herald-item__handle' }, item.authorHandle), ' ',
      el('span', { class: `tag is-${REVIEW_COLOUR[item.state]}` }, item.own ? t('inbox.own') : t(`reviewed.${item.state}`)), ' ',
      el('span', { class: 'herald-item__at' }, el('span', {}, t('inbox.to')), speaker(item)), ' ',
      item.visibility === 'PUBLIC' ? null : el('span', { class: 'tag is-warning is-light' }, t(`visibility.${item.visibility}`)), ' ',
      time(item.at)),
    ...content(item),
    el('p', { class: 'herald-item__links' },
      item.articlePath ? el('a', { href: `${item.articlePath}.html` }, item.articleTitle) : item.articleTitle, ' ',
      item.url ? el('a', { href: item.url, target: '_blank', rel: 'noopener' }, t('inbox.there')) : null, ' ',
      item.parentId ? el('span', { class: 'herald-item__reply' }, t('inbox.reply')) : null),
    item.answers.length ? el('ul', {}, item.answers.map(answerLine)) : '',
    place);
  selection.delete(item.id); // what was chosen was another version of it
  if (draft) {
    toggle.click();
  }
  return node;
}

export async function inbox(place) {
  const parameters = new URLSearchParams(location.search);
  const [{ networks: offers }, { sites }, { profiles }] = await Promise.all([api.get('/networks'), api.get('/sites'), api.get('/profiles')]);
  networks = new Map(offers.map((one) => [one.traits.id, one.traits.title]));
  const selection = new Map();
  const select = (name, options) => el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-${name}` }, t(`filter.${name}`)), el('div', { class: 'select is-small' }, el('select', { id: `herald-${name}`, name }, el('option', { value: '' }, t('filter.all')), options.map(([value, label]) => el('option', { value, selected: parameters.get(name) === value }, label)))));
  const article = pagePicker({
    id: 'herald-article', name: 'article', label: t('filter.article'), value: parameters.get('article') || '',
    site: () => filters.elements.site.value, attributes: { pattern: '/.*', title: t('picker.pageHelp') },
  });
  article.element.classList.add('herald-filters__article');
  const filters = el('form', { class: 'herald-filters', method: 'get' },
    select('state', ['PENDING', ...REVIEW].map((s) => [s, t(`reviewed.${s}`)])),
    select('network', offers.map((n) => [n.traits.id, n.traits.title])),
    select('site', sites.map((s) => [s.path, s.title])),
    article.element,
    el('button', { class: 'button is-small is-primary' }, t('filter.apply')));
  const list = el('ul', { class: 'herald-inbox__list' });
  const bulk = el('div', { class: 'herald-inbox__bulk' });
  const replace = (node, item, draft) => {
    const fresh = inboxItem(item, selection, replace, draft);
    node.replaceWith(fresh);
    return fresh;
  };
  const all = el('input', { type: 'checkbox', id: 'herald-all', onchange: (event) => list.querySelectorAll('.herald-item__head input').forEach((box) => {
    box.checked = event.target.checked;
    box.dispatchEvent(new Event('change'));
  }) });
  const decideAll = (state) => guarded(async () => {
    const chosen = [...selection.values()];
    if (state === 'DELETED' && chosen.length && !(await confirmed(t('inbox.deleteMany', { count: chosen.length }), t('review.DELETED')))) {
      return;
    }
    const show = (items) => items.forEach((item) => replace(list.querySelector(`[data-id="${item.id}"]`), item));
    try {
      show((await decide(chosen, state)).items);
    } catch (e) {
      if (e.code === 'movedOn') { // nothing was decided: shows what there is to decide on now
        show(await Promise.all(chosen.map((item) => api.get(`/inbox/${item.id}`))));
      }
      throw e;
    } finally {
      all.checked = false;
    }
  }, bulk);
  bulk.append(el('label', { class: 'checkbox', for: 'herald-all' }, all, ' ', t('inbox.all')), ...REVIEW.map((s) => button(t(`review.${s}`), decideAll(s))));
  const collectPlace = el('div', { class: 'herald-inbox__collect' });
  const working = profiles.map((p) => p.profile).filter((p) => p.enabled && p.connected);
  const reads = profiles.filter((p) => p.may.includes('COLLECT') && working.includes(p.profile)).map((p) => p.profile);
  const collect = guarded(async () => {
    const before = new Map(reads.map((p) => [p.id, p.collectedAt]));
    await Promise.all(reads.map((p) => api.post(`/profiles/${p.id}/collect`)));
    for (let i = 0; i < 60; i++) {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      const now = (await api.get('/profiles')).profiles.map((p) => p.profile).filter((p) => before.has(p.id));
      if (now.every((p) => p.collectedAt !== before.get(p.id) || p.health)) {
        break;
      }
    }
    await page('');
  }, collectPlace);
  collectPlace.append(reads.length ? button(t('inbox.collect'), collect, { class: 'is-info herald-inbox__collect-now' }) : '',
    el('span', {}, working.map((p) => el('span', { class: `herald-fresh ${p.health ? 'herald-fresh--bad' : ''}`, title: p.health }, `${p.title}: ${p.health ? t('profile.unhealthy') : p.collectedAt ? when(p.collectedAt) : t('never')}`))));
  const more = el('div', { class: 'herald-inbox__more' });
  const query = (after) => {
    const q = new URLSearchParams();
    ['state', 'network', 'site', 'article'].forEach((name) => parameters.get(name) && q.set(name, parameters.get(name)));
    if (after) {
      q.set('after', after);
    }
    return q;
  };
  const page = async (after) => {
    const answer = await api.get(`/inbox?${query(after)}`);
    if (!after) {
      list.replaceChildren();
    }
    list.append(...answer.items.map((item) => inboxItem(item, selection, replace)));
    bulk.hidden = !list.querySelector('.herald-item__head input');
    more.replaceChildren(...(list.children.length === 0 ? [message(t([...query('').keys()].length ? 'inbox.noneFound' : 'inbox.none'), 'info')] : []), ...(answer.next ? [button(t('inbox.more'), guarded(() => page(answer.next), more), { class: 'herald-inbox__next' })] : []));
  };
  await page('');
  place.replaceChildren(filters, collectPlace, bulk, list, more);
}
