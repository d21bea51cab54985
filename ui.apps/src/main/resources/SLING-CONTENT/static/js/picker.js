/* Chooses sites, groups of the CMS, or a page. */
import { api, t } from './base.js';
import { finder, picker } from './kit/picker.js';

/** Chooses sites of those that GET /sites gave. */
export function sitePicker({ id = 'herald-sites', name = 'sites', label, help, chosen, sites }) {
  const things = sites.map((site) => ({ id: site.path, title: site.title, note: site.path }));
  const holds = (thing, text) => `${thing.title} ${thing.id}`.toLowerCase().includes(text.toLowerCase());
  return picker({
    id, name, label, help, chosen, placeholder: t('picker.site'),
    titles: Object.fromEntries(things.map((thing) => [thing.id, thing.title])),
    find: async (text) => things.filter((thing) => holds(thing, text)),
  });
}

/** Chooses groups of the CMS. */
export function groupPicker({ id = 'herald-groups', name = 'groups', label, help, chosen }) {
  return picker({
    id, name, label, help, chosen, placeholder: t('picker.group'),
    find: async (text) => (await api.get(`/groups?q=${encodeURIComponent(text)}`)).groups.map((group) => ({ ...group, note: group.title === group.id ? '' : group.id })),
  });
}

/**
 * Chooses one page, by words of its title; its path is what stands in the field, and can be typed as well.
 *
 * @param site tells the path of the site to look in; empty for all
 * @param attributes pattern and title of the input
 * @param chosen is called when a page was chosen from the list
 * @returns its element, and the input
 */
export function pagePicker({ id, name = id, label, value = '', site = () => '', attributes = {}, chosen = () => null }) {
  const note = (page) => (site() || !page.site ? page.path : `${page.site} · ${page.path}`);
  return finder({
    id, name, label, value, chosen, ...attributes, placeholder: t('picker.page'),
    find: async (text) => (await api.get(`/pages?q=${encodeURIComponent(text)}&site=${encodeURIComponent(site())}`)).pages.map((page) => ({ id: page.path, title: page.title, note: note(page) })),
  });
}
