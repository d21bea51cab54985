/** How connectors speak HTTP: with limits on time and size, and with answers instead of exceptions. */
package org.herald.connectors.http;
