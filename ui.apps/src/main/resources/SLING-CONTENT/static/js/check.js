/* What was measured of a text, as nodes, for screens that are built of them. */
import { element } from './kit/lit.js';
import { counted, found } from './kit/field.js';

export const counter = (check) => element(counted(check));
export const findings = (check, select) => element(found(check, select));
