package org.herald.simulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What people and the vendor do, told by name and JSON. */
final class Acts {
    private Acts() {}

    static Object on(XSimulator x, Posting posting, String name, JsonNode what) {
        String by = what.path("by").asText("reader");
        String text = what.path("text").asText("");
        switch (name) {
            case "connect":
                return x.connectToken(what.path("handle").asText("press"));
            case "reply":
                return id(
                        what.path("named").asBoolean(true)
                                ? x.reply(what.path("to").asText(), by, text)
                                : x.replyWithoutName(what.path("to").asText(), by, text));
            case "quote":
                return id(x.quote(what.path("of").asText(), by, text));
            case "post":
                return id(x.post(by, text));
            default:
                set(x, posting, name, what);
                return Map.of("done", name);
        }
    }

    private static Map<String, String> id(String id) {
        return Map.of("id", id);
    }

    private static void set(XSimulator x, Posting posting, String name, JsonNode what) {
        String handle = what.path("handle").asText("press");
        switch (name) {
            case "delete" -> x.remove(what.path("id").asText());
            case "revoke" -> x.revokeTokens(handle);
            case "callback" -> x.callback(URI.create(what.path("address").asText()));
            case "browse" -> x.browsing(handle, what.path("refuses").asBoolean());
            case "cap" -> x.cap(
                    what.path("dollars").asText(), what.path("status").asInt(429));
            case "credits" -> x.credits(what.path("dollars").asText());
            case "limit" -> x.limit(
                    what.path("endpoint").asText(), what.path("most").asInt());
            case "video" -> x.works(
                    Duration.ofSeconds(what.path("seconds").asInt()),
                    what.path("fails").asBoolean());
            case "premium" -> x.premium(handle, what.path("is").asBoolean(true));
            case "enterprise" -> posting.enterprise(what.path("is").asBoolean(true));
            default -> throw new IllegalArgumentException("nobody does “" + name + "” here");
        }
    }
}
