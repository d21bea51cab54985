package org.herald.core.notice;

import java.time.Instant;
import java.util.List;
import org.herald.Notice;
import org.herald.NoticeSettings;

/**
 * What is still to be told to somebody by e-mail.
 *
 * @param digested when the last digest went out
 * @param notices the oldest first
 * @param paths where each of them lies
 */
record Outbox(String user, NoticeSettings settings, Instant digested, List<Notice> notices, List<String> paths) {}
