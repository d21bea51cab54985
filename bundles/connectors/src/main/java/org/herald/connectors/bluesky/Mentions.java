package org.herald.connectors.bluesky;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.herald.connectors.bluesky.Documents.Resolved;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;
import org.herald.spi.Outcome;

/** Asks whose handles they are, each once. A handle of nobody stays text; a server that does not answer is no such. */
final class Mentions {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private final BlueskyApi api;
    private final Account account;
    private final Instant end;
    private final Map<String, Optional<String>> known = new HashMap<>();

    /**
     * Asks by an API.
     *
     * @param end nothing is asked later
     */
    Mentions(BlueskyApi api, Account account, Instant end) {
        this.api = api;
        this.account = account;
        this.end = end;
    }

    /**
     * Whose handle it is; empty when it is nobody's.
     *
     * @throws NotYet when that cannot be asked now: a post without its mention would not be what was approved
     */
    Optional<String> did(String handle) {
        return known.computeIfAbsent(handle, this::ask);
    }

    private Optional<String> ask(String handle) {
        if (api.now().isAfter(end)) {
            throw new NotYet(
                    new Outcome.Later(api.now().plus(AGAIN), "The server takes long to find who is mentioned."));
        }
        Answer answer = api.query(account, "com.atproto.identity.resolveHandle", Map.of("handle", handle));
        if (api.troubleReading(answer) instanceof Outcome.Later later) {
            throw new NotYet(later);
        }
        return BlueskyApi.document(answer, Resolved.class).map(Resolved::did);
    }
}
