package org.herald.core.share;

import org.herald.core.notice.NotificationStore;

/**
 * Who waits for a variant, and of which article it is.
 *
 * @param article the article's identity; empty for none
 * @param path where the article was seen last
 */
public record Whose(String by, String article, String path, String title) {
    /** What that person is told when it did not arrive. */
    public NotificationStore.NotificationContent failed(String why) {
        return new NotificationStore.NotificationContent("FAILED", article, path, title, "herald", why);
    }
}
