/* Each part of the kit as a screen uses it; what happened is written where a test can read it. */
import { ready } from '/static/clientlibs/herald/js/base.js';
import { avatar } from '/static/clientlibs/herald/js/kit/avatar.js';
import { chip, token } from '/static/clientlibs/herald/js/kit/chip.js';
import { confirmed, dialog } from '/static/clientlibs/herald/js/kit/dialog.js';
import { empty } from '/static/clientlibs/herald/js/kit/empty.js';
import { findingsField } from '/static/clientlibs/herald/js/kit/field.js';
import { button, html, render, repeat } from '/static/clientlibs/herald/js/kit/lit.js';
import { pagedList } from '/static/clientlibs/herald/js/kit/list.js';
import { networkSign } from '/static/clientlibs/herald/js/kit/network.js';
import { notice } from '/static/clientlibs/herald/js/kit/notice.js';
import { finder, picker } from '/static/clientlibs/herald/js/kit/picker.js';
import { post } from '/static/clientlibs/herald/js/kit/post.js';
import { state } from '/static/clientlibs/herald/js/kit/state.js';
import { toast } from '/static/clientlibs/herald/js/kit/toast.js';

const TONES = { ok: 'sent', info: 'sending', plan: 'planned', wait: 'sent back', bad: 'not sent', idle: 'draft' };
const THINGS = ['Allotments', 'Beekeepers', 'Bulbs', 'Compost'].map((title) => ({ id: title.toLowerCase(), title, note: `${title.length} members` }));
const PAGE = 3;
const ALL = 7;
const TEXT = 'CLICK HERE for the bees of Lindenhof';
const CHECK = { length: 36, maxLength: 30, source: 'measured', parts: [{ text: TEXT, spans: [] }], findings: [{ rule: 'shouting', severity: 'WARNS', start: 0, end: 10, message: 'This shouts', values: {} }, { rule: 'tooLong', severity: 'BLOCKS', start: 30, end: 36, message: 'It is too long', values: {} }] };
const DRAFT = { network: 'mastodon', networkTitle: 'Mastodon', profileTitle: 'Lindenhof', account: 'lindenhof', cardTitle: 'Bees', cardDescription: 'About bees', cardImage: '', link: 'https://example.org/bees' };

const section = (name, content) => html`<section id=${name} aria-label=${name} style="margin: 1.5rem 0"><h2>${name}</h2>${content}</section>`;
const tell = (text) => { document.querySelector('#told').textContent = text; };

const chosen = new Set(['late']);
const tokens = new Set(['bees', 'roses']);

const chips = () => html`<div class="herald-chips" role="group" aria-label="Filters">${['late', 'mine'].map((name) => chip({ label: name, pressed: chosen.has(name), onpress: () => {
  chosen.delete(name) || chosen.add(name);
  draw();
} }))}</div><p>${repeat(tokens, (id) => id, (id) => token({ id, label: id, remove: `Remove ${id}`, onremove: () => {
  tokens.delete(id);
  draw();
} }))}</p>`;

const dialogs = () => html`${button('Open', () => {
  const box = dialog({ title: 'A dialog', body: html`<label>Name <input id="name" class="input"></label>`, foot: button('Take', () => box.close(document.querySelector('#name').value)) });
  box.closed.then((answer) => tell(`closed with ${answer}`));
}, 'open-dialog')} ${button('Delete', async () => tell(`delete: ${await confirmed('Delete the post?', 'Delete')}`), 'open-question')}`;

const toasts = () => html`${button('Archive', () => toast('Archived', { undo: async () => tell('taken back') }), 'open-toast')} ${button('Hint', () => toast('Gone soon', { seconds: 3 }), 'open-hint')}`;

const things = picker({ id: 'things', name: 'things', label: 'Groups', help: 'Who may post.', placeholder: 'Name', chosen: ['compost'], titles: { compost: 'Compost' }, find: async (text) => THINGS.filter((thing) => thing.title.toLowerCase().includes(text.toLowerCase())) });
const one = finder({ id: 'page', name: 'page', label: 'Page', value: '/content/start', find: async (text) => THINGS.filter((thing) => thing.title.toLowerCase().includes(text.toLowerCase())) });
const field = findingsField({ id: 'text', label: 'Text', value: TEXT, oninput: tell });
const list = pagedList({
  label: 'Comments', none: 'No comments yet', look: 'comments',
  load: async (after) => {
    const from = Number(after || 0);
    return { items: Array.from({ length: Math.min(PAGE, ALL - from) }, (_, i) => ({ id: from + i, text: `Comment ${from + i + 1}` })), next: from + PAGE < ALL ? String(from + PAGE) : '' };
  },
  row: (item) => html`<li data-id=${item.id}>${item.text} <input aria-label="Answer to ${item.text}"></li>`,
});

function draw() {
  render(html`<p id="told" role="status"></p>
    ${section('states', html`<p>${Object.entries(TONES).map(([tone, word]) => html`${state(tone, word)} `)}</p>`)}
    ${section('signs', html`<p>${['mastodon', 'bluesky', 'x', 'linkedin', 'unknown'].map((network) => html`${networkSign(network, network)} ${network} `)}${avatar('one', 'Lindenhof Garden')} Lindenhof ${avatar('two', 'Rita', '/nowhere.png')} Rita</p>`)}
    ${section('chips', chips())}${section('dialogs', dialogs())}${section('toasts', toasts())}${section('picker', html`${things.element}${one.element}`)}${section('field', field.element)}
    ${section('post', post({ draft: DRAFT, check: CHECK, attachment: 'CARD', media: [], comment: 'More in the article.', dark: false }, () => avatar('one', 'Lindenhof')))}
    ${section('notices', html`${notice('Saved', 'success')}${notice('Look here', 'warning')}`)}
    ${section('empty', empty('Nothing yet', 'What people answer comes here.', button('Share', () => tell('shared'), 'is-primary')))}${section('list', list.element)}`, document.querySelector('#parts'));
}

await ready;
draw();
field.show(CHECK);
await list.reload();
window.parts = { things, list, redraw: draw };
document.documentElement.dataset.ready = 'true';
