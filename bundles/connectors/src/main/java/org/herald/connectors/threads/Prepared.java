package org.herald.connectors.threads;

import java.util.Locale;
import java.util.Objects;
import org.herald.connectors.threads.Documents.Container;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.spi.Account;
import org.herald.spi.Outcome;

/**
 * How far Threads is with a container.
 *
 * @param error what went wrong, in the vendor's word; empty where nothing did
 * @param trouble why it is not known; null where it is
 */
record Prepared(State state, String error, Outcome trouble) {
    /** The vendor's five, one for what it lost, and one for what it did not say. */
    enum State {
        IN_PROGRESS,
        FINISHED,
        ERROR,
        EXPIRED,
        PUBLISHED,
        LOST,
        UNTOLD
    }

    static Prepared of(ThreadsApi api, Account account, String container) {
        Answer answer = api.get(account, new Form().with("fields", "status,error_message"), container);
        Failure failure = Failure.of(answer);
        if (failure.isGone() || failure.isNotFoundYet()) {
            return new Prepared(State.LOST, "", null);
        }
        return ThreadsApi.document(answer, Container.class)
                .filter(told -> told.status() != null)
                .map(Prepared::read)
                .orElseGet(() -> new Prepared(State.UNTOLD, "", Failure.reading(answer, api.now())));
    }

    private static Prepared read(Container told) {
        String error = Objects.toString(told.errorMessage(), "");
        try {
            return new Prepared(State.valueOf(told.status().toUpperCase(Locale.ROOT)), error, null);
        } catch (IllegalArgumentException e) { // a word that is not published yet: it is not finished
            return new Prepared(State.IN_PROGRESS, error, null);
        }
    }
}
