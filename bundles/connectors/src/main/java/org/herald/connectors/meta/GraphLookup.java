package org.herald.connectors.meta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.herald.kit.http.Answer;
import org.herald.kit.lookup.Window;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/** Reads what an account made since an attempt began, and looks for a post in it. */
public final class GraphLookup {
    /** Requests of one look-up, at most. */
    public static final int PAGES = 5;

    private static final String UNREAD =
            "Meta told of posts what cannot be understood: look there whether it is among them.";
    private static final String MUCH = "Too much was posted since to find it by itself.";
    private static final String UNASKED = "Meta could not be asked whether it has the post.";
    private final GraphApi api;

    /** Looks through lists of the Graph API. */
    public GraphLookup(GraphApi api) {
        this.api = api;
    }

    /**
     * Something that the account made.
     *
     * @param text null for none
     * @param at null where it cannot be told
     * @param sure whether it is told that the account made it
     */
    public record Own(RemoteRef ref, String text, Instant at, boolean sure) {
        /** What the account surely made. */
        public Own(RemoteRef ref, String text, Instant at) {
            this(ref, text, at, true);
        }
    }

    /**
     * Looks for a post in a list that begins with the newest.
     *
     * @param ask asks for the page after a cursor, which is empty for the first
     * @param own what an entry is; empty for what others made
     */
    public <T> Lookup find(Post post, Class<T> type, Function<String, Answer> ask, Function<T, Optional<Own>> own) {
        return find(post, type, ask, own, true);
    }

    /** The same in a list whose order nobody promises. */
    public <T> Lookup search(Post post, Class<T> type, Function<String, Answer> ask, Function<T, Optional<Own>> own) {
        return find(post, type, ask, own, false);
    }

    private <T> Lookup find(
            Post post,
            Class<T> type,
            Function<String, Answer> ask,
            Function<T, Optional<Own>> own,
            boolean newestFirst) {
        Recognition recognition = new Recognition(post);
        String after = "";
        boolean whole = true;
        for (int i = 0; i < PAGES; i++) {
            Answer answer = ask.apply(after);
            Optional<GraphList<T>> page = GraphList.of(answer, type);
            if (page.isEmpty()) {
                return new Lookup.Unknown(UNASKED);
            }
            Window window = Window.of(post.attempt().began(), api.now(), answer);
            List<Own> made = page.get().data().stream()
                    .flatMap(one -> own.apply(one).stream())
                    .toList();
            made.forEach(one -> recognition.look(one, window));
            whole &= page.get().whole();
            if (page.get().after().isEmpty() || newestFirst && isOld(made, window)) {
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

    private static boolean isOld(List<Own> made, Window window) {
        Instant last = made.isEmpty() ? null : made.get(made.size() - 1).at();
        return last != null && last.isBefore(window.possible());
    }
}
