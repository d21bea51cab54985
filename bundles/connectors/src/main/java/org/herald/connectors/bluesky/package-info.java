/** Bluesky and other servers of the AT Protocol. */
package org.herald.connectors.bluesky;
