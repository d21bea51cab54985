/** Discord's API, version 10: webhooks, and what a bot may read and answer. */
package org.herald.simulators.discord;
