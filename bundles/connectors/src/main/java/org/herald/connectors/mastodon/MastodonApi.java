package org.herald.connectors.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.herald.connectors.http.Answer;
import org.herald.connectors.http.Form;
import org.herald.connectors.http.Http;
import org.herald.connectors.http.Json;
import org.herald.connectors.http.Trouble;
import org.herald.spi.Limits;
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
        return http.send(request(server, path, token).GET().build());
    }

    Answer post(URI server, String path, Secret token, Form form) {
        return http.send(form.into(request(server, path, token), "POST").build());
    }

    Answer postStatus(URI server, Secret token, Form form, String key) {
        return http.send(form.into(request(server, "/api/v1/statuses", token), "POST")
                .header("Idempotency-Key", key)
                .build());
    }

    Answer put(URI server, String path, Secret token, Form form) {
        return http.send(form.into(request(server, path, token), "PUT").build());
    }

    Answer delete(URI server, String path, Secret token) {
        return http.send(request(server, path, token)
                .method("DELETE", BodyPublishers.noBody())
                .build());
    }

    Answer upload(URI server, Secret token, Media media) {
        String name = "picture." + media.type().substring(media.type().indexOf('/') + 1);
        return http.send(Form.upload(
                        request(server, "/api/v2/media", token),
                        media.bytes(),
                        media.type(),
                        name,
                        "description",
                        media.alt())
                .build());
    }

    private static HttpRequest.Builder request(URI server, String path, Secret token) {
        HttpRequest.Builder request = Http.to(server.resolve(path));
        return token == null ? request : request.header("Authorization", "Bearer " + token.reveal());
    }

    /** The document of a good answer. */
    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    /** What an answer without the hoped-for document means, for a request that posts. */
    Outcome trouble(Answer answer) {
        return Trouble.changing(answer, said(answer), now());
    }

    /** The same for a request that can be repeated. */
    Outcome troubleReading(Answer answer) {
        return Trouble.reading(answer, said(answer), now());
    }

    private static String said(Answer answer) {
        return answer instanceof Answer.Received received
                ? Json.read(received.text(), Documents.Failure.class)
                        .map(f -> f.description() != null ? f.description() : f.error())
                        .orElse("")
                : "";
    }

    /** Reads the limits of a server: version 2 of the document, else version 1. */
    Optional<Limits> limits(URI server, Limits usual) {
        return tree(server, "/api/v2/instance")
                .or(() -> tree(server, "/api/v1/instance"))
                .map(instance -> limits(instance, usual, server));
    }

    private Optional<JsonNode> tree(URI server, String path) {
        return get(server, path, null) instanceof Answer.Received received && received.isSuccess()
                ? Json.tree(received.text())
                : Optional.empty();
    }

    private Limits limits(JsonNode instance, Limits usual, URI server) {
        JsonNode statuses = instance.at("/configuration/statuses");
        return new Limits(
                text(statuses, instance, usual.text()),
                pictures(statuses, instance.at("/configuration/media_attachments"), usual.pictures()),
                videos(instance.at("/configuration/media_attachments"), usual.videos()),
                usual.cost(),
                server.resolve("/api/v2/instance"),
                LocalDate.ofInstant(now(), ZoneOffset.UTC));
    }

    private static Limits.Text text(JsonNode statuses, JsonNode instance, Limits.Text usual) {
        return new Limits.Text(
                usual.counting(),
                statuses.path("max_characters")
                        .asInt(instance.path("max_toot_chars").asInt(usual.maxLength())),
                usual.maxBytes(),
                statuses.path("characters_reserved_per_url").asInt(usual.urlLength()),
                usual.maxHashtags(),
                usual.maxMentions(),
                usual.maxCashtags(),
                usual.threads(),
                usual.linksWork(),
                usual.maxComment());
    }

    private static Limits.Pictures pictures(JsonNode statuses, JsonNode media, Limits.Pictures usual) {
        Set<String> types = types(media, usual.types());
        return new Limits.Pictures(
                usual.min(),
                statuses.path("max_media_attachments").asInt(usual.max()),
                media.path("image_size_limit").asLong(usual.maxBytes()),
                usual.maxThumbnailBytes(),
                usual.maxEdge(),
                usual.minRatio(),
                usual.maxRatio(),
                media.path("description_limit").asInt(usual.maxAltLength()),
                types.isEmpty() ? usual.types() : types);
    }

    private static Set<String> types(JsonNode media, Set<String> usual) {
        return StreamSupport.stream(media.path("supported_mime_types").spliterator(), false)
                .map(JsonNode::asText)
                .filter(usual::contains)
                .collect(Collectors.toSet());
    }

    /** A server that lists types and no video among them takes none. */
    private static Limits.Videos videos(JsonNode media, Limits.Videos usual) {
        Set<String> types = types(media, usual.types());
        boolean listed = media.path("supported_mime_types").size() > 0;
        return new Limits.Videos(
                listed && types.isEmpty() ? 0 : usual.max(),
                media.path("video_size_limit").asLong(usual.maxBytes()),
                usual.maxSeconds(),
                usual.minEdge(),
                usual.maxEdge(),
                usual.minRatio(),
                usual.maxRatio(),
                usual.captions(),
                types.isEmpty() ? usual.types() : types);
    }
}
