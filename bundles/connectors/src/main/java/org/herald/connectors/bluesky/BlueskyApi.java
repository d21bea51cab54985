package org.herald.connectors.bluesky;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.herald.connectors.bluesky.Documents.Failure;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** One request a method, signed as the account was connected. */
final class BlueskyApi {
    /** A request, its session renewed, and the request once more; each again where a proof wants another word. */
    static final int MOST_REQUESTS = 6;

    /** Tells whose a session is. */
    static final String WHO = "com.atproto.server.getSession";

    static final String XRPC = "/xrpc/";

    private final Clock clock;
    private final PasswordSessions passwords;
    private final OAuthSessions browsers;

    BlueskyApi(Clock clock, PasswordSessions passwords, OAuthSessions browsers) {
        this.clock = clock;
        this.passwords = passwords;
        this.browsers = browsers;
    }

    Instant now() {
        return clock.instant();
    }

    Answer query(Account account, String method, Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(account, XRPC + method + query, request -> request);
    }

    Answer procedure(Account account, String method, Map<String, Object> input) {
        return send(account, XRPC + method, request -> json(request, input));
    }

    Answer upload(Account account, Media media) {
        return send(
                account,
                XRPC + "com.atproto.repo.uploadBlob",
                request -> request.by("POST", media.type(), media.bytes()));
    }

    private Answer send(Account account, String path, UnaryOperator<Request> request) {
        return OAuthSession.isOf(account)
                ? browsers.send(account, path, request)
                : passwords.send(account, path, request);
    }

    static Request json(Request request, Object body) {
        return request.by("POST", "application/json", Json.write(body));
    }

    static URI xrpc(URI server, String method) {
        return server.resolve(XRPC + method);
    }

    private static Failure failure(Answer.Received answer) {
        Failure none = new Failure("", "");
        return answer.isSuccess()
                ? none
                : Json.read(answer.text(), Failure.class)
                        .map(f ->
                                new Failure(f.error() == null ? "" : f.error(), f.message() == null ? "" : f.message()))
                        .orElse(none);
    }

    /** The word that the server has for what went wrong; empty when nothing did. */
    static String error(Answer answer) {
        return answer instanceof Answer.Received received ? failure(received).error() : "";
    }

    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    /** What an answer without the hoped-for document means, for a request that posts. */
    Outcome trouble(Answer answer) {
        return refine(answer, HttpErrorMapping.changing(answer, said(answer), now()));
    }

    /** The same for a request that can be repeated. */
    Outcome troubleReading(Answer answer) {
        return refine(answer, HttpErrorMapping.reading(answer, said(answer), now()));
    }

    /** What an answer to a sign-in means: nothing of what the server says is repeated. */
    Connection.Denied denied(Answer answer) {
        return HttpErrorMapping.denied(refine(answer, HttpErrorMapping.reading(answer, "", now())));
    }

    private static String said(Answer answer) {
        return answer instanceof Answer.Received received ? failure(received).message() : "";
    }

    /** AT servers answer 400 to nearly everything; the word beside it tells what it is. */
    private static Outcome refine(Answer answer, Outcome outcome) {
        String error = error(answer);
        boolean signIn = PasswordSessions.SESSION_OVER.contains(error)
                || error.startsWith("Auth")
                || error.startsWith("Account");
        if (signIn && outcome instanceof Outcome.Refused refused) {
            return new Outcome.Refused(Reason.AUTHORISATION, refused.why());
        }
        if (("NotFound".equals(error) || "RecordNotFound".equals(error)) && outcome instanceof Outcome.Refused r) {
            return new Outcome.Refused(Reason.GONE, r.why());
        }
        return outcome;
    }
}
