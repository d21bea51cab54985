/* The Share dialog: what will appear, and what has. */
import { api, busy, ready, t } from './base.js';
import { dialog } from './kit/dialog.js';
import { html, nothing, render } from './kit/lit.js';
import { refusal } from './kit/notice.js';

const tab = (name, chosen, show) => html`<li role="presentation" class=${name === chosen ? 'is-active' : ''}><button type="button" role="tab" id="herald-tab-${name}" aria-controls="herald-panel" class="herald-tabs__tab" aria-selected=${String(name === chosen)} tabindex=${name === chosen ? 0 : -1} @click=${() => show(name)}>${t(`tab.${name}`)}</button></li>`;

/* One stop for the keyboard; arrows change. */
function arrows(event, names, chosen, show) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) {
    event.preventDefault();
    const next = names[(names.indexOf(chosen) + by + names.length) % names.length];
    show(next);
    document.getElementById(`herald-tab-${next}`).focus();
  }
}

export function sharing(path, first) {
  const node = document.createElement('div');
  let names = [];
  let chosen = '';
  let asked = 0;
  let written = null;
  const draw = (content) => {
    const held = node.contains(document.activeElement);
    render(page(content), node);
    if (held && !node.contains(document.activeElement)) {
      node.querySelector('#herald-panel').focus(); // what was pressed is not there any more
    }
  };
  const page = (content) => html`<div class="tabs herald-tabs"><ul role="tablist" @keydown=${(event) => arrows(event, names, chosen, show)}>${names.map((name) => tab(name, chosen, show))}</ul></div>
    <div class="herald-tabs__content" id="herald-panel" role="tabpanel" tabindex="0" aria-labelledby=${chosen ? `herald-tab-${chosen}` : nothing}>${content}</div>`;
  const resume = (sent) => () => {
    chosen = 'share';
    asked++;
    draw(sent.node);
    sent.again();
  };
  /* Each tab's scripts come when it is shown. */
  const LOADED = {
    share: async () => (await import('./composer.js')).composer(path, (required, form) => {
      written = form;
      show(required ? 'review' : 'social');
    }),
    review: async () => (await import('./review.js')).review(path, () => show('review')),
    social: async (sent) => (await import('./social.js')).social(path, sent && resume(sent)),
  };
  async function show(name) {
    chosen = name;
    const mine = ++asked;
    const sent = name === 'social' ? written : null;
    written = sent;
    draw(busy(t('loading')));
    try {
      const content = await LOADED[name](sent);
      if (mine === asked) { // nobody went on meanwhile
        draw(content);
      }
    } catch (e) {
      if (mine === asked) {
        draw(refusal(e));
      }
    }
  }
  const fill = (flow) => {
    names = flow.required || flow.possible.length ? ['share', 'review', 'social'] : ['share', 'social'];
    return show(names.includes(first) ? first : 'share');
  };
  draw(busy(t('loading')));
  api.get(`/workflow?path=${encodeURIComponent(path)}`).then(fill, () => fill({ possible: [] }));
  return node;
}

export async function openShare(path) {
  await ready;
  dialog({ title: t('share.title', { name: path.split('/').pop() }), titleId: 'herald-dialog-title', body: sharing(path, 'share') });
}
