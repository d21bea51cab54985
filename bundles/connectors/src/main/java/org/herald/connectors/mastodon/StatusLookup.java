package org.herald.connectors.mastodon;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.mastodon.Documents.Posted;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Post;

/** Reads what an account posted since an attempt began: not every server honours the idempotency key. */
final class StatusLookup {
    private static final int PAGE = 40;
    private static final int PAGES = 10;
    /** Servers that cut pages cut them here at the earliest: what is shorter and ends there is all there is. */
    private static final int SHORTEST_FULL_PAGE = 20;

    private final MastodonApi api;

    StatusLookup(MastodonApi api) {
        this.api = api;
    }

    /** Pages are read until one tells that nothing older can be ours, or is empty: a short page may not be the last. */
    Lookup find(Account account, Post post, List<String> texts) {
        Recognition recognition = new Recognition(account.remoteId(), post, texts);
        String before = "";
        for (int i = 0; i < PAGES; i++) {
            Answer answer = api.get(
                    account.server(),
                    "/api/v1/accounts/" + account.remoteId() + "/statuses?limit=" + PAGE + before,
                    account.secret());
            Optional<List<Posted>> page =
                    MastodonApi.document(answer, Posted[].class).map(Arrays::asList);
            if (page.isEmpty()) {
                return new Lookup.Unknown("The server could not be asked whether it has the post.");
            }
            Window window = Window.of(post.attempt().began(), api.now(), Window.clock(answer));
            long fresh = page.get().stream()
                    .filter(status -> recognition.look(status, window))
                    .count();
            if (isLast(page.get(), window)) {
                return recognition.verdict();
            }
            if (fresh == 0) { // the server gives the same page whatever is asked
                return page.get().size() < SHORTEST_FULL_PAGE ? recognition.verdict() : tooMuch(recognition);
            }
            before = "&max_id=" + page.get().get(page.get().size() - 1).id();
        }
        return tooMuch(recognition);
    }

    private static boolean isLast(List<Posted> page, Window window) {
        return page.isEmpty()
                || page.get(page.size() - 1)
                        .at()
                        .filter(at -> at.isBefore(window.possible()))
                        .isPresent();
    }

    /** What was seen may say enough, but never that it is not there. */
    private static Lookup tooMuch(Recognition recognition) {
        Lookup seen = recognition.verdict();
        return seen instanceof Lookup.Absent
                ? new Lookup.Unknown("Too much was posted since to find it by itself.")
                : seen;
    }
}
