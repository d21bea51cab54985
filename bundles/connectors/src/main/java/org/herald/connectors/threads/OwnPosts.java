package org.herald.connectors.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.threads.Documents.Page;
import org.herald.connectors.threads.Documents.Posted;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.lookup.GraphTime;
import org.herald.kit.lookup.Window;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;

/** Reads what an account posted since an attempt began, and tells whether the post of the attempt is there. */
final class OwnPosts {
    private static final Duration DAY = Duration.ofDays(1);
    /** The network began on 5 July 2023, and is not asked for anything before. */
    private static final Instant EARLIEST = Instant.ofEpochSecond(1_688_540_400L);

    /** How many pages are read before it is too much for one call. */
    static final int PAGES = 10;

    private static final String LIMIT = "50";
    private static final String UNREAD =
            "Threads told of posts what cannot be understood: look there whether it is among them.";
    private static final String MUCH = "Too much was posted since to find it by itself.";
    private static final Lookup NOT_ASKED = new Lookup.Unknown("Threads could not be asked whether it has the post.");

    private final ThreadsApi api;

    OwnPosts(ThreadsApi api) {
        this.api = api;
    }

    /** Answers stand in a list of their own. */
    Lookup find(Account account, Post post) {
        Attempt attempt = post.attempt();
        if (attempt.parentKnown()) {
            return find(account, post, attempt.parent().isPresent() ? "replies" : "threads");
        }
        Lookup found = find(account, post, "threads");
        return found instanceof Lookup.Absent ? find(account, post, "replies") : found;
    }

    private Lookup find(Account account, Post post, String list) {
        Recognition recognition = new Recognition(post);
        Instant began = post.attempt().began();
        String after = "";
        boolean whole = true;
        for (int i = 0; i < PAGES; i++) {
            Answer answer = api.get(account, query(began, list, after), account.remoteId(), list);
            Optional<Page<Posted>> page = ThreadsApi.page(answer, Posted.class);
            if (page.isEmpty()) {
                return NOT_ASKED;
            }
            Window window = Window.of(began, api.now(), answer);
            page.get().data().forEach(posted -> recognition.look(posted, window));
            whole &= page.get().whole() && page.get().data().stream().noneMatch(posted -> posted.id() == null);
            boolean last = page.get().data().isEmpty() && !page.get().more();
            if (last || page.get().after().isEmpty() || isOlder(page.get().data(), window)) {
                return whole ? recognition.verdict() : unlessAbsent(recognition.verdict(), UNREAD);
            }
            after = page.get().after();
        }
        return unlessAbsent(recognition.verdict(), MUCH);
    }

    /** Only who has seen all knows that something is not there. */
    private static Lookup unlessAbsent(Lookup seen, String why) {
        return seen instanceof Lookup.Absent ? new Lookup.Unknown(why) : seen;
    }

    private static Form query(Instant began, String list, String after) {
        Form form = new Form()
                .with("fields", list.equals("replies") ? Posted.REPLY_FIELDS : Posted.FIELDS)
                .with("limit", LIMIT)
                .with("since", Long.toString(from(began).getEpochSecond()));
        return after.isEmpty() ? form : form.with("after", after);
    }

    /** The list begins with the newest. */
    /** From when on posts are asked for, before the network's clock is known: clocks differ by less than a day. */
    static Instant from(Instant began) {
        Instant early = began.minus(DAY);
        return early.isBefore(EARLIEST) ? EARLIEST : early;
    }

    private static boolean isOlder(List<Posted> page, Window window) {
        return page.stream()
                .skip(Math.max(0, page.size() - 1))
                .flatMap(posted -> GraphTime.of(posted.timestamp()).stream())
                .anyMatch(at -> at.isBefore(window.possible()));
    }
}
