/* What of a list is shown, and how much of it there is. */

/** How many there are of each kind, in the order of the kinds; those without any are left out. */
export const counted = (kinds, items, kindOf) => kinds.map((kind) => [kind, items.filter((item) => kindOf(item) === kind).length]).filter(([, count]) => count > 0);

/** Whether an item has every value that was chosen; what is empty chooses nothing. */
export const keeps = (chosen, of, item) => Object.entries(chosen).every(([name, value]) => !value || of[name](item) === value);

/** The values to choose from: those that occur, and the one that is chosen although it does not. */
export const offered = (items, valueOf, chosen) => [...new Set([...items.map(valueOf), chosen].filter(Boolean))].sort();
