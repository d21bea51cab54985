package org.herald.simulators.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Several requests in one (Graph API, Batch Requests): of all that can stand in it, what a token is. */
final class Batch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEBUG = "debug_token?";

    private final Login login;

    Batch(Login login) {
        this.login = login;
    }

    Reply answer(GraphCall call) throws Violation {
        call.only(Set.of("batch", "include_headers"));
        JsonNode one = requests(call.need("batch")).path(0);
        String address = one.path("relative_url").asText();
        if (!one.path("method").asText().equals("GET") || !address.startsWith(DEBUG)) {
            throw GraphError.parameter("Only debug_token is known here").violation("another request in a batch");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.substring(DEBUG.length()).split("&")) {
            int gap = pair.indexOf('=');
            parameters.put(pair.substring(0, gap), URLDecoder.decode(pair.substring(gap + 1), StandardCharsets.UTF_8));
        }
        GraphCall asked = new GraphCall(call.call(), call.version(), List.of("debug_token"), parameters, List.of());
        Reply reply = login.debug(asked);
        return Reply.json(
                200, List.of(Map.of("code", reply.status(), "body", new String(reply.body(), StandardCharsets.UTF_8))));
    }

    private static JsonNode requests(String batch) throws Violation {
        try {
            return JSON.readTree(batch);
        } catch (JsonProcessingException e) {
            throw GraphError.parameter("The batch is no JSON").violation("the batch is no JSON");
        }
    }
}
