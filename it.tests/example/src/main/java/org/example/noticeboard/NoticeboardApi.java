package org.example.noticeboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Account;
import org.herald.spi.Outcome;
import org.herald.spi.Secret;

/** One request a method. */
final class NoticeboardApi {
    private final Http http;
    private final Clock clock;

    NoticeboardApi(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Answer me(URI server, Secret token) {
        return http.send(Request.to(server.resolve("/me")).bearer(token.reveal()));
    }

    /** A note with a key that was there before is given back, and not made twice. */
    Answer put(Account account, String key, Map<String, String> note) {
        return http.send(to(account, "/notes/" + key).by("PUT", "application/json", Json.write(note)));
    }

    Answer note(Account account, String id) {
        return http.send(to(account, "/notes/" + id));
    }

    Answer remove(Account account, String id) {
        return http.send(to(account, "/notes/" + id).by("DELETE"));
    }

    Answer answers(Account account, String id, String page) {
        return http.send(to(account, "/notes/" + id + "/answers?page=" + page));
    }

    private static Request to(Account account, String path) {
        return Request.to(account.server().resolve(path))
                .bearer(account.secret().reveal());
    }

    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    Outcome trouble(Answer answer) {
        String said = answer instanceof Answer.Received received
                ? Json.tree(received.text())
                        .map(document -> document.path("error"))
                        .map(JsonNode::asText)
                        .orElse("")
                : "";
        return HttpErrorMapping.changing(answer, said, now());
    }
}
