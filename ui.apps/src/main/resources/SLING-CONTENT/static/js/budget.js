/* How much a profile may post and spend, and what it used of it. */
import { LANGUAGE, el, t } from './base.js';

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
  return told.length ? el('p', { class: 'help herald-budget__used' }, told.join(' · ')) : '';
}

const length = (within) => {
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?/.exec(within) || [];
  return hours ? t('budget.hours', { hours: number(hours) }) : t('budget.minutes', { minutes: number(minutes || 0) });
};

/* The fields of a profile's form: a node, what to do when another network is chosen, and what they say. */
export function budgetField(profile) {
  const budget = profile ? profile.budget : { perHour: null, perDay: null, perMonth: null };
  const field = (name, step, min) => {
    const input = el('input', { class: 'input is-small', id: `herald-${name}`, name, type: 'number', min, max: name === 'perMonth' ? 1000000 : 10000, step, value: budget[name], placeholder: t('budget.noLimit'), 'aria-describedby': `herald-${name}-help` });
    const help = el('p', { class: 'help', id: `herald-${name}-help` });
    const label = el('label', { class: 'label is-small', for: `herald-${name}` }, t(`budget.${name}`));
    return { input, help, label, node: el('div', { class: 'field' }, label, input, help) };
  };
  const perHour = field('perHour', 1, 1);
  const perDay = field('perDay', 1, 1);
  const perMonth = field('perMonth', 0.001, 0);
  const published = el('p', { class: 'help herald-budget__published' });
  const node = el('fieldset', { class: 'field herald-budget' }, el('legend', { class: 'label is-small' }, t('budget.title')), el('p', { class: 'help' }, t('budget.help')), published, perHour.node, perDay.node, perMonth.node);
  const now = profile && profile.used;
  const adapt = (traits) => {
    const { cost, ceilings } = traits.published;
    const priced = (amount) => money(amount, cost.currency);
    perHour.help.textContent = now ? used('hour', now.hour, null, number) : '';
    perDay.help.textContent = now ? used('day', now.day, null, number) : '';
    perMonth.node.hidden = !cost.currency;
    if (cost.currency) {
      perMonth.label.textContent = t('budget.perMonthIn', { currency: cost.currency });
      perMonth.help.textContent = `${now ? `${used('month', now.month, null, priced)} ` : ''}${t('budget.prices', { post: priced(cost.post), link: priced(cost.postWithLink), answer: priced(cost.answer) })}`;
    }
    published.textContent = ceilings.map((one) => t(`budget.ceiling.${one.of}`, { network: traits.title, posts: number(one.posts), within: length(one.within) })).join(' ');
  };
  const said = (input) => (input.value === '' ? null : Number(input.value));
  return { node, adapt, value: () => ({ perHour: said(perHour.input), perDay: said(perDay.input), perMonth: said(perMonth.input) }) };
}
