package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Multipart;
import org.herald.kit.http.Request;
import org.herald.spi.Media;
import org.herald.spi.Secret;

/**
 * One request a method. The vendor wants the token in the path; so no address is ever part of what is told or thrown.
 */
final class TelegramApi {
    private static final Pattern TOKEN = Pattern.compile("[1-9][0-9]{0,17}:[A-Za-z0-9_-]{1,100}");

    private final Http http;
    private final Clock clock;

    TelegramApi(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether it has the form of a bot's token: its number, a colon, and the secret. */
    static boolean isToken(Secret token) {
        return TOKEN.matcher(token.reveal()).matches();
    }

    /** Reads; asking again does no harm. */
    Answer get(URI server, Secret token, String method, Map<String, String> fields) {
        Form form = new Form();
        fields.forEach(form::with);
        String query = fields.isEmpty() ? "" : "?" + form.encoded();
        return http.send(request(server, token, method + query));
    }

    /** Changes something. */
    Answer post(URI server, Secret token, String method, Map<String, Object> fields) {
        return http.send(request(server, token, method).by("POST", "application/json", Json.write(fields)));
    }

    /** The same with files, each in a field of its own. */
    Answer upload(URI server, Secret token, String method, Map<String, String> fields, Map<String, Media> files) {
        Multipart body = new Multipart();
        fields.forEach(body::with);
        files.forEach(
                (name, media) -> body.file(name, name + "." + ending(media), media.type(), media.size(), media::open));
        return http.send(body.into(request(server, token, method), "POST"));
    }

    /** Reads a file of which the server told the path. */
    Answer file(URI server, Secret token, String path) {
        return http.send(Request.to(server.resolve("/file/bot" + safe(token) + "/" + path)));
    }

    private static String ending(Media media) {
        return media.type().substring(media.type().indexOf('/') + 1);
    }

    private static Request request(URI server, Secret token, String method) {
        return Request.to(server.resolve("/bot" + safe(token) + "/" + method));
    }

    private static String safe(Secret token) {
        return URLEncoder.encode(token.reveal(), StandardCharsets.UTF_8).replace("%3A", ":");
    }

    /** What a good answer holds; empty for any other. */
    static Optional<JsonNode> result(Answer answer) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.tree(received.text())
                        .filter(document -> document.path("ok").asBoolean())
                        .map(document -> document.path("result"))
                : Optional.empty();
    }

    /** The number of a token's bot, which is no secret. */
    static long bot(Secret token) {
        String number = token.reveal().replaceFirst(":.*$", "");
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
    }

    /** The messages that a good answer holds: one, or those of an album. */
    static List<Message> messages(Answer answer) {
        return result(answer).map(Message::all).orElse(List.of());
    }
}
