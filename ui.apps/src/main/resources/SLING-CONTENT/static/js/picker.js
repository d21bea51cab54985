/* Chooses sites, or groups of the CMS. */
import { api, t } from './base.js';
import { picker } from './kit/picker.js';

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
