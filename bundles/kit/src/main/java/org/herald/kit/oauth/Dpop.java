package org.herald.kit.oauth;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * Sends requests with the proof that a key is at hand (RFC 9449). Servers want a word of theirs in it, another one every
 * few minutes: the newest of each is remembered, and where one was too old the request is sent once more.
 */
public final class Dpop {
    private static final String NONCE = "DPoP-Nonce";
    private static final String WANTED = "use_dpop_nonce";
    /** Nothing was done, as if nothing had been sent. */
    private static final String NEVER_ENOUGH = "The server asks for another word in the proof of the key each time.";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    /** Servers that a word is remembered of; of others it is asked for again. */
    private static final int MOST = 500;
    /** Longer words are not taken: whoever answers may be any server. */
    private static final int LONGEST = 512;

    private static final float LOAD = 0.75f;

    private final Http http;
    private final Clock clock;
    private final Map<String, String> nonces = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** Sends by Herald's own client. */
    public Dpop(@NotNull Http http, @NotNull Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * Sends a request to where a token is good for something: at most twice, and the second time only after the server
     * refused the first and did nothing.
     *
     * @throws IllegalArgumentException when the token has characters that no header can hold
     */
    public @NotNull Answer send(@NotNull Request request, @NotNull DpopKey key, @NotNull Secret access) {
        Request signed = request.bound(access.reveal());
        return exchange("resource", () -> signed, key, Optional.of(access));
    }

    /** Sends to where tokens are given; the request is made anew each time, for what it says is good once. */
    Answer ask(Supplier<Request> request, DpopKey key) {
        return exchange("token", request, key, Optional.empty());
    }

    private Answer exchange(String kind, Supplier<Request> request, DpopKey key, Optional<Secret> access) {
        Answer answer = once(kind, request.get(), key, access);
        if (!wantsAnother(answer)) {
            return answer;
        }
        Answer again = once(kind, request.get(), key, access);
        return wantsAnother(again) ? new Answer.NotSent(NEVER_ENOUGH) : again;
    }

    private Answer once(String kind, Request request, DpopKey key, Optional<Secret> access) {
        String server = kind + " " + origin(request.uri());
        String proof = key.proof(request.method(), request.uri(), clock.instant(), nonce(server), access);
        Answer answer = http.send(request.header("DPoP", proof));
        if (answer instanceof Answer.Received received) {
            received.header(NONCE)
                    .filter(word -> word.length() <= LONGEST && Request.isToken(word))
                    .ifPresent(word -> remember(server, word));
        }
        return answer;
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private Optional<String> nonce(String server) {
        synchronized (nonces) {
            return Optional.ofNullable(nonces.get(server));
        }
    }

    private void remember(String server, String nonce) {
        synchronized (nonces) {
            nonces.put(server, nonce);
        }
    }

    /** Servers for tokens say it in the body with 400, others in a header with 401 (RFC 9449, 8 and 9). */
    private static boolean wantsAnother(Answer answer) {
        if (!(answer instanceof Answer.Received received)
                || received.header(NONCE).isEmpty()
                || received.status() != BAD_REQUEST && received.status() != UNAUTHORISED) {
            return false;
        }
        boolean said = Json.tree(received.text())
                .filter(body -> WANTED.equals(body.path("error").asText()))
                .isPresent();
        return said
                || received.header("WWW-Authenticate")
                        .filter(header -> header.contains(WANTED))
                        .isPresent();
    }
}
