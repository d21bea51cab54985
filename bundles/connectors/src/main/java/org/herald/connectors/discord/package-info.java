/** Discord: a webhook posts, and a bot, where there is one, reads and answers. */
package org.herald.connectors.discord;
