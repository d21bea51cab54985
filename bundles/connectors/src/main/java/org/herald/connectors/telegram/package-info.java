/** Telegram's Bot API: a channel, and what is said of it in its discussion group. */
package org.herald.connectors.telegram;
