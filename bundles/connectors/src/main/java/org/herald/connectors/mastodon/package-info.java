/** The Mastodon API, as Mastodon and the servers of its family speak it. */
package org.herald.connectors.mastodon;
