package org.herald.connectors.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Connection.Candidate;
import org.herald.spi.Network;
import org.herald.spi.Onboarding;
import org.herald.spi.Reason;
import org.herald.spi.Requirements;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs in on LinkedIn: with a token of its developer portal, or by the code flow. That flow has no PKCE for web
 * applications (LinkedIn has another address for native ones); the client secret stands for it.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + LinkedInConnector.ID,
        configurationPid = LinkedInConfig.PID)
public final class LinkedInSignIn implements Authorizer, CodeAuthorizer, Onboarding {
    private static final String NOTHING = "LinkedIn opened the member's account, but Herald may post neither for the"
            + " member nor for a page: an administrator checks the application's permissions and the member's role on"
            + " the page.";

    private final Http http;
    private final LinkedInConfig config;
    private final LinkedInApi api;
    private final Identities identities;

    @Activate
    public LinkedInSignIn(@Reference Http http, LinkedInConfig config) {
        this(http, config, Clock.systemUTC());
    }

    LinkedInSignIn(Http http, LinkedInConfig config, Clock clock) {
        this.http = http;
        this.config = config;
        this.api = new LinkedInApi(http, clock, config);
        this.identities = new Identities(api);
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.HANDLE, Requirements.Ask.SECRET),
                "Without a sign-in, paste a token of the developer portal's OAuth token tools, and the name of the page where"
                        + " it opens several.",
                Optional.of(URI.create("https://www.linkedin.com/developers/tools/oauth")),
                Optional.of(new Requirements.App(
                        LinkedInConfig.PID,
                        missing(),
                        "Make an application, have it verified by a super admin of your page, and ask for the Community"
                                + " Management API. Client ID and secret stand under Auth.",
                        URI.create("https://www.linkedin.com/developers/apps"))));
    }

    private List<String> missing() {
        return Stream.of(Map.entry("clientId", config.clientId()), Map.entry(".clientSecret", config._clientSecret()))
                .filter(property -> property.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        if (!Request.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        Tokens tokens = new Tokens(token, Optional.empty(), Instant.MAX, List.of());
        Identities.Found found = found(server, tokens);
        if (found.denied() != null) {
            return found.denied();
        }
        String name = handle.strip();
        List<Candidate> meant = found.candidates().stream()
                .filter(one -> name.isEmpty() || name.equalsIgnoreCase(one.title()) || name.equals(one.remoteId()))
                .toList();
        if (meant.size() == 1) {
            return connected(found, meant.get(0), tokens);
        }
        String all = found.candidates().stream().map(Candidate::title).collect(Collectors.joining(", "));
        return new Connection.Denied(
                Reason.AUTHORISATION,
                found.candidates().isEmpty() ? NOTHING : "The token opens " + all + ": enter the name of one of them.");
    }

    /** Nobody but LinkedIn itself is asked. */
    private Identities.Found found(URI server, Tokens tokens) {
        return api.stranger(server).map(Identities.Found::nobody).orElseGet(() -> identities.of(server, tokens));
    }

    private static Connection connected(Identities.Found found, Candidate candidate, Tokens tokens) {
        boolean lasting = tokens.refresh().isEmpty();
        return new Connection.Connected(
                        candidate.remoteId(),
                        candidate.title(),
                        tokens.kept(),
                        lasting ? Optional.empty() : Optional.of(tokens.kept()))
                .pictured(found.face(candidate));
    }

    @Override
    public Connection check(Account account) {
        return Urns.isOrganisation(account.remoteId()) ? organisation(account) : member(account);
    }

    private Connection organisation(Account account) {
        Identities.Place place = identities.standing(account);
        return switch (place.standing()) {
            case POSTER -> works(account);
            case OTHER -> roleless(account);
            case UNASKED -> identities.denied(place.said());
            case UNTOLD -> new Connection.Denied(
                    Reason.SERVER,
                    "The member has a role on more pages than are looked through, so it cannot be told whether on that"
                            + " of " + account.handle() + ".");
        };
    }

    private static Connection.Connected works(Account account) {
        return new Connection.Connected(account.remoteId(), account.handle(), account.secret(), account.session());
    }

    private static Connection roleless(Account account) {
        return new Connection.Denied(
                Reason.AUTHORISATION,
                "The member has no role any more that lets them post for " + account.handle()
                        + ": an administrator of the page gives it, or connects the profile again.");
    }

    private Connection member(Account account) {
        Identities.Found found = identities.of(account);
        if (found.denied() != null) {
            return found.denied();
        }
        return found.candidates().stream()
                .filter(one -> one.remoteId().equals(account.remoteId()))
                .findFirst()
                .<Connection>map(one -> works(account).pictured(found.face(one)))
                .orElseGet(() -> roleless(account));
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        if (!missing().isEmpty()) {
            return new Challenge.Unavailable(
                    Reason.SERVER,
                    "No LinkedIn application is configured: an administrator makes one at"
                            + " https://www.linkedin.com/developers/apps and enters its client id and secret in the"
                            + " configuration “Herald: LinkedIn”.");
        }
        Optional<Connection.Denied> stranger = api.stranger(server);
        if (stranger.isPresent()) {
            return new Challenge.Unavailable(
                    stranger.get().reason(), stranger.get().why());
        }
        String query = new Form()
                .with("response_type", "code")
                .with("client_id", config.clientId())
                .with("redirect_uri", callback.toString())
                .with("state", state)
                .with("scope", config.scopes().strip())
                .encoded();
        // nothing is to be kept beside the state, and a ticket is never empty
        return new Challenge.Redirect(URI.create(config.web() + "/oauth/v2/authorization?" + query), new Secret("-"));
    }

    @Override
    public Connection complete(URI server, URI callback, Secret ticket, Grant grant) {
        Optional<Connection.Denied> stranger = api.stranger(server);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        Form form = new Form()
                .with("grant_type", "authorization_code")
                .with("code", grant.code())
                .with("client_id", config.clientId())
                .with("client_secret", config._clientSecret())
                .with("redirect_uri", callback.toString());
        Request request = Request.to(URI.create(config.web() + "/oauth/v2/accessToken"));
        Said said = Said.of(http.send(form.into(request, "POST")));
        Optional<Tokens> tokens = said.document(JsonNode.class).flatMap(this::tokens);
        if (tokens.isEmpty()) {
            boolean refused = said.status() == 400 || said.status() == 401;
            return refused
                    ? new Connection.Denied(
                            Reason.AUTHORISATION,
                            "LinkedIn did not take the code: sign in again, or an administrator checks client id,"
                                    + " secret and redirect address.")
                    : HttpErrorMapping.denied(said.answer(), api.now());
        }
        return opened(server, tokens.get());
    }

    private Optional<Tokens> tokens(JsonNode document) {
        String access = document.path("access_token").asText("");
        if (!Request.isToken(access)) {
            return Optional.empty();
        }
        Tokens tokens = new Tokens(
                new Secret(access),
                Optional.of(document.path("refresh_token").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Secret::new),
                end(document, "expires_in"),
                Arrays.stream(document.path("scope").asText("").split("[ ,]+"))
                        .filter(scope -> !scope.isEmpty())
                        .toList());
        return Optional.of(
                tokens.lasting(end(document, "refresh_token_expires_in")).from(URI.create(config.web())));
    }

    private Instant end(JsonNode document, String name) {
        long seconds = document.path(name).asLong();
        return seconds > 0 ? api.now().plus(Duration.ofSeconds(seconds)) : Instant.MAX;
    }

    private Connection opened(URI server, Tokens tokens) {
        Identities.Found found = found(server, tokens);
        if (found.denied() != null) {
            return found.denied();
        }
        return switch (found.candidates().size()) {
            case 0 -> new Connection.Denied(Reason.AUTHORISATION, NOTHING);
            case 1 -> connected(found, found.candidates().get(0), tokens);
            default -> new Connection.Choice(found.candidates(), tokens.kept());
        };
    }

    /** Asks again what the token opens: nobody is connected to what was only said to be chosen. */
    @Override
    public Connection choose(URI server, Secret ticket, String remoteId) {
        Tokens tokens = Tokens.of(ticket);
        Identities.Found found = found(server, tokens);
        if (found.denied() != null) {
            return found.denied();
        }
        return found.candidates().stream()
                .filter(one -> one.remoteId().equals(remoteId))
                .findFirst()
                .map(one -> connected(found, one, tokens))
                .orElseGet(() -> new Connection.Denied(
                        Reason.AUTHORISATION, "LinkedIn does not open this page to the member who signed in."));
    }
}
