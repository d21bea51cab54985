package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Json;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * What a person's consent was changed into.
 *
 * @param access what requests are signed with
 * @param refresh what it can be changed into another with; empty where there is none
 * @param until when it ends; {@link Instant#MAX} where the network does not say
 * @param scopes what it lets; empty where the network does not say
 */
public record Tokens(
        @NotNull Secret access,
        @NotNull Optional<Secret> refresh,
        @NotNull Instant until,
        @NotNull List<String> scopes) {
    private static final String ACCESS = "access";

    /** Copies the list. */
    public Tokens {
        scopes = List.copyOf(scopes);
    }

    /** Whether it ends within a time from now. */
    public boolean endsWithin(@NotNull Duration time, @NotNull Instant now) {
        return !until.equals(Instant.MAX) && !until.isAfter(now.plus(time));
    }

    /** The same where nobody can renew it. */
    public @NotNull Tokens withoutRefresh() {
        return new Tokens(access, Optional.empty(), until, scopes);
    }

    /** The same, with the other's refresh token and scopes where these have none: what a network does not give anew stays. */
    Tokens orElse(Tokens other) {
        return new Tokens(access, refresh.or(other::refresh), until, scopes.isEmpty() ? other.scopes : scopes);
    }

    /** As it is kept. */
    public @NotNull Secret kept() {
        return new Secret(Json.write(Map.of(
                ACCESS,
                access.reveal(),
                "refresh",
                refresh.map(Secret::reveal).orElse(""),
                "until",
                until.equals(Instant.MAX) ? "" : until.toString(),
                "scopes",
                scopes)));
    }

    /** Reads what was kept; a token that somebody entered by hand is one that nothing is known of. */
    public static @NotNull Tokens of(@NotNull Secret kept) {
        return Json.tree(kept.reveal())
                .filter(document -> document.hasNonNull(ACCESS))
                .map(Tokens::read)
                .orElseGet(() -> new Tokens(kept, Optional.empty(), Instant.MAX, List.of()));
    }

    private static Tokens read(JsonNode document) {
        String until = document.path("until").asText("");
        return new Tokens(
                new Secret(document.path(ACCESS).asText()),
                Optional.of(document.path("refresh").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Secret::new),
                until.isEmpty() ? Instant.MAX : Instant.parse(until),
                scopes(document));
    }

    private static List<String> scopes(JsonNode document) {
        List<String> scopes = new ArrayList<>();
        document.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return scopes;
    }
}
