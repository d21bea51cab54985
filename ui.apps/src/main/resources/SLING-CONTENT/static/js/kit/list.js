/* A list that comes in pages. */
import { problem, t } from '../base.js';
import { empty } from './empty.js';
import { html, nothing, render, repeat } from './lit.js';

/**
 * A list whose rows keep their place, what is typed in them and the focus, however often it is rendered.
 *
 * @param load asks for the page after a mark, '' for the first: a promise of items and next, the mark of the one after
 * @param row the template of an item: the li with its content
 * @param key what tells one item from another, whatever else of it changes
 * @param none what stands there while there is none
 * @param look the class of the list
 * @returns element; reload(), which starts anew; change(items), which puts newer items in the place of the same ones
 */
export function pagedList({ load, row, key = (item) => item.id, none, label, look = '' }) {
  const root = document.createElement('div');
  let items = [];
  let next = '';
  let failed = null;
  let loaded = false;
  const draw = () => render(html`${loaded && items.length === 0 ? empty(none) : html`<ul class=${look} aria-label=${label}>${repeat(items, key, row)}</ul>`}
    <div class="herald-pager" ?hidden=${!next && !failed}><span role="status">${t('list.shown', { count: items.length })}</span>${failed ? problem(failed) : nothing}${next ? html`<button type="button" class="button is-small herald-pager__more" @click=${more}>${t('inbox.more')}</button>` : nothing}</div>`, root);
  const page = async (after) => {
    failed = null;
    try {
      const answer = await load(after);
      items = after ? [...items, ...answer.items] : answer.items;
      next = answer.next || '';
      loaded = true;
    } catch (e) {
      failed = e;
    }
    draw();
  };
  async function more() {
    const seen = items.length;
    await page(next);
    const first = root.querySelectorAll(':scope > ul > li')[seen];
    if (first) { // the button may be gone: who pressed it goes on with what came
      first.tabIndex = -1;
      first.focus();
    }
  }
  draw();
  return {
    element: root,
    reload: () => page(''),
    change: (fresh) => {
      const byKey = new Map(fresh.map((item) => [key(item), item]));
      items = items.map((item) => byKey.get(key(item)) || item);
      draw();
    },
  };
}
