package org.herald.connectors.discord;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Multipart;
import org.herald.kit.http.Request;
import org.herald.spi.Media;

/**
 * One request a method. A webhook's token stands in the path, for Discord knows no other way; a bot's never does.
 */
final class DiscordApi {
    /** Discord asks for this form, and may block others. */
    private static final String AGENT = "DiscordBot (https://sling.apache.org/, 0.1) Herald";

    private static final String JSON = "application/json";
    private final Http http;
    private final Clock clock;
    private final String base;

    DiscordApi(Http http, Clock clock, int version) {
        this.http = http;
        this.clock = clock;
        this.base = "/api/v" + version;
    }

    Instant now() {
        return clock.instant();
    }

    Answer webhook(Access access) {
        return http.send(request(access.server(), path(access)));
    }

    /** Waits for the message: without, a message that is lost gives no error. */
    Answer execute(Access access, Map<String, Object> message, List<Media> files) {
        Request request = request(access.server(), path(access) + "?wait=true");
        return http.send(carrying(request, "POST", message, files));
    }

    Answer edit(Access access, MessageRef ref, Map<String, Object> message) {
        return http.send(carrying(request(access.server(), path(access, ref)), "PATCH", message, List.of()));
    }

    Answer delete(Access access, MessageRef ref) {
        return http.send(request(access.server(), path(access, ref)).by("DELETE"));
    }

    Answer bot(Access access, String path) {
        return http.send(asBot(access, path));
    }

    /** The messages of a channel, the newest first. */
    Answer messages(Access access, String channel, Form query) {
        return bot(access, "/channels/" + channel + "/messages?" + query.encoded());
    }

    Answer message(Access access, MessageRef ref) {
        return bot(access, path(ref));
    }

    Answer say(Access access, String channel, Map<String, Object> message, List<Media> files) {
        return http.send(carrying(asBot(access, "/channels/" + channel + "/messages"), "POST", message, files));
    }

    Answer editAsBot(Access access, MessageRef ref, Map<String, Object> message) {
        return http.send(carrying(asBot(access, path(ref)), "PATCH", message, List.of()));
    }

    Answer deleteAsBot(Access access, MessageRef ref) {
        return http.send(asBot(access, path(ref)).by("DELETE"));
    }

    private static String path(MessageRef ref) {
        return "/channels/" + ref.channel() + "/messages/" + ref.message();
    }

    private static String path(Access access) {
        return "/webhooks/" + access.webhookId() + "/" + access.credentials().webhookToken();
    }

    private static String path(Access access, MessageRef ref) {
        String thread = ref.opensThread() ? "?thread_id=" + ref.channel() : "";
        return path(access) + "/messages/" + ref.message() + thread;
    }

    private Request request(URI server, String path) {
        return Request.to(server.resolve(base + path)).header("User-Agent", AGENT);
    }

    private Request asBot(Access access, String path) {
        return request(access.server(), path)
                .header("Authorization", "Bot " + access.bot().orElseThrow());
    }

    private static Request carrying(Request request, String method, Map<String, Object> message, List<Media> files) {
        String json = Json.write(message);
        if (files.isEmpty()) {
            return request.by(method, JSON, json);
        }
        Multipart parts = new Multipart().with("payload_json", JSON, json);
        for (int i = 0; i < files.size(); i++) {
            Media file = files.get(i);
            parts.file("files[" + i + "]", Outgoing.name(message, i), file.type(), file.size(), file::open);
        }
        return parts.into(request, method);
    }

    /** The document of a good answer. */
    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }
}
