package org.herald.connectors.threads;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.threads.Documents.Person;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.TokenAnswer;
import org.herald.kit.oauth.TokenKeeper;
import org.herald.kit.oauth.Tokens;
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

/**
 * Signs in at Threads: by the Authorization Window, or with a token that somebody took from the app's dashboard.
 * Threads knows no PKCE; the code is of use only together with the app's secret.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + ThreadsConnector.ID,
        configurationPid = ThreadsConnector.PID)
public final class ThreadsSignIn implements Authorizer, CodeAuthorizer, Onboarding {
    private static final String SCOPES =
            "threads_basic,threads_content_publish,threads_manage_replies,threads_read_replies,threads_delete";

    private final Clock clock;
    private final App app;
    private final ThreadsApi api;
    private final TokenRequests requests;

    @Activate
    public ThreadsSignIn(@Reference Http http, ThreadsConfig config) {
        this(http, App.of(config), Clock.systemUTC());
    }

    ThreadsSignIn(Http http, App app, Clock clock) {
        this.clock = clock;
        this.app = app;
        this.api = new ThreadsApi(http, clock, app);
        this.requests = new TokenRequests(http, clock, app);
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.SECRET),
                "Without a sign-in, paste a token from the app's dashboard (use case “Access the Threads API”, User Token"
                        + " Generator).",
                Optional.of(URI.create("https://developers.facebook.com/apps/")),
                Optional.of(new Requirements.App(
                        ThreadsConnector.PID,
                        app.missing(),
                        "Make an app with the use case “Access the Threads API”. It has a Threads app id and a Threads app"
                                + " secret of its own, which are not those of the app.",
                        URI.create("https://developers.facebook.com/apps/"))));
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        if (!Request.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        if (!app.isAt(server)) {
            return new Connection.Denied(Reason.SERVER, app.elsewhere());
        }
        return connection(server, handle, ThreadsApi.unknown(token, clock.instant()));
    }

    private Connection connection(URI server, String handle, Tokens tokens) {
        Answer answer = api.me(server, tokens.access());
        Optional<Person> person = ThreadsApi.document(answer, Person.class)
                .filter(told -> told.id() != null && !told.id().isEmpty() && told.username() != null);
        if (person.isEmpty()) {
            return Failure.denied(answer, clock.instant());
        }
        String name = handle.replaceFirst("^@", "");
        if (!name.isEmpty() && !name.equalsIgnoreCase(person.get().username())) {
            return new Connection.Denied(
                    Reason.AUTHORISATION,
                    "The sign-in belongs to @" + person.get().username() + ", not to @" + name + ".");
        }
        return new Connection.Connected(
                        person.get().id(), person.get().username(), tokens.kept(), Optional.of(tokens.kept()))
                .pictured(person.get().picture());
    }

    @Override
    public Connection check(Account account) {
        TokenKeeper.Ready ready = api.token(account);
        if (ready instanceof TokenKeeper.Ready.Denied denied) {
            return denied.why();
        }
        Answer answer = api.me(account.server(), ((TokenKeeper.Ready.Token) ready).access());
        return ThreadsApi.document(answer, Person.class)
                .filter(person -> person.id() != null && !person.id().isEmpty())
                .<Connection>map(person -> new Connection.Connected(
                                person.id(),
                                Objects.toString(person.username(), account.handle()),
                                account.secret(),
                                account.session())
                        .pictured(person.picture()))
                .orElseGet(() -> Failure.denied(answer, clock.instant()));
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        if (!app.isConfigured()) {
            return new Challenge.Unavailable(
                    Reason.SERVER,
                    "No Threads app is configured: an administrator makes one at developers.facebook.com with the use"
                            + " case “Access the Threads API”, and enters its Threads app id and secret in the"
                            + " configuration “Herald: Threads”.");
        }
        if (!app.isAt(server)) {
            return new Challenge.Unavailable(Reason.SERVER, app.elsewhere());
        }
        String query = new Form()
                .with("client_id", app.id())
                .with("redirect_uri", callback.toString())
                .with("scope", SCOPES)
                .with("response_type", "code")
                .with("state", state)
                .encoded();
        return new Challenge.Redirect(URI.create(app.authorize() + "?" + query), new Secret(callback.toString()));
    }

    /** What comes behind the code in the address is no part of it. */
    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        if (!app.isAt(server)) {
            return new Connection.Denied(Reason.SERVER, app.elsewhere());
        }
        String code = grant.code().replaceFirst("#_$", "");
        TokenAnswer brief = requests.exchangeCode(URI.create(ticket.reveal()), code);
        if (brief instanceof TokenAnswer.Denied denied) {
            return denied.why();
        }
        Tokens tokens = ((TokenAnswer.Given) brief).tokens();
        TokenAnswer lasting = requests.exchangeToken(tokens.access());
        return lasting instanceof TokenAnswer.Given given
                ? connection(server, "", given.tokens())
                : ((TokenAnswer.Denied) lasting).why();
    }
}
