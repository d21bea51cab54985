package org.herald.connectors.bluesky;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.herald.connectors.bluesky.Documents.Owner;
import org.herald.connectors.bluesky.Documents.Session;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/** Signs in with an app password, and tells whether accounts work, however they were connected. */
final class PasswordSignIn {
    private final BlueskyApi api;
    private final PasswordSessions passwords;

    PasswordSignIn(BlueskyApi api, PasswordSessions passwords) {
        this.api = api;
        this.passwords = passwords;
    }

    Connection signIn(URI server, String handle, Secret password) {
        return connection(server, passwords.createSession(server, handle.replaceFirst("^@", ""), password), password);
    }

    private Connection connection(URI server, Answer answer, Secret password) {
        Optional<Session> session = BlueskyApi.document(answer, Session.class).filter(PasswordSessions::isWhole);
        return session.<Connection>map(open -> new Connection.Connected(
                                open.did(), open.handle(), password, Optional.of(new Secret(Json.write(open))))
                        .pictured(Portrait.of(passwords.send(server, Portrait.path(open.did()), open))))
                .orElseGet(() -> api.denied(answer));
    }

    /** Signs in anew with a password: a session that still runs says nothing about one that was revoked. */
    Connection check(Account account) {
        if (OAuthSession.isOf(account)) {
            return inBrowser(account);
        }
        passwords.forget(account);
        Answer answer = passwords.createSession(account.server(), account.remoteId(), account.secret());
        Connection connection = connection(account.server(), answer, account.secret());
        if (connection instanceof Connection.Connected connected) {
            connected.session().ifPresent(account::keepSession);
        }
        return connection;
    }

    private Connection inBrowser(Account account) {
        Answer answer = api.query(account, BlueskyApi.WHO, Map.of());
        Optional<Owner> owner =
                BlueskyApi.document(answer, Owner.class).filter(found -> found.did() != null && found.handle() != null);
        if (owner.isPresent()) {
            return new Connection.Connected(
                            owner.get().did(), owner.get().handle(), account.secret(), account.session())
                    .pictured(Portrait.of(api.query(
                            account,
                            Portrait.METHOD,
                            Map.of("actor", owner.get().did()))));
        }
        Connection.Denied denied = api.denied(answer);
        return denied.reason() == Reason.AUTHORISATION
                ? new Connection.Denied(Reason.AUTHORISATION, OAuthSessions.OVER)
                : denied;
    }
}
