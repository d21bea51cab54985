/** X, by its API v2. */
package org.herald.connectors.x;
