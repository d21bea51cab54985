package org.herald.core.notice;

import java.time.Instant;
import java.util.List;
import org.herald.Notification;
import org.herald.NotificationSettings;

/**
 * What is still to be told to somebody by e-mail.
 *
 * @param digested when the last digest went out
 * @param notices the oldest first
 * @param paths where each of them lies
 */
record Outbox(
        String user, NotificationSettings settings, Instant digested, List<Notification> notices, List<String> paths) {}
