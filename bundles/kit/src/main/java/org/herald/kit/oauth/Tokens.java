package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Json;
import org.herald.kit.http.Origin;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * What a person's consent was changed into. It is of the server that gave it, and shown to no other.
 *
 * @param access what requests are signed with
 * @param refresh what it can be changed into another with; empty where there is none
 * @param until when it ends; {@link Instant#MAX} where the network does not say
 * @param scopes what it lets; empty where the network does not say
 * @param lasts when what it is changed with ends; {@link Instant#MAX} where the network does not say
 * @param issuer who gave it; empty where that was not noted
 */
public record Tokens(
        @NotNull Secret access,
        @NotNull Optional<Secret> refresh,
        @NotNull Instant until,
        @NotNull List<String> scopes,
        @NotNull Instant lasts,
        @NotNull Optional<URI> issuer) {
    private static final String ACCESS = "access";

    /** Copies the list. */
    public Tokens {
        scopes = List.copyOf(scopes);
    }

    /** Of which nobody said who gave it, or when the consent ends. */
    public Tokens(
            @NotNull Secret access,
            @NotNull Optional<Secret> refresh,
            @NotNull Instant until,
            @NotNull List<String> scopes) {
        this(access, refresh, until, scopes, Instant.MAX, Optional.empty());
    }

    /** The same, given by a server, however much of its address is told. */
    public @NotNull Tokens from(@NotNull URI server) {
        return new Tokens(access, refresh, until, scopes, lasts, Optional.of(Origin.of(server)));
    }

    /** The same, where what it is changed with ends at an instant. */
    public @NotNull Tokens lasting(@NotNull Instant end) {
        return new Tokens(access, refresh, until, scopes, end, issuer);
    }

    /** Whether a server may be shown them: the one that gave them, or any where nobody noted which that was. */
    public boolean isOf(@NotNull URI server) {
        return issuer.isEmpty() || Origin.same(issuer.get(), server);
    }

    /** Whether it ends within a time from now. */
    public boolean endsWithin(@NotNull Duration time, @NotNull Instant now) {
        return !until.equals(Instant.MAX) && !until.isAfter(now.plus(time));
    }

    /** The same where nobody can renew it. */
    public @NotNull Tokens withoutRefresh() {
        return new Tokens(access, Optional.empty(), until, scopes, Instant.MAX, issuer);
    }

    /** The same, with the other's refresh token and scopes where these have none: what a network does not give anew stays. */
    Tokens orElse(Tokens other) {
        boolean same = refresh.isEmpty() || refresh.map(Secret::reveal).equals(other.refresh.map(Secret::reveal));
        return new Tokens(
                access,
                refresh.or(other::refresh),
                until,
                scopes.isEmpty() ? other.scopes : scopes,
                same && lasts.equals(Instant.MAX) ? other.lasts : lasts,
                issuer.or(other::issuer));
    }

    /** As it is kept. */
    public @NotNull Secret kept() {
        return new Secret(Json.write(Map.of(
                ACCESS,
                access.reveal(),
                "refresh",
                refresh.map(Secret::reveal).orElse(""),
                "until",
                written(until),
                "scopes",
                scopes,
                "lasts",
                written(lasts),
                "issuer",
                issuer.map(URI::toString).orElse(""))));
    }

    private static String written(Instant end) {
        return end.equals(Instant.MAX) ? "" : end.toString();
    }

    /** Reads what was kept; a token that somebody entered by hand is one that nothing is known of. */
    public static @NotNull Tokens of(@NotNull Secret kept) {
        return Json.tree(kept.reveal())
                .filter(document -> document.hasNonNull(ACCESS))
                .map(Tokens::read)
                .orElseGet(() -> new Tokens(kept, Optional.empty(), Instant.MAX, List.of()));
    }

    private static Tokens read(JsonNode document) {
        return new Tokens(
                new Secret(document.path(ACCESS).asText()),
                Optional.of(document.path("refresh").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Secret::new),
                end(document, "until"),
                scopes(document),
                end(document, "lasts"),
                Optional.of(document.path("issuer").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(URI::create));
    }

    private static Instant end(JsonNode document, String name) {
        String end = document.path(name).asText("");
        return end.isEmpty() ? Instant.MAX : Instant.parse(end);
    }

    private static List<String> scopes(JsonNode document) {
        List<String> scopes = new ArrayList<>();
        document.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return scopes;
    }
}
