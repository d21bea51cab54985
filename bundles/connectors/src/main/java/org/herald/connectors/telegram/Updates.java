package org.herald.connectors.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** Asks for a bot's updates. They are handed out once, so nothing is confirmed before the core has it. */
final class Updates {
    /** Telegram gives no more at once, and a question for more would confirm them: the rest is had in the next round. */
    static final int PAGE = 100;
    /** https://core.telegram.org/bots/api#getting-updates */
    static final Duration KEPT = Duration.ofHours(24);
    /** After so long without an update the numbers begin anew: https://core.telegram.org/bots/api#update */
    private static final Duration SEQUENCE = Duration.ofDays(7);
    /** What waits longer than this shows that more is said than is collected. */
    private static final Duration LATE = Duration.ofHours(12);

    private static final Duration LOOK = Duration.ofHours(1);
    /** A profile that did not ask for so long gives its bot free. */
    private static final Duration CLAIM = Duration.ofHours(2);

    private static final int MOST_TIMES = 99;

    private static final String LOST = "Telegram keeps what is said for 24 hours only, and some of it was lost: look"
            + " into the discussion group for what is missing here.";
    private static final String TOO_MUCH = "More is said in the discussion group than Herald collects: let the profile"
            + " collect more often, or what is a day old is lost.";
    private static final String SHARED = "Another profile uses the same bot, and each takes the other's answers away:"
            + " give each channel a bot of its own.";
    private static final String CONFLICT =
            "Another program takes what the bot is told, or a webhook is set on it: give" + " Herald a bot of its own.";

    private final TelegramApi api;
    private final Discussion discussion;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Map<Long, Claim> claims = new ConcurrentHashMap<>();

    private record Look(Instant at, String trouble) {}

    private record Claim(String profile, Instant at) {}

    Updates(TelegramApi api) {
        this.api = api;
        this.discussion = new Discussion(api);
    }

    /** What is in memory for a profile. */
    Held of(Account account) {
        return held.computeIfAbsent(account.profileId(), any -> new Held());
    }

    News news(Account account, String text) {
        Held memory = of(account);
        if (isShared(account)) {
            return new News(memory.waiting(), text, SHARED);
        }
        Optional<Cursor> before = Cursor.of(text, TelegramApi.bot(account.secret()));
        boolean warm = memory.knows(text);
        long offset = isOutOfSequence(before) ? 0 : memory.offset(text, before);
        Answer answer = ask(account, offset);
        Optional<List<Update>> page = TelegramApi.result(answer).map(Update::all);
        if (page.isEmpty()) {
            return new News(memory.waiting(), text, why(account, answer));
        }
        memory.take(account, page.get(), api.now());
        boolean lost = isLost(before, page.get(), offset, warm);
        Cursor after = after(account, before, page.get(), offset, lost);
        memory.told(after.text(), page.get().isEmpty() ? offset : last(page.get()) + 1);
        return new News(memory.waiting(), after.text(), trouble(account, after, page.get()));
    }

    /** Looks at what waits and confirms nothing. */
    boolean peek(Account account) {
        Optional<List<Update>> page = TelegramApi.result(ask(account, 0)).map(Update::all);
        page.ifPresent(updates -> of(account).take(account, updates, api.now()));
        return page.isPresent();
    }

    private Answer ask(Account account, long offset) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (offset > 0) {
            fields.put("offset", Long.toString(offset));
        }
        fields.put("limit", Integer.toString(PAGE));
        fields.put("allowed_updates", "[\"message\",\"edited_message\"]");
        return api.get(account.server(), account.secret(), "getUpdates", fields);
    }

    private boolean isShared(Account account) {
        Instant now = api.now();
        Claim mine = new Claim(account.profileId(), now);
        Claim holder = claims.merge(TelegramApi.bot(account.secret()), mine, (other, own) -> {
            boolean free = other.profile().equals(own.profile())
                    || other.at().plus(CLAIM).isBefore(now);
            return free ? own : other;
        });
        return !holder.profile().equals(account.profileId());
    }

    private boolean isOutOfSequence(Optional<Cursor> before) {
        return before.filter(cursor -> cursor.seen().plus(SEQUENCE).isBefore(api.now()))
                .isPresent();
    }

    private static long last(List<Update> page) {
        return page.get(page.size() - 1).id();
    }

    /** Nobody asked for longer than Telegram keeps, or a number is missing that must have been there. */
    private boolean isLost(Optional<Cursor> before, List<Update> page, long offset, boolean warm) {
        if (before.isEmpty()) {
            return false;
        }
        boolean late = before.get().asked().plus(KEPT).isBefore(api.now());
        if (late || page.isEmpty() || before.get().expected() == 0 || isOutOfSequence(before)) {
            return late;
        }
        long first = page.get(0).id();
        return first > before.get().expected() || !warm && first > offset;
    }

    private Cursor after(Account account, Optional<Cursor> before, List<Update> page, long offset, boolean lost) {
        Instant now = api.now();
        Instant seen = page.isEmpty() ? before.map(Cursor::seen).orElse(now) : now;
        long begin = offset == 0 && !page.isEmpty() ? page.get(0).id() : offset;
        long expected = page.isEmpty() ? before.map(Cursor::expected).orElse(0L) : last(page) + 1;
        Instant noticed = lost ? now : before.map(Cursor::lost).orElse(Instant.EPOCH);
        int times = before.filter(cursor -> cursor.offset() == begin)
                .map(cursor -> Math.min(cursor.times(), MOST_TIMES) + 1)
                .orElse(1);
        return new Cursor(TelegramApi.bot(account.secret()), begin, times, expected, now, seen, noticed);
    }

    private String why(Account account, Answer answer) {
        Outcome outcome = Trouble.reading(answer, account.secret(), api.now());
        if (answer instanceof Answer.Received received && received.status() == 409) {
            return CONFLICT;
        }
        return outcome instanceof Outcome.Refused refused && refused.reason() == Reason.AUTHORISATION
                ? refused.why()
                : "";
    }

    /** A loss is told for a day, so that somebody sees it. */
    private String trouble(Account account, Cursor after, List<Update> page) {
        if (after.lost().plus(KEPT).isAfter(api.now())) {
            return LOST;
        }
        boolean behind = page.size() >= PAGE
                && page.stream()
                        .map(Update::message)
                        .anyMatch(message ->
                                message.id() > 0 && message.at().plus(LATE).isBefore(api.now()));
        return behind ? TOO_MUCH : discussed(account);
    }

    private String discussed(Account account) {
        Look known = looks.get(account.profileId());
        if (known != null && known.at().plus(LOOK).isAfter(api.now())) {
            return known.trouble();
        }
        Optional<String> trouble = discussion.trouble(account);
        trouble.ifPresent(said -> looks.put(account.profileId(), new Look(api.now(), said)));
        return trouble.orElse("");
    }
}
