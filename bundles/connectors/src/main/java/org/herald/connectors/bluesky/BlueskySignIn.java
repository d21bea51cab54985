package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.bluesky.Documents.Owner;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.BoundAnswer;
import org.herald.kit.oauth.BoundClient;
import org.herald.kit.oauth.BoundOAuth;
import org.herald.kit.oauth.BoundTokens;
import org.herald.kit.oauth.Discovery;
import org.herald.kit.oauth.ServerMetadata;
import org.herald.spi.AccountAuthorizer;
import org.herald.spi.Capability;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Installation;
import org.herald.spi.Network;
import org.herald.spi.Presenter;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs in on the AT Protocol in the browser (https://atproto.com/specs/oauth): from the account to the server that it lives
 * on, and to who signs people in there; back again from the account that signed in, so that nobody speaks for another.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + BlueskyConnector.ID,
        configurationPid = BlueskySignIn.PID)
public final class BlueskySignIn implements CodeAuthorizer, AccountAuthorizer, Presenter {
    /** One configuration for the whole connector. */
    static final String PID = "org.herald.connectors.bluesky.BlueskyConnector";

    /** What is said by servers that take part, word by word. */
    private static final List<List<String>> LISTED = List.of(
            List.of("response_types_supported", "code"),
            List.of("grant_types_supported", "authorization_code"),
            List.of("grant_types_supported", "refresh_token"),
            List.of("code_challenge_methods_supported", "S256"),
            List.of("token_endpoint_auth_methods_supported", "private_key_jwt"),
            List.of("token_endpoint_auth_signing_alg_values_supported", "ES256"),
            List.of("dpop_signing_alg_values_supported", "ES256"),
            List.of("scopes_supported", "atproto"));

    private static final List<String> SAID = List.of(
            "authorization_response_iss_parameter_supported",
            "require_pushed_authorization_requests",
            "client_id_metadata_document_supported");

    private final Clock clock;
    private final BlueskyClient client;
    private final Identities identities;
    private final Discovery discovery;
    private final BoundOAuth oauth;
    private final OAuthSessions sessions;

    @Activate
    public BlueskySignIn(@Reference Http http, @Reference Installation installation, BlueskyConfig config) {
        this(
                http,
                new BlueskyClient(installation, config.signingKey()),
                URI.create(config.directory().strip()),
                Clock.systemUTC());
    }

    BlueskySignIn(Http http, BlueskyClient client, URI directory, Clock clock) {
        this.clock = clock;
        this.client = client;
        this.identities = new Identities(http, clock, directory);
        this.discovery = new Discovery(http, clock);
        this.oauth = new BoundOAuth(http, clock);
        this.sessions = new OAuthSessions(http, clock, client);
    }

    /**
     * What is kept of a sign-in that was begun.
     *
     * @param did who was asked for; empty for whoever comes
     * @param bound what the kit keeps
     */
    private record Ticket(String did, String bound) {}

    @Override
    public Optional<String> document(String name) {
        return client.document(name);
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        return begin(server, "", callback, state);
    }

    @Override
    public Challenge begin(URI server, String account, URI callback, String state) {
        Optional<Challenge> obstacle = obstacle(callback);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (account.isBlank()) {
            return begin("", atServer(server), callback, state, Optional.empty());
        }
        Identities.Found found = identities.of(server, account);
        if (found instanceof Identities.Found.Unknown unknown) {
            return unavailable(unknown.why());
        }
        Identities.Found.Identity identity = (Identities.Found.Identity) found;
        return begin(identity.did(), discovery.of(identity.pds()), callback, state, Optional.of(identity.did()));
    }

    /** Why nobody can sign in from here; empty where somebody can. */
    private Optional<Challenge> obstacle(URI callback) {
        Optional<URI> address = client.address();
        if (address.isEmpty()) {
            return Optional.of(new Challenge.NotReady(
                    "noPublicAddress",
                    "Bluesky's servers read at a public https address who this CMS is, and none is known. Enter the"
                            + " address of this CMS under “E-mail”, or connect with an app password."));
        }
        if (!callback.equals(BlueskyClient.callback(address.get()))) {
            return Optional.of(new Challenge.NotReady(
                    "otherAddress",
                    "Bluesky's servers send people back to " + address.get()
                            + " and nowhere else. Open the CMS at that address, and connect from there."));
        }
        return client.hasKeys()
                ? Optional.empty()
                : Optional.of(new Challenge.NotReady("signingKeyLocked", OAuthSessions.LOCKED));
    }

