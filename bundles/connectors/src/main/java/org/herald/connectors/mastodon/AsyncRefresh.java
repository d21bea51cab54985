package org.herald.connectors.mastodon;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.kit.http.Answer;

/**
 * A server gives what it has of a thread and goes on to fetch the rest from other servers; the header
 * {@code Mastodon-Async-Refresh: id="…", retry=5, result_count=2} says so (Mastodon 4.5). Pure.
 *
 * @param pause how long, until asking again is worth it
 */
record AsyncRefresh(Duration pause) {
    private static final Pattern RETRY = Pattern.compile("(?i)(?:^|[,;\\s])retry\\s*=\\s*\"?(\\d{1,6})");
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What an answer says; empty where the server fetches nothing. */
    static Optional<AsyncRefresh> of(Answer answer) {
        return answer instanceof Answer.Received received
                ? received.header("Mastodon-Async-Refresh").map(AsyncRefresh::read)
                : Optional.empty();
    }

    private static AsyncRefresh read(String header) {
        Matcher retry = RETRY.matcher(header);
        Duration told = retry.find() ? Duration.ofSeconds(Long.parseLong(retry.group(1))) : USUAL;
        return new AsyncRefresh(told.compareTo(LONGEST) > 0 ? LONGEST : told);
    }
}
