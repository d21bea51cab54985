/* Spans of time as ISO 8601 writes them, in days, hours and minutes. */

/** Its parts; nothing of a text that is no such span. */
export function parts(text) {
  const [, d, h, m] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(text || '') || [];
  return { days: Number(d || 0), hours: Number(h || 0), minutes: Number(m || 0) };
}

/** Its whole hours. */
export function hours(text) {
  const { days, hours: rest } = parts(text);
  return days * 24 + rest;
}

/** As a person says it: in days where it is whole days, else in hours. */
export function spoken(text) {
  const all = hours(text);
  return all > 0 && all % 24 === 0 ? { n: all / 24, unit: 'D' } : { n: all, unit: 'H' };
}

/** As a field for a local time wants it: without zone and seconds. */
export function local(instant) {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
