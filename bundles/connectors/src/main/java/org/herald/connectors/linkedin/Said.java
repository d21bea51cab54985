package org.herald.connectors.linkedin;

import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Connection;

/**
 * What LinkedIn said to a request.
 *
 * @param answer null where there was no token to ask with
 * @param denied why there was none; null where there was
 */
record Said(Answer answer, Connection.Denied denied) {
    static Said of(Answer answer) {
        return new Said(answer, null);
    }

    /** The status; 0 where there is none. */
    int status() {
        return answer instanceof Answer.Received received ? received.status() : 0;
    }

    boolean isSuccess() {
        return answer instanceof Answer.Received received && received.isSuccess();
    }

    /** Whether LinkedIn itself says that it is done. */
    boolean isConfirmed() {
        return answer instanceof Answer.Received received && received.isConfirmed();
    }

    /** The document of a good answer. */
    <T> Optional<T> document(Class<T> type) {
        return isSuccess() ? Json.read(((Answer.Received) answer).text(), type) : Optional.empty();
    }

    /** A header of a good answer. */
    Optional<String> header(String name) {
        return isSuccess() ? ((Answer.Received) answer).header(name) : Optional.empty();
    }

    /** What the refusal is called; empty where it is none, or has no name. */
    String code() {
        return failure().map(Documents.Failure::code).orElse("");
    }

    Optional<Documents.Failure> failure() {
        return answer instanceof Answer.Received received && !received.isSuccess()
                ? Json.read(received.text(), Documents.Failure.class)
                : Optional.empty();
    }
}
