/** Threads, by Meta's Threads API. */
package org.herald.connectors.threads;
