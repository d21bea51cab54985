package org.herald.connectors.discord;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.spi.Account;

/**
 * Where an account's webhook posts, as far as was seen: it can be moved, and then reaches nothing of before. It is kept as
 * the account's lesson.
 *
 * @param id empty where nothing was seen
 * @param since when it was first seen there; the beginning of time for the first channel
 */
record WebhookChannel(String id, Instant since) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,20}) ([0-9]{1,15})");

    static WebhookChannel of(Account account) {
        Matcher matcher = TEXT.matcher(account.lesson());
        return matcher.matches()
                ? new WebhookChannel(matcher.group(1), Instant.ofEpochMilli(Long.parseLong(matcher.group(2))))
                : new WebhookChannel("", Instant.EPOCH);
    }

    /** Keeps where the webhook leads before anything is sent by it; what is known from before stays. */
    static void begin(Account account, String channel) {
        if (of(account).id().isEmpty()) {
            account.keepLesson(channel + " 0");
        }
    }

    /** Keeps where a message went. */
    static void learn(Account account, String channel, Instant now) {
        if (!of(account).id().equals(channel)) {
            account.keepLesson(channel + " " + now.toEpochMilli());
        }
    }

    /** Whether a message of an attempt can only be where the webhook leads now. */
    boolean isOnly(String now, Instant began) {
        return (id.isEmpty() || id.equals(now)) && !began.isBefore(since);
    }
}
