package org.herald.connectors.bluesky;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.herald.connectors.bluesky.Documents.Session;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** Signs the requests of accounts that have an app password: sessions are kept, and refreshed when they end. */
final class PasswordSessions {
    static final Set<String> SESSION_OVER = Set.of("ExpiredToken", "InvalidToken");
    private static final Answer BUSY = new Answer.NotSent("The sign-in is being renewed: it takes long.");

    private final Http http;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Session> latest = new ConcurrentHashMap<>();

    PasswordSessions(Http http) {
        this.http = http;
    }

    /** Opens a session with the app password. */
    Answer createSession(URI server, String handle, Secret password) {
        return http.send(BlueskyApi.json(
                Request.to(BlueskyApi.xrpc(server, "com.atproto.server.createSession")),
                Map.of("identifier", handle, "password", password.reveal())));
    }

    private Answer refreshSession(URI server, String refreshJwt) {
        return http.send(Request.to(BlueskyApi.xrpc(server, "com.atproto.server.refreshSession"))
                .bearer(refreshJwt)
                .by("POST"));
    }

    /** Sends with the session kept; where that has ended, once more with a fresh one. */
    Answer send(Account account, String path, UnaryOperator<Request> request) {
        Opened opened = session(account, null);
        if (opened.session() == null) {
            return unsent(opened.answer());
        }
        Answer answer = send(account, path, request, opened.session());
        if (!SESSION_OVER.contains(BlueskyApi.error(answer))) {
            return answer;
        }
        Opened fresh = session(account, opened.session());
        return fresh.session() == null ? unsent(fresh.answer()) : send(account, path, request, fresh.session());
    }

    /** Why there is no session is no answer to what was to be sent with it: of that the server has heard nothing. */
    private static Answer unsent(Answer trouble) {
        boolean refused = trouble instanceof Answer.Received received && received.status() / 100 == 4;
        return refused || trouble instanceof Answer.NotSent
                ? trouble
                : new Answer.NotSent("The server gave no session: it has trouble of its own.");
    }

    private Answer send(Account account, String path, UnaryOperator<Request> request, Session session) {
        return http.send(
                request.apply(Request.to(account.server().resolve(path)).bearer(session.accessJwt())));
    }

    /** Reads with a session that was just opened. */
    Answer send(URI server, String path, Session session) {
        return http.send(Request.to(server.resolve(path)).bearer(session.accessJwt()));
    }

    /** A session, or the answer that says why there is none. */
    private record Opened(Session session, Answer answer) {}

    /** A session that ended is refreshed once for all nodes, and kept before it is used. */
    private Opened session(Account account, Session ended) {
        synchronized (locks.computeIfAbsent(key(account), id -> new Object())) {
            Session kept = account.session()
                    .flatMap(s -> Json.read(s.reveal(), Session.class))
                    .orElse(null);
            Session newest = latest.getOrDefault(key(account), kept);
            if (newest != null && (ended == null || !newest.accessJwt().equals(ended.accessJwt()))) {
                return new Opened(newest, null);
            }
            return renewed(account, newest);
        }
    }

    /** Another session than the one that ended; of somebody else who was faster, where there is one. */
    private Opened renewed(Account account, Session ended) {
        AtomicReference<Answer> trouble = new AtomicReference<>();
        Secret stale = ended == null ? account.secret() : kept(ended);
        Optional<Session> fresh = account.renewSession(stale, () -> {
                    Opened opened = ended == null ? create(account) : refresh(account, ended);
                    trouble.set(opened.answer());
                    return Optional.ofNullable(opened.session()).map(PasswordSessions::kept);
                })
                .flatMap(secret -> Json.read(secret.reveal(), Session.class));
        fresh.ifPresent(session -> latest.put(key(account), session));
        return fresh.map(session -> new Opened(session, null))
                .orElseGet(() ->
                        new Opened(null, Optional.ofNullable(trouble.get()).orElse(BUSY)));
    }

    private static Secret kept(Session session) {
        return new Secret(Json.write(session));
    }

    private Opened refresh(Account account, Session old) {
        Answer answer = refreshSession(account.server(), old.refreshJwt());
        Optional<Session> fresh = BlueskyApi.document(answer, Session.class).filter(PasswordSessions::isWhole);
        if (fresh.isPresent()) {
            return new Opened(fresh.get(), null);
        }
        boolean definite = answer instanceof Answer.Received r && r.status() / 100 == 4 && r.status() != 429;
        return definite ? create(account) : new Opened(null, answer);
    }

    private Opened create(Account account) {
        Answer answer = createSession(account.server(), account.remoteId(), account.secret());
        return BlueskyApi.document(answer, Session.class)
                .filter(PasswordSessions::isWhole)
                .map(session -> new Opened(session, null))
                .orElseGet(() -> new Opened(null, answer));
    }

    /** Forgets what is held of an account, for a sign-in with another password. */
    void forget(Account account) {
        latest.remove(key(account));
    }

    private static String key(Account account) {
        return account.profileId() + " " + account.server() + " " + account.remoteId();
    }

    static boolean isWhole(Session session) {
        return session.did() != null && Request.isToken(session.accessJwt()) && Request.isToken(session.refreshJwt());
    }
}
