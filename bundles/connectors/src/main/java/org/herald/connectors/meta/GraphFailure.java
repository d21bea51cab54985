package org.herald.connectors.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;

/** An error as the Graph API words it. */
public record GraphFailure(
        int code,
        @JsonProperty("error_subcode") int subcode,
        String message,
        @JsonProperty("error_user_msg") String userMessage,
        @JsonProperty("is_transient") boolean passing) {
    /** What looks like a token, in a message that repeats one. */
    private static final String TOKEN = "[A-Za-z0-9_|.-]{30,}";

    private record Body(GraphFailure error) {}

    /** Reads the error of an answer; empty where it has none. */
    public static Optional<GraphFailure> of(Answer answer) {
        return answer instanceof Answer.Received received && !received.isSuccess()
                ? Json.read(received.text(), Body.class).map(Body::error).filter(error -> error.code() != 0)
                : Optional.empty();
    }

    /** Whether it has one of the codes as code or as subcode. */
    public boolean is(int... codes) {
        for (int one : codes) {
            if (code == one || subcode == one) {
                return true;
            }
        }
        return false;
    }

    /** The server's words for a person, without what may be a token, with the code for whoever looks it up. */
    String words() {
        String said = userMessage == null || userMessage.isBlank() ? String.valueOf(message) : userMessage;
        String number = subcode == 0 ? String.valueOf(code) : code + "/" + subcode;
        return HttpErrorMapping.clean(said.replaceAll(TOKEN, "…")) + " (error " + number + ")";
    }
}
