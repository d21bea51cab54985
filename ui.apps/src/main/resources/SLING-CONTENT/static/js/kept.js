/* The walk that was begun in this window: kept while the browser is at a network, or the page is loaded again. */
const KEPT = 'herald-walk';

/** What was begun and not ended; null where nothing was. */
export function keptWalk() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

/** Keeps it; never a secret. */
export const keep = (state) => sessionStorage.setItem(KEPT, JSON.stringify(state));
export const forget = () => sessionStorage.removeItem(KEPT);
