package org.herald.simulators.telegram;

import java.util.List;

/**
 * Where a bot's updates are sent.
 *
 * @param url empty for none
 * @param secret goes along in the header {@code X-Telegram-Bot-Api-Secret-Token}; may be empty
 * @param failedAt in seconds of Unix time; 0 where nothing failed yet
 */
record Webhook(String url, String secret, int connections, List<String> allowed, long failedAt, String failure) {
    static final Webhook NONE = new Webhook("", "", 0, List.of(), 0, "");

    boolean isSet() {
        return !url.isEmpty();
    }

    Webhook failed(long at, String why) {
        return new Webhook(url, secret, connections, allowed, at, why);
    }
}
