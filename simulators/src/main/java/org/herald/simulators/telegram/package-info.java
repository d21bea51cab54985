/** Telegram's Bot API: a channel and the discussion group that is linked to it. */
package org.herald.simulators.telegram;