    /** Who signs people in for a server, which may itself be who does. */
    private Discovery.Found atServer(URI server) {
        Discovery.Found found = discovery.of(server);
        Discovery.Found itself = found instanceof Discovery.Found.Nobody ? discovery.issuer(server) : found;
        return itself instanceof Discovery.Found.Nobody ? found : itself;
    }

    private Challenge begin(String did, Discovery.Found found, URI callback, String state, Optional<String> hint) {
        if (found instanceof Discovery.Found.Nobody nobody) {
            return unavailable(nobody.why());
        }
        ServerMetadata metadata = ((Discovery.Found.Server) found).metadata();
        Optional<String> missing = missing(metadata);
        if (missing.isPresent()) {
            return unavailable(new Connection.Denied(
                    Reason.SERVER,
                    "The server that signs people in does not do it as this network does (" + missing.get() + ")."));
        }
        Challenge challenge = oauth.begin(metadata, client.client().orElseThrow(), callback, state, hint);
        return challenge instanceof Challenge.Redirect redirect
                ? new Challenge.Redirect(
                        redirect.to(),
                        new Secret(Json.write(new Ticket(did, redirect.ticket().reveal()))))
                : challenge;
    }

    private static Optional<String> missing(ServerMetadata metadata) {
        return LISTED.stream()
                .filter(one -> !metadata.lists(one.get(0), one.get(1)))
                .map(one -> one.get(0))
                .findFirst()
                .or(() -> SAID.stream().filter(one -> !metadata.says(one)).findFirst());
    }

    private static Challenge unavailable(Connection.Denied why) {
        return new Challenge.Unavailable(why.reason(), why.why());
    }

    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        Ticket kept = Json.read(ticket.reveal(), Ticket.class).orElseThrow();
        Optional<BoundClient> known = client.client();
        if (known.isEmpty()) {
            return new Connection.Denied(Reason.SERVER, OAuthSessions.LOCKED);
        }
        BoundAnswer answer = oauth.complete(known.get(), callback, new Secret(kept.bound()), grant);
        return answer instanceof BoundAnswer.Given given
                ? connection(kept.did(), given.tokens(), given.document())
                : ((BoundAnswer.Denied) answer).why();
    }

    private Connection connection(String asked, BoundTokens tokens, JsonNode document) {
        String did = document.path("sub").asText("");
        if (!Identities.isDid(did)) {
            return new Connection.Denied(Reason.SERVER, "The server does not say who signed in.");
        }
        if (!asked.isEmpty() && !asked.equals(did)) {
            return refused("Another account signed in than the one that was asked for.");
        }
        if (!tokens.tokens().scopes().containsAll(BlueskyClient.SCOPES)) {
            return refused("The sign-in does not let Herald do what it needs: agree to all that is asked.");
        }
        return identities.of(did) instanceof Identities.Found.Identity identity
                ? connection(identity, tokens)
                : new Connection.Denied(Reason.SERVER, "Where the account lives cannot be found out.");
    }

    /** Only who signs people in at the account's own server speaks for the account. */
    private Connection connection(Identities.Found.Identity identity, BoundTokens tokens) {
        Discovery.Found found = discovery.of(identity.pds());
        if (found instanceof Discovery.Found.Nobody nobody) {
            return nobody.why();
        }
        String issuer = ((Discovery.Found.Server) found).metadata().issuer();
        if (!issuer.equals(tokens.binding().issuer())) {
            return refused("The server that signed in does not speak for this account.");
        }
        OAuthSession session = OAuthSession.begun(identity.pds(), tokens, clock.instant());
        Answer answer = sessions.send(session, BlueskyApi.XRPC + BlueskyApi.WHO, request -> request);
        return BlueskyApi.document(answer, Owner.class)
                .filter(owner -> identity.did().equals(owner.did()) && owner.handle() != null)
                .<Connection>map(owner -> new Connection.Connected(
                                identity.did(), owner.handle(), OAuthSession.BY_BROWSER, Optional.of(session.kept()))
                        .pictured(
                                Portrait.of(sessions.send(session, Portrait.path(identity.did()), request -> request))))
                .orElseGet(() -> HttpErrorMapping.denied(answer, clock.instant()));
    }

    private static Connection refused(String why) {
        return new Connection.Denied(Reason.AUTHORISATION, why);
    }
}
