package org.herald.connectors.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.threads.Documents.Page;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.OAuth;
import org.herald.kit.oauth.TokenKeeper;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/** One request a method; each is signed with a token that is renewed in the middle of its sixty days. */
final class ThreadsApi {
    /** Tokens live for sixty days, and those that ended are never renewed (Meta, "Long-Lived Tokens"). */
    static final Duration EARLY = Duration.ofDays(30);

    private static final byte[] NO_SIGN_IN = "{\"error\":{\"code\":190}}".getBytes(StandardCharsets.UTF_8);

    private final Http http;
    private final Clock clock;
    private final App app;
    private final TokenRequests tokens;

    ThreadsApi(Http http, Clock clock, App app) {
        this.http = http;
        this.clock = clock;
        this.app = app;
        this.tokens = new TokenRequests(http, clock, app);
    }

    Instant now() {
        return clock.instant();
    }

    /** Reads something: an account, a post, a container, or a list below one ("ID/conversation"). */
    Answer get(Account account, Form query, String... path) {
        return signed(account, request(account.server(), query.encoded(), path));
    }

    Answer post(Account account, Form form, String... path) {
        return signed(account, form.into(request(account.server(), "", path), "POST"));
    }

    Answer delete(Account account, String id) {
        return signed(account, request(account.server(), "", id).by("DELETE"));
    }

    private Request request(URI server, String query, String... path) {
        StringBuilder address = new StringBuilder();
        if (!app.version().isEmpty()) {
            address.append('/').append(encoded(app.version()));
        }
        for (String part : path) {
            address.append('/').append(encoded(part));
        }
        return Request.to(server.resolve(query.isEmpty() ? address.toString() : address + "?" + query));
    }

    /** Whatever stands in a part, it leads to no other path and to no other server. */
    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private Answer signed(Account account, Request request) {
        TokenKeeper.Ready ready = token(account);
        return ready instanceof TokenKeeper.Ready.Token token
                ? http.send(request.bearer(token.access().reveal()))
                : unsigned(((TokenKeeper.Ready.Denied) ready).why());
    }

    /** The token to use now, renewed where its end is near; none for another server than Threads. */
    TokenKeeper.Ready token(Account account) {
        return !app.isAt(account.server())
                ? new TokenKeeper.Ready.Denied(new Connection.Denied(Reason.AUTHORISATION, OAuth.ELSEWHERE))
                : new TokenKeeper(clock, EARLY, tokens::refresh).token(account);
    }

    /** Without a token nothing is sent; what that means is told as the network would tell it. */
    private static Answer unsigned(Connection.Denied why) {
        return why.reason() == Reason.AUTHORISATION
                ? new Answer.Received(401, name -> Optional.empty(), NO_SIGN_IN)
                : new Answer.NotSent(why.why());
    }

    /** Whose a token is. */
    Answer me(URI server, Secret token) {
        return http.send(request(
                        server,
                        new Form()
                                .with("fields", "id,username,threads_profile_picture_url")
                                .encoded(),
                        "me")
                .bearer(token.reveal()));
    }

    /** The document of a good answer. */
    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    /** A page of a list; what in it cannot be read is left out, and it is not whole. */
    static <T> Optional<Page<T>> page(Answer answer, Class<T> type) {
        return document(answer, JsonNode.class)
                .filter(document -> document.path("data").isArray())
                .map(document -> {
                    List<T> data = new ArrayList<>();
                    document.path("data").forEach(node -> Json.read(node, type).ifPresent(data::add));
                    JsonNode paging = document.path("paging");
                    String after = paging.path("cursors").path("after").asText("");
                    boolean more = paging.hasNonNull("next");
                    boolean cut = more && after.isEmpty();
                    boolean whole = !cut && data.size() == document.path("data").size();
                    return new Page<>(data, after, more, whole);
                });
    }

    /** When a token ends that lives for some seconds. */
    static Instant end(Instant now, long seconds) {
        return now.plus(seconds > 0 ? Duration.ofSeconds(seconds) : EARLY.multipliedBy(2));
    }

    /** A token that nothing is known of is renewed when it is surely a day old, which is when it can be. */
    static Tokens unknown(Secret token, Instant now) {
        return new Tokens(token, Optional.empty(), now.plus(EARLY).plus(Duration.ofHours(25)), List.of());
    }
}
