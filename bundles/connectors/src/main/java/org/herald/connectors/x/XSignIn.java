package org.herald.connectors.x;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.x.Documents.Me;
import org.herald.connectors.x.Documents.User;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.TokenAnswer;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.Onboarding;
import org.herald.spi.Reason;
import org.herald.spi.Requirements;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs in at X: by the OAuth 2 code flow with PKCE, or with a token that somebody made elsewhere and that ends. */
@Component(service = Capability.class, property = Network.ID + "=" + XConnector.ID, configurationPid = XConnector.PID)
public final class XSignIn implements Authorizer, CodeAuthorizer, Onboarding {
    /** What Herald has sentences of its own for. */
    private static final Set<Integer> OWN_WORDS = Set.of(401, 402, 429);

    private final XAccess access;
    private final XApi api;

    @Activate
    public XSignIn(@Reference Http http, XConfig config) {
        this(http, config, Clock.systemUTC());
    }

    XSignIn(Http http, XConfig config, Clock clock) {
        this.access = new XAccess(http, clock, config);
        this.api = new XApi(access, clock, config.olderNames());
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.SECRET),
                "Without a sign-in, paste an access token of OAuth 2.0. It ends after two hours.",
                Optional.of(URI.create("https://console.x.com")),
                Optional.of(new Requirements.App(
                        XConnector.PID,
                        access.missing(),
                        "Make an app, and set up its user authentication as a Web App, Automated App or Bot that may read"
                                + " and write. Client ID and secret stand under Keys and tokens, OAuth 2.0. X is paid by"
                                + " the post.",
                        URI.create("https://console.x.com"))));
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        if (!Request.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        Optional<String> stranger = access.stranger(server);
        if (stranger.isPresent()) {
            return new Connection.Denied(Reason.SERVER, stranger.get());
        }
        return connection(api.me(server, token), handle, token, Optional.empty());
    }

    @Override
    public Connection check(Account account) {
        Connection connection = connection(api.me(account), "", account.secret(), Optional.empty());
        boolean another = connection instanceof Connection.Connected connected
                && !connected.remoteId().equals(account.remoteId());
        return another
                ? new Connection.Denied(
                        Reason.AUTHORISATION,
                        "The token belongs to another account, @" + ((Connection.Connected) connection).handle()
                                + ": an administrator connects the profile anew.")
                : connection;
    }

    private Connection connection(Answer answer, String handle, Secret secret, Optional<Secret> session) {
        Optional<User> user = XApi.document(answer, Me.class)
                .map(Me::data)
                .filter(found -> found.id() != null && !found.id().isEmpty() && found.username() != null);
        if (user.isEmpty()) {
            return denied(answer);
        }
        String name = handle.replaceFirst("^@", "");
        return name.isEmpty() || name.equalsIgnoreCase(user.get().username())
                ? new Connection.Connected(user.get().id(), user.get().username(), secret, session)
                        .pictured(user.get().picture())
                : new Connection.Denied(
                        Reason.AUTHORISATION,
                        "The token belongs to @" + user.get().username() + ", not to @" + name + ".");
    }

    /** Nothing of what the server says is repeated: it may be any server. */
    private Connection.Denied denied(Answer answer) {
        boolean known = answer instanceof Answer.Received received && OWN_WORDS.contains(received.status());
        return known
                ? HttpErrorMapping.denied(Refusals.reading(answer, api.now()))
                : HttpErrorMapping.denied(answer, api.now());
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        return access.obstacle(server)
                .<Challenge>map(why -> new Challenge.Unavailable(Reason.SERVER, why))
                .orElseGet(() -> access.oauth().orElseThrow().begin(callback, state, Map.of()));
    }

    /** X's codes live for thirty seconds, and work once. */
    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        Optional<String> obstacle = access.obstacle(server);
        if (obstacle.isPresent()) {
            return new Connection.Denied(Reason.SERVER, obstacle.get());
        }
        TokenAnswer answer = access.oauth().orElseThrow().complete(callback, ticket, grant);
        if (!(answer instanceof TokenAnswer.Given given)) {
            return ((TokenAnswer.Denied) answer).why();
        }
        Secret kept = given.tokens().kept();
        return connection(api.me(server, given.tokens().access()), "", kept, Optional.of(kept));
    }
}
