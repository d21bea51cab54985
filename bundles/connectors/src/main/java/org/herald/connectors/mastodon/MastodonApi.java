package org.herald.connectors.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Multipart;
import org.herald.kit.http.Request;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Secret;

/** One request a method. */
final class MastodonApi {
    private final Http http;
    private final Clock clock;

    MastodonApi(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Answer get(URI server, String path, Secret token) {
        return http.send(request(server, path, token));
    }

    Answer post(URI server, String path, Secret token, Form form) {
        return http.send(form.into(request(server, path, token), "POST"));
    }

    /** Posts as JSON: some servers read nothing else, and others read no lists in forms. */
    Answer postStatus(URI server, Secret token, Map<String, Object> status, String key) {
        return http.send(
                json(request(server, "/api/v1/statuses", token), "POST", status).header("Idempotency-Key", key));
    }

    Answer put(URI server, String path, Secret token, Map<String, Object> status) {
        return http.send(json(request(server, path, token), "PUT", status));
    }

    private static Request json(Request request, String method, Map<String, Object> body) {
        return request.by(method, "application/json", Json.write(body));
    }

    Answer delete(URI server, String path, Secret token) {
        return http.send(request(server, path, token).by("DELETE"));
    }

    Answer upload(URI server, Secret token, Media media) {
        String name = "picture." + media.type().substring(media.type().indexOf('/') + 1);
        return http.send(new Multipart()
                .with("description", media.alt())
                .file("file", name, media.type(), media.size(), media::open)
                .into(request(server, "/api/v2/media", token), "POST"));
    }

    private static Request request(URI server, String path, Secret token) {
        Request request = Request.to(server.resolve(path));
        return token == null ? request : request.bearer(token.reveal());
    }

    /** The document of a good answer. */
    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    /** What an answer without the hoped-for document means, for a request that posts. */
    Outcome trouble(Answer answer) {
        return HttpErrorMapping.changing(answer, said(answer), now());
    }

    /** The same for a request that can be repeated. */
    Outcome troubleReading(Answer answer) {
        return HttpErrorMapping.reading(answer, said(answer), now());
    }

    private static String said(Answer answer) {
        return answer instanceof Answer.Received received
                ? Json.read(received.text(), Documents.Failure.class)
                        .map(f -> f.description() != null ? f.description() : f.error())
                        .orElse("")
                : "";
    }

    /** What a server says of itself: version 2 of the document, else version 1; empty when it does not answer soon. */
    Optional<JsonNode> instance(URI server, Duration patience) {
        Answer answer = get(server, "/api/v2/instance", patience);
        boolean older = answer instanceof Answer.Received received && !received.isSuccess();
        return tree(older ? get(server, "/api/v1/instance", patience) : answer);
    }

    private Answer get(URI server, String path, Duration patience) {
        return http.send(request(server, path, null), patience);
    }

    private static Optional<JsonNode> tree(Answer answer) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.tree(received.text())
                : Optional.empty();
    }
}
