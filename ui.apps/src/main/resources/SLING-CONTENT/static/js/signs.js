/* The signs of the networks as nodes, for screens that are built of them. */
import { element } from './kit/lit.js';
import { drawing as drawn, networkSign } from './kit/network.js';

export const drawing = (network, look) => element(drawn(network, look));
export const sign = (network, title) => element(networkSign(network, title));
