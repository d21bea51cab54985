package org.herald.simulators.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What other people do, by name: for those who have only the simulator's address. */
final class Acts {
    private Acts() {}

    static Object of(ThreadsSimulator threads, String name, JsonNode what) {
        return switch (name) {
            case "connect" -> Map.of(
                    "access_token", threads.connectToken(by(what)),
                    "user_id", threads.userId(by(what)));
            case "post" -> Map.of("id", threads.post(by(what), text(what, "text")));
            case "reply" -> Map.of("id", threads.reply(text(what, "to"), by(what), text(what, "text")));
            case "deliver" -> Map.of("statuses", threads.deliver());
            case "subscribe" -> Map.of(
                    "subscribed", threads.subscribe(URI.create(text(what, "callback")), text(what, "verify_token")));
            default -> quiet(threads, name, what);
        };
    }

    private static Object quiet(ThreadsSimulator threads, String name, JsonNode what) {
        switch (name) {
            case "delete" -> threads.delete(text(what, "id"));
            case "revoke" -> threads.revokeToken(by(what));
            case "redirect" -> threads.allowRedirect(URI.create(text(what, "uri")));
            case "visit" -> threads.visitor(by(what), what.path("denies").asBoolean(false));
            case "processing" -> threads.processing(Duration.parse(text(what, "time")));
            case "failContainer" -> threads.failNextContainer(text(what, "error"));
            case "loseContainers" -> threads.loseContainers();
            case "missContainers" -> threads.missContainers(what.path("times").asInt(1));
            case "dropPicture" -> threads.dropPicture();
            case "cutText" -> threads.cutText();
            case "useUp" -> threads.useUp(by(what), text(what, "kind"));
            case "falseFailure" -> threads.falseFailure(
                    what.path("status").asInt(500),
                    what.path("code").asInt(Errors.SERVICE),
                    what.path("subcode").asInt(0));
            default -> throw new IllegalArgumentException("nobody can " + name);
        }
        return Map.of();
    }

    private static String by(JsonNode what) {
        return text(what, "by");
    }

    private static String text(JsonNode what, String name) {
        return Optional.of(what.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
