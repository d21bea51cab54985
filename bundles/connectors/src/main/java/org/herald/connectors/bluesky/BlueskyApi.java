package org.herald.connectors.bluesky;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.herald.connectors.bluesky.Documents.Failure;
import org.herald.connectors.bluesky.Documents.Session;
import org.herald.connectors.http.Answer;
import org.herald.connectors.http.Http;
import org.herald.connectors.http.HttpErrorMapping;
import org.herald.connectors.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/** One request a method; sessions are kept, and refreshed when they end, never made per post. */
final class BlueskyApi {
    /** A request, its session refreshed or opened anew, and the request once more. */
    static final int MOST_REQUESTS = 4;

    private static final Set<String> SESSION_OVER = Set.of("ExpiredToken", "InvalidToken");
    private final Http http;
    private final Clock clock;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Session> latest = new ConcurrentHashMap<>();

    BlueskyApi(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Opens a session with the app password. */
    Answer createSession(URI server, String handle, Secret password) {
        return http.send(json(
                Http.to(xrpc(server, "com.atproto.server.createSession")),
                Map.of("identifier", handle, "password", password.reveal())));
    }

    private Answer refreshSession(URI server, String refreshJwt) {
        return http.send(Http.bearer(Http.to(xrpc(server, "com.atproto.server.refreshSession")), refreshJwt)
                .POST(BodyPublishers.noBody())
                .build());
    }

    Answer query(Account account, String method, Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        URI uri = URI.create(xrpc(account.server(), method) + query.toString());
        return authorised(
                account, session -> bearer(Http.to(uri), session).GET().build());
    }

    Answer procedure(Account account, String method, Map<String, Object> input) {
        URI uri = xrpc(account.server(), method);
        return authorised(account, session -> json(bearer(Http.to(uri), session), input));
    }

    Answer upload(Account account, Media media) {
        URI uri = xrpc(account.server(), "com.atproto.repo.uploadBlob");
        return authorised(account, session -> bearer(Http.to(uri), session)
                .header("Content-Type", media.type())
                .POST(BodyPublishers.ofByteArray(media.bytes()))
                .build());
    }

    private static HttpRequest.Builder bearer(HttpRequest.Builder request, Session session) {
        return Http.bearer(request, session.accessJwt());
    }

    private static HttpRequest json(HttpRequest.Builder request, Object body) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
    }

    private static URI xrpc(URI server, String method) {
        return server.resolve("/xrpc/" + method);
    }

    /** Sends with the session kept; where that has ended, once more with a fresh one. */
    private Answer authorised(Account account, Function<Session, HttpRequest> request) {
        Opened opened = session(account, null);
        if (opened.session() == null) {
            return opened.answer();
        }
        Answer answer = http.send(request.apply(opened.session()));
        if (!isSessionOver(answer)) {
            return answer;
        }
        Opened fresh = session(account, opened.session());
        return fresh.session() == null ? fresh.answer() : http.send(request.apply(fresh.session()));
    }

    /** A session, or the answer that says why there is none. */
    private record Opened(Session session, Answer answer) {}

    /** One thread at a time for an account, so that a session that ended is refreshed once and not by everybody. */
    private Opened session(Account account, Session ended) {
        synchronized (locks.computeIfAbsent(key(account), id -> new Object())) {
            Session kept = account.session()
                    .flatMap(s -> Json.read(s.reveal(), Session.class))
                    .orElse(null);
            Session newest = latest.getOrDefault(key(account), kept);
            if (newest != null && (ended == null || !newest.accessJwt().equals(ended.accessJwt()))) {
                return new Opened(newest, null);
            }
            return newest == null ? create(account) : refresh(account, newest);
        }
    }

    private Opened refresh(Account account, Session old) {
        Answer answer = refreshSession(account.server(), old.refreshJwt());
        Optional<Session> fresh = document(answer, Session.class).filter(BlueskyApi::isWhole);
        if (fresh.isPresent()) {
            return keep(account, fresh.get());
        }
        boolean definite = answer instanceof Answer.Received r && r.status() / 100 == 4 && r.status() != 429;
        return definite ? create(account) : new Opened(null, answer);
    }

    private Opened create(Account account) {
        Answer answer = createSession(account.server(), account.remoteId(), account.secret());
        return document(answer, Session.class)
                .filter(BlueskyApi::isWhole)
                .map(session -> keep(account, session))
                .orElseGet(() -> new Opened(null, answer));
    }

    private Opened keep(Account account, Session session) {
        latest.put(key(account), session);
        account.keepSession(new Secret(Json.write(session)));
        return new Opened(session, null);
    }

    /** Forgets what is held of an account, for a sign-in with another password. */
    void forget(Account account) {
        latest.remove(key(account));
    }

    private static String key(Account account) {
        return account.profileId() + " " + account.server() + " " + account.remoteId();
    }

    static boolean isWhole(Session session) {
        return session.did() != null && Http.isToken(session.accessJwt()) && Http.isToken(session.refreshJwt());
    }

    private static boolean isSessionOver(Answer answer) {
        return answer instanceof Answer.Received r
                && SESSION_OVER.contains(failure(r).error());
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
        boolean signIn = SESSION_OVER.contains(error) || error.startsWith("Auth") || error.startsWith("Account");
        if (signIn && outcome instanceof Outcome.Refused refused) {
            return new Outcome.Refused(Reason.AUTHORISATION, refused.why());
        }
        if (("NotFound".equals(error) || "RecordNotFound".equals(error)) && outcome instanceof Outcome.Refused r) {
            return new Outcome.Refused(Reason.GONE, r.why());
        }
        return outcome;
    }
}
