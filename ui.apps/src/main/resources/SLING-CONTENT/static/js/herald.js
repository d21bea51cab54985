/* Herald's screens. Rules live on the server: this script asks and shows, and measures nothing itself. */
(() => {
  'use strict';
  if (window.heraldLoaded) {
    return;
  }
  window.heraldLoaded = true;

  const ROOT = '/bin/herald';
  const STATIC = '/static/clientlibs/herald';
  const LANGUAGE = (navigator.languages || [navigator.language]).map((l) => l.slice(0, 2)).find((l) => l === 'fr' || l === 'en') || 'en';
  const DEBOUNCE = 300;
  const POLL = 1000;
  let words = {};
  let session = null;

  const t = (key, values = {}) => (words[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

  /* Builds an element; strings become text, never markup. */
  function el(tag, attributes = {}, ...children) {
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

  const busy = (label) => el('div', { class: 'herald-busy', role: 'status' }, el('progress', { class: 'progress is-small is-info', max: 100, 'aria-label': label }), el('p', {}, label));

  class Problem extends Error {
    constructor(problem) {
      super(problem.detail || t('error.unknown'));
      this.code = problem.code;
      this.status = problem.status;
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
    } catch (e) {
      throw new Problem({ status: 0, detail: t('error.offline') });
    }
    const text = await response.text();
    let answer = {};
    try {
      answer = text ? JSON.parse(text) : {};
    } catch (e) {
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

  const api = { get: (path) => send('GET', path), post: (path, body = {}) => send('POST', path, body), put: (path, body) => send('PUT', path, body), remove: (path) => send('DELETE', path, {}) };

  const when = (instant) => new Date(instant).toLocaleString(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });
  const time = (instant) => el('time', { datetime: instant }, when(instant));
  const message = (text, kind = 'danger') => el('p', { class: `notification is-light is-${kind} herald-message`, role: kind === 'danger' ? 'alert' : 'status' }, text);
  /* A refusal in the person's language where its word is known; the server's sentence names profile and article. */
  const problem = (e) => message(LANGUAGE !== 'en' && words[`problem.${e.code}`] ? t(`problem.${e.code}`) : e.message);
  const button = (label, act, more = {}) => el('button', { type: 'button', class: `button is-small ${more.class || ''}`, onclick: act, ...more.attributes }, label);

  /* Runs an action from a button: shows that it runs, and says what went wrong beside it. */
  const guarded = (act, place) => async (event) => {
    const origin = event.currentTarget;
    origin.classList.add('is-loading');
    origin.disabled = true;
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
      origin.disabled = false;
    }
  };

  function confirmed(question, label) {
    return new Promise((resolve) => {
      const box = el('dialog', { class: 'herald-dialog herald-dialog--small', 'aria-labelledby': 'herald-question' });
      const close = (answer) => () => {
        box.close();
        box.remove();
        resolve(answer);
      };
      box.append(
        el('div', { class: 'modal-card' },
          el('section', { class: 'modal-card-body' }, el('p', { id: 'herald-question' }, question)),
          el('footer', { class: 'modal-card-foot' }, button(label, close(true), { class: 'is-danger' }), button(t('cancel'), close(false)))));
      box.addEventListener('cancel', close(false));
      document.body.append(box);
      box.showModal();
    });
  }

  /* ---- share ---- */

  const STATE_COLOUR = { QUEUED: 'info', SENDING: 'info', SENT: 'success', REFUSED: 'danger', UNCERTAIN: 'warning', WITHDRAWING: 'info', WITHDRAWN: 'light' };
  const settled = (variant) => ['SENT', 'REFUSED', 'WITHDRAWN'].includes(variant.state);

  function counter(check) {
    const over = check.length > check.maxLength;
    return el('span', { class: `herald-counter ${over ? 'herald-counter--over' : ''}`, title: t('share.limitFrom', { source: check.source }) }, t('share.count', { length: check.length, max: check.maxLength }));
  }

  const said = (finding) => (LANGUAGE !== 'en' && words[`finding.${finding.rule}`] ? t(`finding.${finding.rule}`, finding.values) : finding.message);

  function findings(check) {
    return el('ul', { class: 'herald-findings' }, check.findings.map((f) => el('li', { class: f.severity === 'BLOCKS' ? 'herald-findings__block' : 'herald-findings__warn', title: f.source || null }, said(f))));
  }

  function attachmentPreview(draft, attachment) {
    if (attachment === 'CARD') {
      return el('div', { class: 'herald-card' },
        draft.imagePath ? el('img', { src: draft.imagePath, alt: '', class: 'herald-card__image' }) : null,
        el('div', { class: 'herald-card__body' },
          el('p', { class: 'herald-card__title' }, draft.cardTitle),
          el('p', { class: 'herald-card__description' }, draft.cardDescription),
          el('p', { class: 'herald-card__link' }, draft.link.replace(/^https?:\/\//, ''))));
    }
    if (attachment === 'PICTURE') {
      return el('figure', { class: 'herald-picture' },
        el('img', { src: draft.imagePath, alt: draft.imageAlt }),
        el('figcaption', {}, draft.imageAlt ? t('share.alt', { alt: draft.imageAlt }) : t('finding.altMissing')));
    }
    return null;
  }

  /* One profile's part of the dialog. */
  function editor(path, draft, changed) {
    const state = { chosen: draft.earlier === 0, text: draft.text, attachment: draft.attachment, check: draft.check, draft };
    const id = `herald-${draft.profileId}`;
    const area = el('textarea', { class: 'textarea', id: `${id}-text`, rows: 7, dir: 'auto' });
    area.value = draft.text;
    const count = el('div', { class: 'herald-variant__count', 'aria-live': 'polite' }, counter(draft.check));
    const notes = el('div', {}, findings(draft.check));
    const preview = el('div', {}, attachmentPreview(draft, draft.attachment));
    let asked = 0;
    let timer = null;
    const check = () => {
      clearTimeout(timer);
      const mine = ++asked;
      timer = setTimeout(async () => {
        try {
          const answer = await api.post('/variants/check', { path, profile: draft.profileId, text: state.text, attachment: state.attachment });
          if (mine === asked) {
            state.check = answer;
            count.replaceChildren(counter(answer));
            notes.replaceChildren(findings(answer));
            changed();
          }
        } catch (e) {
          notes.replaceChildren(problem(e));
        }
      }, DEBOUNCE);
    };
    area.addEventListener('input', () => {
      state.text = area.value;
      check();
    });
    const choice = el('select', { id: `${id}-attachment`, onchange: (event) => {
      state.attachment = event.target.value;
      preview.replaceChildren(...[attachmentPreview(draft, state.attachment)].filter(Boolean));
      check();
    } }, draft.choices.map((c) => el('option', { value: c, selected: c === draft.attachment }, t(`attachment.${c}`))));
    const box = el('input', { type: 'checkbox', id: `${id}-chosen`, checked: state.chosen, onchange: (event) => {
      state.chosen = event.target.checked;
      body.hidden = !state.chosen;
      changed();
    } });
    const body = el('div', { class: 'herald-variant__body' },
      el('div', {}, el('label', { class: 'label is-small', for: `${id}-text` }, t('share.text')), area, count, notes),
      el('div', {}, el('label', { class: 'label is-small', for: `${id}-attachment` }, t('share.attachment')), el('div', { class: 'select is-small' }, choice), preview));
    body.hidden = !state.chosen;
    state.node = el('section', { class: 'herald-variant box', 'data-profile': draft.profileId },
      el('label', { class: 'herald-variant__head checkbox', for: `${id}-chosen` }, box, ' ',
        el('strong', {}, draft.profileTitle), ' ', el('span', { class: 'tag is-light' }, draft.networkTitle), ' ',
        el('span', { class: 'herald-variant__account' }, draft.account), ' ',
        draft.rehearsal ? el('span', { class: 'tag is-warning' }, t('rehearsal')) : null,
        draft.earlier > 0 ? el('span', { class: 'tag is-danger is-light' }, t('share.earlier', { times: draft.earlier })) : null),
      body);
    return state;
  }

  async function shareForm(path, sent) {
    const { drafts } = await api.get(`/variants?path=${encodeURIComponent(path)}`);
    const panel = el('div', { class: 'herald-share' });
    const title = document.getElementById('herald-dialog-title');
    if (title && drafts.length) {
      title.textContent = t('share.title', { name: drafts[0].cardTitle });
    }
    if (drafts.length === 0) {
      panel.append(message(t('share.noProfiles'), 'info'));
      return panel;
    }
    const accounts = el('span', { class: 'herald-share__accounts' });
    const submit = el('button', { type: 'button', class: 'button is-primary herald-share__send' }, t('share.send'));
    const changed = () => {
      const chosen = states.filter((s) => s.chosen);
      accounts.textContent = chosen.length ? t('share.as', { accounts: chosen.map((s) => s.draft.account).join(', ') }) : t('share.choose');
      submit.disabled = chosen.length === 0 || chosen.some((s) => s.check.findings.some((f) => f.severity === 'BLOCKS'));
    };
    const states = drafts.map((draft) => editor(path, draft, changed));
    const foot = el('div', { class: 'herald-share__foot' }, submit, accounts);
    const post = async () => {
      const chosen = states.filter((s) => s.chosen);
      const again = chosen.filter((s) => s.draft.earlier > 0);
      if (again.length && !(await confirmed(t('share.again', { accounts: again.map((s) => s.draft.account).join(', ') }), t('share.sendAgain')))) {
        return;
      }
      await api.post('/shares', { path, again: again.length > 0, variants: chosen.map((s) => ({ profile: s.draft.profileId, text: s.text, attachment: s.attachment })) });
      sent();
    };
    submit.addEventListener('click', guarded(post, foot));
    panel.append(...states.map((s) => s.node), foot);
    changed();
    return panel;
  }

  function variantRow(share, variant, reload) {
    const place = el('div', { class: 'herald-delivery__actions' });
    const act = (name) => guarded(async () => {
      if (name === 'WITHDRAW' && !(await confirmed(t('social.withdrawQuestion', { profile: variant.profileTitle }), t('act.WITHDRAW')))) {
        return;
      }
      await api.post(`/shares/${share.id}/${variant.profileId}`, { act: name });
      await reload();
    }, place);
    const acts = { QUEUED: ['WITHDRAW'], SENT: ['WITHDRAW'], REFUSED: ['RETRY', 'WITHDRAW'], UNCERTAIN: ['MARK_SENT', 'MARK_UNSENT'] }[variant.state] || [];
    place.append(...acts.map((name) => button(t(`act.${name}`), act(name))));
    return el('li', { class: 'herald-delivery', 'data-state': variant.state, 'data-profile': variant.profileId },
      el('p', {}, el('strong', {}, variant.profileTitle), ' ', el('span', { class: `tag is-${STATE_COLOUR[variant.state]}` }, t(`state.${variant.state}`)), ' ',
        variant.url && ['SENT', 'WITHDRAWING'].includes(variant.state) ? el('a', { href: variant.url, rel: 'noopener', target: '_blank' }, t('social.open')) : null),
      variant.message ? el('p', { class: 'herald-delivery__message' }, words[`reason.${variant.reason}`] ? el('strong', {}, t(`reason.${variant.reason}`), ' ') : null, variant.message) : null,
      el('details', {}, el('summary', {}, t('social.text')), el('p', { class: 'herald-delivery__text', dir: 'auto' }, variant.text)),
      place);
  }

  function social(path) {
    const panel = el('div', { class: 'herald-social', 'aria-live': 'polite' }, busy(t('loading')));
    let stopped = false;
    const load = async () => {
      const { shares } = await api.get(`/shares?path=${encodeURIComponent(path)}`);
      panel.replaceChildren(shares.length === 0 ? message(t('social.none'), 'info') : el('ul', {}, shares.map((share) => el('li', { class: 'herald-social__share box' },
        el('p', { class: 'herald-social__head' }, t('social.by', { by: share.by }), ' ', time(share.at)),
        el('ul', {}, share.variants.map((variant) => variantRow(share, variant, load)))))));
      return shares.some((share) => share.variants.some((v) => !settled(v)));
    };
    const follow = async () => {
      try {
        const open = await load();
        if (!stopped && panel.isConnected) {
          setTimeout(follow, open ? POLL : POLL * 10);
        }
      } catch (e) {
        panel.replaceChildren(problem(e));
      }
    };
    setTimeout(follow, 0);
    panel.addEventListener('herald-stop', () => { stopped = true; });
    return panel;
  }

  function sharing(path, first) {
    const content = el('div', { class: 'herald-tabs__content', id: 'herald-panel', role: 'tabpanel', tabindex: 0 });
    const tabs = {};
    const show = async (name) => {
      Object.entries(tabs).forEach(([key, tab]) => {
        tab.setAttribute('aria-selected', key === name);
        tab.parentElement.classList.toggle('is-active', key === name);
      });
      content.setAttribute('aria-labelledby', tabs[name].id);
      if (name === 'social') {
        content.replaceChildren(social(path));
        return;
      }
      content.replaceChildren(busy(t('loading')));
      try {
        content.replaceChildren(await shareForm(path, () => show('social')));
      } catch (e) {
        content.replaceChildren(problem(e));
      }
    };
    const bar = el('div', { class: 'tabs herald-tabs' }, el('ul', { role: 'tablist' }, ['share', 'social'].map((name) => {
      tabs[name] = el('button', { type: 'button', role: 'tab', id: `herald-tab-${name}`, 'aria-controls': 'herald-panel', class: 'herald-tabs__tab', onclick: () => show(name) }, t(`tab.${name}`));
      return el('li', { role: 'presentation' }, tabs[name]);
    })));
    show(first);
    return el('div', {}, bar, content);
  }

  async function openShare(path) {
    await ready;
    const box = el('dialog', { class: 'herald-dialog', 'aria-labelledby': 'herald-dialog-title' });
    const close = () => {
      box.close();
      box.remove();
    };
    box.append(el('div', { class: 'modal-card' },
      el('header', { class: 'modal-card-head' }, el('h2', { class: 'modal-card-title', id: 'herald-dialog-title' }, t('share.title', { name: path.split('/').pop() })), el('button', { type: 'button', class: 'delete', 'aria-label': t('close'), onclick: close })),
      el('section', { class: 'modal-card-body' }, sharing(path, 'share'))));
    box.addEventListener('close', () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  /* ---- inbox ---- */

  const REVIEW = ['APPROVED', 'HIDDEN', 'SPAM', 'DELETED'];
  const REVIEW_COLOUR = { PENDING: 'warning', APPROVED: 'success', HIDDEN: 'light', SPAM: 'danger', DELETED: 'dark' };

  /* The server sanitised it; parsed once more apart from the page, so that nothing runs whatever it is. */
  function remoteText(html) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const box = el('div', { class: 'herald-item__text content', dir: 'auto' });
    box.append(...parsed.body.childNodes);
    return box;
  }

  function answerForm(item, answered) {
    const id = `herald-answer-${item.id}`;
    const area = el('textarea', { class: 'textarea', id, rows: 3, dir: 'auto' });
    const notes = el('div', { 'aria-live': 'polite' });
    const form = el('div', { class: 'herald-item__answer' });
    let asked = 0;
    area.addEventListener('input', () => {
      const mine = ++asked;
      setTimeout(async () => {
        if (mine !== asked) {
          return;
        }
        try {
          const check = await api.post(`/inbox/${item.id}/check`, { text: area.value });
          if (mine === asked) {
            notes.replaceChildren(counter(check), findings(check));
          }
        } catch (e) {
          notes.replaceChildren(problem(e));
        }
      }, DEBOUNCE);
    });
    const post = async () => {
      const share = await api.post(`/inbox/${item.id}/answer`, { text: area.value });
      answered(share);
    };
    form.append(el('label', { class: 'label is-small', for: id }, t('inbox.answerAs', { profile: item.profileTitle, who: item.authorName })), area, notes, button(t('inbox.send', { profile: item.profileTitle }), guarded(post, form), { class: 'is-primary herald-item__send' }));
    return form;
  }

  function answerLine(share) {
    const variant = share.variants[0];
    return el('li', { class: 'herald-item__answered', 'data-state': variant.state },
      el('span', { class: `tag is-${STATE_COLOUR[variant.state]}` }, t(`state.${variant.state}`)), ' ', el('span', { dir: 'auto' }, variant.text), ' ',
      variant.url ? el('a', { href: variant.url, target: '_blank', rel: 'noopener' }, t('social.open')) : null,
      variant.message ? el('p', {}, variant.message) : null);
  }

  function inboxItem(item, selection, replace) {
    const node = el('li', { class: 'herald-item box', 'data-id': item.id, 'data-state': item.state });
    const place = el('div', { class: 'herald-item__actions' });
    const review = (state) => guarded(async () => {
      if (state === 'DELETED' && !(await confirmed(t('inbox.deleteQuestion'), t('review.DELETED')))) {
        return;
      }
      const { items } = await api.post('/inbox/review', { ids: [item.id], state });
      replace(node, items[0]);
    }, place);
    const refresh = async () => {
      const fresh = await api.get(`/inbox/${item.id}`);
      const next = replace(node, fresh);
      return { fresh, next };
    };
    const watch = async () => {
      const { fresh, next } = await refresh();
      if (next.isConnected && fresh.answers.some((a) => a.variants.some((v) => !settled(v) && v.state !== 'UNCERTAIN'))) {
        setTimeout(() => next.dispatchEvent(new Event('herald-watch')), POLL);
      }
    };
    node.addEventListener('herald-watch', () => watch().catch(() => {}));
    const box = el('input', { type: 'checkbox', 'aria-label': t('inbox.select', { who: item.authorName }), onchange: (event) => selection.set(item.id, event.target.checked) });
    const toggle = button(t('inbox.answer'), () => {
      toggle.remove();
      const form = answerForm(item, () => watch());
      node.append(form);
      form.querySelector('textarea').focus();
    }, { class: 'herald-item__open' });
    const shown = item.visibility === 'PUBLIC' || item.visibility === 'UNLISTED';
    place.append(...(item.own ? [] : REVIEW.filter((s) => s !== item.state && (s !== 'APPROVED' || shown)).map((s) => button(t(`review.${s}`), review(s), { class: s === 'APPROVED' ? 'is-success' : '', attributes: { 'data-review': s } }))), ...(item.own || item.state === 'DELETED' ? [] : [toggle]));
    node.append(
      el('header', { class: 'herald-item__head' },
        item.own ? null : box,
        el('bdi', { class: 'herald-item__author' }, item.authorName), ' ', el('bdi', { class: 'herald-item__handle' }, item.authorHandle), ' ',
        el('span', { class: `tag is-${REVIEW_COLOUR[item.state]}` }, item.own ? t('inbox.own') : t(`reviewed.${item.state}`)), ' ',
        el('span', { class: 'tag is-light' }, item.profileTitle), ' ',
        item.visibility === 'PUBLIC' ? null : el('span', { class: 'tag is-warning is-light' }, t(`visibility.${item.visibility}`)), ' ',
        time(item.at)),
      remoteText(item.text),
      el('p', { class: 'herald-item__links' },
        item.articlePath ? el('a', { href: `${item.articlePath}.html` }, item.articleTitle) : item.articleTitle, ' ',
        item.url ? el('a', { href: item.url, target: '_blank', rel: 'noopener' }, t('inbox.there')) : null, ' ',
        item.parentId ? el('span', { class: 'herald-item__reply' }, t('inbox.reply')) : null),
      item.answers.length ? el('ul', {}, item.answers.map(answerLine)) : '',
      place);
    return node;
  }

  async function inbox(place) {
    const parameters = new URLSearchParams(location.search);
    const [{ networks }, { sites }, { profiles }] = await Promise.all([api.get('/networks'), api.get('/sites'), api.get('/profiles')]);
    const selection = new Map();
    const select = (name, options) => el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-${name}` }, t(`filter.${name}`)), el('div', { class: 'select is-small' }, el('select', { id: `herald-${name}`, name }, el('option', { value: '' }, t('filter.all')), options.map(([value, label]) => el('option', { value, selected: parameters.get(name) === value }, label)))));
    const filters = el('form', { class: 'herald-filters', method: 'get' },
      select('state', ['PENDING', ...REVIEW].map((s) => [s, t(`reviewed.${s}`)])),
      select('network', networks.map((n) => [n.traits.id, n.traits.title])),
      select('site', sites.map((s) => [s.path, s.title])),
      el('div', { class: 'field herald-filters__article' }, el('label', { class: 'label is-small', for: 'herald-article' }, t('filter.article')), el('input', { class: 'input is-small', id: 'herald-article', name: 'article', value: parameters.get('article') || '', placeholder: '/content/…' })),
      el('button', { class: 'button is-small is-primary' }, t('filter.apply')));
    const list = el('ul', { class: 'herald-inbox__list' });
    const bulk = el('div', { class: 'herald-inbox__bulk' });
    const replace = (node, item) => {
      const fresh = inboxItem(item, selection, replace);
      node.replaceWith(fresh);
      return fresh;
    };
    const all = el('input', { type: 'checkbox', id: 'herald-all', onchange: (event) => list.querySelectorAll('.herald-item__head input').forEach((box) => {
      box.checked = event.target.checked;
      box.dispatchEvent(new Event('change'));
    }) });
    const decide = (state) => guarded(async () => {
      const ids = [...selection].filter(([, chosen]) => chosen).map(([id]) => id);
      if (state === 'DELETED' && ids.length && !(await confirmed(t('inbox.deleteMany', { count: ids.length }), t('review.DELETED')))) {
        return;
      }
      const { items } = await api.post('/inbox/review', { ids, state });
      items.forEach((item) => replace(list.querySelector(`[data-id="${item.id}"]`), item));
      selection.clear();
      all.checked = false;
    }, bulk);
    bulk.append(el('label', { class: 'checkbox', for: 'herald-all' }, all, ' ', t('inbox.all')), ...REVIEW.map((s) => button(t(`review.${s}`), decide(s))));
    const collectPlace = el('div', { class: 'herald-inbox__collect' });
    const working = profiles.map((p) => p.profile).filter((p) => p.enabled && p.connected);
    const collect = guarded(async () => {
      const before = new Map(working.map((p) => [p.id, p.collectedAt]));
      await Promise.all(working.map((p) => api.post(`/profiles/${p.id}/collect`)));
      for (let i = 0; i < 60; i++) {
        await new Promise((resolve) => setTimeout(resolve, POLL));
        const now = (await api.get('/profiles')).profiles.map((p) => p.profile).filter((p) => before.has(p.id));
        if (now.every((p) => p.collectedAt !== before.get(p.id) || p.health)) {
          break;
        }
      }
      await page('');
    }, collectPlace);
    collectPlace.append(button(t('inbox.collect'), collect, { class: 'is-info herald-inbox__collect-now' }),
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
      bulk.hidden = list.children.length === 0;
      more.replaceChildren(...(list.children.length === 0 ? [message(t('inbox.none'), 'info')] : []), ...(answer.next ? [button(t('inbox.more'), guarded(() => page(answer.next), more), { class: 'herald-inbox__next' })] : []));
    };
    await page('');
    place.replaceChildren(filters, collectPlace, bulk, list, more);
  }

  /* ---- profiles ---- */

  function profileForm(networks, profile, saved, cancelled) {
    const traits = (id) => networks.find((n) => n.traits.id === id) || networks[0];
    const form = el('form', { class: 'box herald-profile-form' });
    const field = (name, attributes, hint) => el('div', { class: 'field' }, el('label', { class: 'label is-small', for: `herald-${name}` }, t(`profile.${name}`)), el('input', { class: 'input is-small', id: `herald-${name}`, name, ...attributes }), hint ? el('p', { class: 'help' }, hint) : null);
    const network = el('select', { id: 'herald-profile-network', name: 'network', disabled: !!profile, onchange: () => adapt() }, networks.map((n) => el('option', { value: n.traits.id, selected: profile && profile.network === n.traits.id }, n.traits.title)));
    const secretLabel = el('label', { class: 'label is-small', for: 'herald-secret' });
    const secretHelp = el('p', { class: 'help' });
    const secretField = el('div', { class: 'field' }, secretLabel, el('input', { class: 'input is-small', id: 'herald-secret', name: 'secret', type: 'password', autocomplete: 'new-password' }), secretHelp);
    const adapt = () => {
      const chosen = traits(network.value);
      secretField.hidden = !chosen.traits.secretLabel;
      secretLabel.textContent = words[`secret.${chosen.traits.id}`] || chosen.traits.secretLabel;
      secretHelp.textContent = chosen.code ? t('profile.codeHelp') : profile ? t('profile.keepSecret') : '';
      const server = form.querySelector('[name=server]');
      if (!profile && chosen.traits.defaultServer) {
        server.value = chosen.traits.defaultServer;
      }
      server.closest('.field').hidden = chosen.traits.rehearsal;
    };
    const save = el('button', { class: 'button is-small is-primary herald-profile-form__save' }, t('save'));
    form.append(
      el('h2', { class: 'subtitle' }, profile ? t('profile.edit', { title: profile.title }) : t('profile.add')),
      el('div', { class: 'field' }, el('label', { class: 'label is-small', for: 'herald-profile-network' }, t('profile.network')), el('div', { class: 'select is-small' }, network)),
      field('title', { value: profile ? profile.title : '', required: true, maxlength: 80 }, t('profile.titleHelp')),
      field('server', { value: profile ? profile.server : '', placeholder: 'https://example.social' }),
      field('handle', { value: profile ? profile.handle : '', placeholder: 'name' }, t('profile.handleHelp')),
      secretField,
      field('collectEvery', { type: 'number', min: 0, max: 1440, value: profile ? profile.collectEvery : 5 }, t('profile.collectHelp')),
      field('sites', { value: profile ? profile.sites.join(', ') : '', placeholder: '/content/…' }, t('profile.sitesHelp')),
      field('groups', { value: profile ? profile.groups.join(', ') : '' }, t('profile.groupsHelp')),
      el('div', { class: 'field' }, el('label', { class: 'checkbox' }, el('input', { type: 'checkbox', name: 'enabled', checked: profile ? profile.enabled : true }), ' ', t('profile.enabled'))),
      el('div', { class: 'buttons' }, save, button(t('cancel'), cancelled)));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const list = (name) => form.elements[name].value.split(',').map((s) => s.trim()).filter(Boolean);
      const chosen = traits(network.value);
      const body = {
        title: form.elements.title.value, network: network.value,
        server: chosen.traits.rehearsal ? location.origin : form.elements.server.value,
        handle: form.elements.handle.value,
        secret: chosen.traits.secretLabel ? form.elements.secret.value : 'none',
        enabled: form.elements.enabled.checked, collectEvery: Number(form.elements.collectEvery.value || 0), sites: list('sites'), groups: list('groups'),
      };
      guarded(async () => saved(profile ? await api.put(`/profiles/${profile.id}`, body) : await api.post('/profiles', body)), form)({ currentTarget: save });
    });
    adapt();
    return form;
  }

  function profileRow(view, networks, reload) {
    const p = view.profile;
    const network = networks.find((n) => n.traits.id === p.network);
    const place = el('div', { class: 'buttons' });
    const row = el('li', { class: 'box herald-profile', 'data-profile': p.id });
    const act = (path, body) => guarded(async () => {
      await api.post(`/profiles/${p.id}/${path}`, body || {});
      await reload();
    }, row);
    const toggle = guarded(async () => {
      await api.put(`/profiles/${p.id}`, { ...p, secret: '', enabled: !p.enabled });
      await reload();
    }, row);
    const connect = guarded(async () => {
      const { to } = await api.post(`/profiles/${p.id}/authorize`, { origin: location.origin });
      location.href = to;
    }, row);
    const forget = guarded(async () => {
      if (await confirmed(t('profile.deleteQuestion', { title: p.title }), t('delete'))) {
        await api.remove(`/profiles/${p.id}`);
        await reload();
      }
    }, row);
    const edit = () => row.replaceChildren(profileForm(networks, p, reload, reload));
    place.append(
      button(t('profile.test'), act('test')),
      network && network.code ? button(p.connected ? t('profile.reconnect') : t('profile.connect'), connect, { class: p.connected ? '' : 'is-primary' }) : '',
      button(t('inbox.collect'), act('collect')), button(t('edit'), edit),
      button(p.enabled ? t('profile.disable') : t('profile.enable'), toggle), button(t('delete'), forget, { class: 'is-danger is-outlined' }));
    const state = !p.enabled ? ['light', 'profile.disabled'] : !p.connected ? ['warning', 'profile.notConnected'] : p.health ? ['danger', 'profile.unhealthy'] : ['success', 'profile.healthy'];
    row.append(
      el('p', {}, el('strong', {}, p.title), ' ', el('span', { class: 'tag is-light' }, network ? network.traits.title : p.network), ' ', el('span', { class: 'herald-variant__account' }, view.account), ' ', el('span', { class: `tag is-${state[0]}` }, t(state[1]))),
      p.health ? el('p', { class: 'herald-delivery__message' }, p.health) : '',
      el('p', { class: 'help' }, t('profile.collected'), ' ', p.collectedAt ? time(p.collectedAt) : t('never')),
      place);
    return row;
  }

  async function profileScreen(place) {
    const [{ networks }, { profiles }] = await Promise.all([api.get('/networks'), api.get('/profiles')]);
    const parameters = new URLSearchParams(location.search);
    const reload = () => profileScreen(place);
    const add = button(t('profile.add'), () => add.replaceWith(profileForm(networks, null, reload, reload)), { class: 'is-primary herald-profiles__add' });
    place.replaceChildren(
      parameters.get('problem') ? message(parameters.get('problem')) : '',
      parameters.get('connected') ? message(t('profile.nowConnected'), 'success') : '',
      el('p', { class: 'block' }, add),
      profiles.length === 0 ? message(t('profile.none'), 'info') : el('ul', {}, profiles.map((view) => profileRow(view, networks, reload))));
  }

  /* ---- start ---- */

  const ready = fetch(`${STATIC}/i18n/${LANGUAGE}.json`).then((r) => r.json()).then((loaded) => { words = loaded; });

  async function start() {
    await ready;
    const screen = document.querySelector('[data-herald-screen]');
    if (!screen) {
      return;
    }
    screen.lang = LANGUAGE;
    const place = screen.querySelector('.herald-screen');
    const heading = screen.querySelector('h1');
    heading.textContent = t(`screen.${screen.dataset.heraldScreen}`);
    place.removeAttribute('aria-live');
    place.replaceChildren(busy(t('loading')));
    try {
      if (screen.dataset.heraldScreen === 'inbox') {
        await inbox(place);
      } else if (screen.dataset.heraldScreen === 'profiles') {
        await profileScreen(place);
      } else if (screen.dataset.heraldPath) {
        place.replaceChildren(sharing(screen.dataset.heraldPath, 'share'));
      } else {
        place.replaceChildren(message(t('share.noArticle'), 'info'));
      }
    } catch (e) {
      place.replaceChildren(e instanceof Problem ? problem(e) : message(t('error.unknown')));
      if (!(e instanceof Problem)) {
        throw e;
      }
    }
  }

  document.addEventListener('click', (event) => {
    const action = event.target.closest('[data-herald-share]');
    if (action && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      openShare(action.dataset.heraldShare);
    }
  });
  start();
})();
