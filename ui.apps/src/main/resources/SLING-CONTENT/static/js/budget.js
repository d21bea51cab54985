/* How much a profile may post and spend, and what it used of it. */
import { LANGUAGE, t } from './base.js';
import { element, html, render } from './kit/lit.js';
import { parts } from './spans.js';

const number = (value) => Number(value).toLocaleString(LANGUAGE, { maximumFractionDigits: 3 });
const money = (value, currency) => Number(value).toLocaleString(LANGUAGE, { style: 'currency', currency, maximumFractionDigits: 3 });

/* What was used, of how much where there is a limit. */
function used(name, count, most, shown) {
  return most === null || most === undefined ? t(`budget.used.${name}`, { used: shown(count) }) : t(`budget.usedOf.${name}`, { used: shown(count), most: shown(most) });
}

/* One line for a list of profiles; empty where nothing is limited and nothing was spent. */
export function budgetLine(profile) {
  const { budget, used: now } = profile;
  const told = [];
  if (budget.perHour !== null) {
    told.push(used('hour', now.hour, budget.perHour, number));
  }
  if (budget.perDay !== null) {
    told.push(used('day', now.day, budget.perDay, number));
  }
  if (now.currency && (budget.perMonth !== null || Number(now.month) > 0)) {
    told.push(used('month', now.month, budget.perMonth, (amount) => money(amount, now.currency)));
  }
  return told.length ? element(html`<p class="help herald-budget__used">${told.join(' · ')}</p>`) : '';
}

function length(within) {
  const { hours, minutes } = parts(within);
  return hours ? t('budget.hours', { hours: number(hours) }) : t('budget.minutes', { minutes: number(minutes) });
}

const MOST = { perHour: 10000, perDay: 10000, perMonth: 1000000 };
const STEP = { perHour: 1, perDay: 1, perMonth: 0.001 };

const field = (name, value, { label = t(`budget.${name}`), help = '', hidden = false } = {}) => html`<div class="field" ?hidden=${hidden}><label class="label is-small" for="herald-${name}">${label}</label>
  <input class="input is-small" id="herald-${name}" name=${name} type="number" min=${name === 'perMonth' ? 0 : 1} max=${MOST[name]} step=${STEP[name]} value=${value ?? ''} placeholder=${t('budget.noLimit')} aria-describedby="herald-${name}-help"><p class="help" id="herald-${name}-help">${help}</p></div>`;

/* What the month costs at a network that has prices. */
function monthly(now, { currency, post, postWithLink, answer }) {
  if (!currency) {
    return { hidden: true };
  }
  const priced = (amount) => money(amount, currency);
  const soFar = now ? `${used('month', now.month, null, priced)} ` : '';
  return { label: t('budget.perMonthIn', { currency }), help: `${soFar}${t('budget.prices', { post: priced(post), link: priced(postWithLink), answer: priced(answer) })}` };
}

/** The fields of a profile's form: a node, what to do when another network is chosen, and what they say. */
export function budgetField(profile) {
  const budget = profile ? profile.budget : { perHour: null, perDay: null, perMonth: null };
  const now = profile && profile.used;
  const node = document.createElement('fieldset');
  node.className = 'field herald-budget';
  const adapt = (traits) => {
    const { cost, ceilings } = traits ? traits.published : { cost: {}, ceilings: [] };
    const told = ceilings.map((one) => t(`budget.ceiling.${one.of}`, { network: traits.title, posts: number(one.posts), within: length(one.within) })).join(' ');
    render(html`<legend class="label is-small">${t('budget.title')}</legend><p class="help">${t('budget.help')}</p><p class="help herald-budget__published">${told}</p>
      ${field('perHour', budget.perHour, { help: now ? used('hour', now.hour, null, number) : '' })}
      ${field('perDay', budget.perDay, { help: now ? used('day', now.day, null, number) : '' })}
      ${field('perMonth', budget.perMonth, traits ? monthly(now, cost) : {})}`, node);
  };
  adapt(null);
  const said = (name) => {
    const { value } = node.querySelector(`[name=${name}]`);
    return value === '' ? null : Number(value);
  };
  return { node, adapt, value: () => ({ perHour: said('perHour'), perDay: said('perDay'), perMonth: said('perMonth') }) };
}
