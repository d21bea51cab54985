/** X, built from its contract (OpenAPI 2.167) and its developer documentation; see the README beside it. */
package org.herald.simulators.x;
