package org.herald.connectors.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.TokenFacts;
import org.herald.spi.Account;
import org.herald.spi.Fact;

/** What Meta tells of a token, and of what is left of the application's limits. */
public final class GraphFacts {
    private static final int HUNDRED = 100;
    /** Of the application's limit (Graph API, Rate Limiting): it comes back bit by bit. */
    private static final Duration HOUR = Duration.ofHours(1);

    private GraphFacts() {}

    private record Debugged(
            List<String> scopes,
            @JsonProperty("expires_at") long ends,
            @JsonProperty("data_access_expires_at") long dataEnds) {}

    /**
     * When a token ends and which permissions it lacks; nothing where no application is configured that may ask, or Meta
     * does not say.
     *
     * @param posting without which nothing can be posted
     */
    public static List<Fact> token(GraphApi api, Account account, List<String> posting, List<String> others) {
        Optional<Debugged> told = api.debug(account)
                .flatMap(answer -> GraphApi.document(answer, JsonNode.class))
                .map(batch -> batch.path(0).path("body").asText(""))
                .flatMap(Json::tree)
                .flatMap(document -> Json.read(document.path("data"), Debugged.class));
        List<Fact> facts = new ArrayList<>();
        told.ifPresent(debugged -> {
            ends(facts, Fact.End.TOKEN, debugged.ends());
            ends(facts, Fact.End.DATA_ACCESS, debugged.dataEnds());
            if (debugged.scopes() != null) {
                facts.addAll(TokenFacts.lacking(debugged.scopes(), posting, others));
            }
        });
        return facts;
    }

    /** Meta writes 0 where there is no end. */
    private static void ends(List<Fact> facts, Fact.End what, long at) {
        if (at > 0) {
            facts.add(new Fact.Ends(what, Instant.ofEpochSecond(at), "", false));
        }
    }

    /** How much the application may still ask for, in parts of a hundred: the scarcest of what Meta counts. */
    public static List<Fact> usage(Answer answer) {
        return answer instanceof Answer.Received received
                ? received
                        .header("X-App-Usage")
                        .flatMap(Json::tree)
                        .map(usage -> IntStream.of(
                                        usage.path("call_count").asInt(),
                                        usage.path("total_time").asInt(),
                                        usage.path("total_cputime").asInt())
                                .max()
                                .orElse(0))
                        .<Fact>map(used -> new Fact.Quota(
                                Fact.Counted.REQUESTS, Math.max(0, HUNDRED - used), HUNDRED, HOUR, Optional.empty()))
                        .stream()
                        .toList()
                : List.of();
    }
}
