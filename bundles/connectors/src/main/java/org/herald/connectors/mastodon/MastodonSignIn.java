package org.herald.connectors.mastodon;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.mastodon.Documents.Application;
import org.herald.connectors.mastodon.Documents.Ticket;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.OAuth;
import org.herald.kit.oauth.OAuthServer;
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

/** Signs in on servers of the Mastodon family: with a token, or by the OAuth 2 code flow with PKCE. */
@Component(service = Capability.class, property = Network.ID + "=" + MastodonConnector.ID)
public final class MastodonSignIn implements Authorizer, CodeAuthorizer, Onboarding {
    private static final List<String> SCOPES =
            List.of("read:statuses", "read:notifications", "read:accounts", "write:statuses", "write:media");

    private final Http http;
    private final Clock clock;
    private final MastodonApi api;

    @Activate
    public MastodonSignIn(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    MastodonSignIn(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.api = new MastodonApi(http, clock);
    }

    /** Herald makes itself known to each server: nothing need be configured. */
    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.SERVER, Requirements.Ask.SECRET),
                "Without a sign-in, paste an access token: on the account's server, Preferences, Development, New"
                        + " application.",
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        if (!Request.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        Answer answer = api.get(server, "/api/v1/accounts/verify_credentials", token);
        Optional<Documents.Account> account =
                MastodonApi.document(answer, Documents.Account.class).filter(a -> a.id() != null && a.acct() != null);
        if (account.isEmpty()) {
            return denied(answer);
        }
        String name = handle.replaceFirst("^@", "").replaceFirst("@.*$", "");
        if (!name.isEmpty() && !name.equalsIgnoreCase(account.get().acct().replaceFirst("@.*$", ""))) {
            return new Connection.Denied(
                    Reason.AUTHORISATION,
                    "The token belongs to @" + account.get().acct() + ", not to @" + name + ".");
        }
        return new Connection.Connected(account.get().id(), account.get().acct(), token, Optional.empty())
                .pictured(account.get().avatar());
    }

    @Override
    public Connection check(Account account) {
        return signIn(account.server(), account.handle(), account.secret());
    }

    private Connection.Denied denied(Answer answer) {
        return HttpErrorMapping.denied(answer, api.now());
    }

    private static boolean isOf(URI server, String issuer) {
        try {
            return Objects.toString(new URI(issuer).getRawAuthority(), "").equalsIgnoreCase(server.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        Form form = new Form()
                .with("client_name", "Herald")
                .with("redirect_uris", callback.toString())
                .with("scopes", String.join(" ", SCOPES));
        Answer answer = api.post(server, "/api/v1/apps", null, form);
        Optional<Application> application = MastodonApi.document(answer, Application.class)
                .filter(a -> a.clientId() != null && a.clientSecret() != null);
        if (application.isEmpty()) {
            Connection.Denied denied = denied(answer);
            return new Challenge.Unavailable(denied.reason(), denied.why());
        }
        Challenge.Redirect redirect =
                (Challenge.Redirect) oauth(server, application.get()).begin(callback, state, Map.of());
        String verifier = redirect.ticket().reveal();
        Ticket ticket =
                new Ticket(application.get().clientId(), application.get().clientSecret(), verifier);
        return new Challenge.Redirect(redirect.to(), new Secret(Json.write(ticket)));
    }

    private OAuth oauth(URI server, Application application) {
        return new OAuth(
                http,
                clock,
                new OAuthServer(
                        server.resolve("/oauth/authorize"),
                        server.resolve("/oauth/token"),
                        Optional.empty(),
                        application.clientId(),
                        Optional.of(new Secret(application.clientSecret())),
                        OAuthServer.Proof.IN_FORM,
                        SCOPES));
    }

    /** Of all servers of the family any may be malicious: a code that another one gave is shown to nobody. */
    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        if (grant.issuer().filter(issuer -> !isOf(server, issuer)).isPresent()) {
            return new Connection.Denied(
                    Reason.AUTHORISATION, "Another server than the one that was asked answered the sign-in.");
        }
        Ticket kept = Json.read(ticket.reveal(), Ticket.class).orElseThrow();
        Application application = new Application(kept.clientId(), kept.clientSecret());
        TokenAnswer answer = oauth(server, application).complete(callback, new Secret(kept.verifier()), grant);
        return answer instanceof TokenAnswer.Given given
                ? signIn(server, "", given.tokens().access())
                : ((TokenAnswer.Denied) answer).why();
    }
}
