package org.herald.connectors.linkedin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Origin;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.OAuth;
import org.herald.kit.oauth.OAuthServer;
import org.herald.kit.oauth.TokenAnswer;
import org.herald.kit.oauth.TokenKeeper;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Media;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/** One request a method. */
final class LinkedInApi {
    /** A token is renewed so long before its end. */
    private static final Duration EARLY = Duration.ofDays(3);

    private static final String METHOD = "X-RestLi-Method";

    private final Http http;
    private final Clock clock;
    private final String version;
    private final String web;
    private final URI api;
    private final TokenKeeper keeper;
    private final Failures failures;

    LinkedInApi(Http http, Clock clock, LinkedInConfig config) {
        this.http = http;
        this.clock = clock;
        this.version = config.version().strip();
        this.web = config.web();
        this.api = URI.create(config.api());
        this.keeper = new TokenKeeper(clock, EARLY, tokens -> refreshed(config, tokens));
        this.failures = new Failures(version, web);
    }

    private TokenAnswer refreshed(LinkedInConfig config, Tokens old) {
        if (config.clientId().isEmpty() || config._clientSecret().isEmpty()) {
            return new TokenAnswer.Denied(new Connection.Denied(
                    Reason.AUTHORISATION,
                    "The sign-in has ended, and no application is configured that could renew it: an administrator"
                            + " connects the profile again."));
        }
        OAuthServer server = new OAuthServer(
                URI.create(web + "/oauth/v2/authorization"),
                URI.create(web + "/oauth/v2/accessToken"),
                Optional.empty(),
                config.clientId(),
                Optional.of(new Secret(config._clientSecret())),
                OAuthServer.Proof.IN_FORM,
                List.of());
        return new OAuth(http, clock, server).refresh(old);
    }

    Instant now() {
        return clock.instant();
    }

    String version() {
        return version;
    }

    String web() {
        return web;
    }

    Failures failures() {
        return failures;
    }

    Said get(Account account, String path) {
        return send(account, to(account, path));
    }

    Said post(Account account, String path, Map<String, Object> body) {
        return send(account, json(to(account, path), body));
    }

    /** Changes parts of a thing. */
    Said patch(Account account, String path, Map<String, Object> patch) {
        return send(account, json(to(account, path), Map.of("patch", patch)).header(METHOD, "PARTIAL_UPDATE"));
    }

    Said delete(Account account, String path) {
        return send(account, to(account, path).by("DELETE"));
    }

    /** Sends a picture, with the token: only to addresses that {@link #isTheirs}. */
    Said put(Account account, URI address, Media picture) {
        return send(account, Request.to(address).by("PUT", picture.type(), picture.bytes()));
    }

    /** Sends a part of a video: without a token, for its address tells whose it is. */
    Said put(URI address, byte[] part) {
        return Said.of(http.send(Request.to(address).by("PUT", "application/octet-stream", part)));
    }

    /** Why a server is told no token: it is not LinkedIn's own; empty where it is. */
    Optional<Connection.Denied> stranger(URI server) {
        return Origin.same(api, server)
                ? Optional.empty()
                : Optional.of(new Connection.Denied(
                        Reason.SERVER,
                        "LinkedIn is at " + api + ", and at no other address: enter that as the profile's server."));
    }

    /** Asks with a token that is no account's yet. */
    Said get(URI server, String path, Secret token) {
        return Said.of(http.send(versioned(Request.to(server.resolve(path))).bearer(token.reveal())));
    }

    /** Whether an address is the API's own server or another one of LinkedIn's: nobody else is given a token. */
    static boolean isTheirs(Account account, URI address) {
        URI server = account.server();
        String host = address.getHost() == null ? "" : address.getHost();
        return Origin.same(server, address) || "https".equals(address.getScheme()) && host.endsWith(".linkedin.com");
    }

    private static Request to(Account account, String path) {
        return Request.to(account.server().resolve(path));
    }

    private static Request json(Request request, Map<String, Object> body) {
        return request.by("POST", "application/json", Json.write(body));
    }

    private Request versioned(Request request) {
        return request.header("LinkedIn-Version", version).header("X-Restli-Protocol-Version", "2.0.0");
    }

    /** A token that LinkedIn does not take has done nothing: with another one it can be asked again. */
    private Said send(Account account, Request request) {
        if (!Origin.same(api, account.server())) {
            return new Said(null, new Connection.Denied(Reason.AUTHORISATION, OAuth.ELSEWHERE));
        }
        Request asked = versioned(request);
        TokenKeeper.Ready ready = keeper.token(account);
        if (ready instanceof TokenKeeper.Ready.Denied denied) {
            return new Said(null, denied.why());
        }
        Secret token = ((TokenKeeper.Ready.Token) ready).access();
        Said said = Said.of(http.send(asked.bearer(token.reveal())));
        if (said.status() != 401) {
            return said;
        }
        TokenKeeper.Ready other = keeper.after(account, token);
        if (other instanceof TokenKeeper.Ready.Token another) {
            return Said.of(http.send(asked.bearer(another.access().reveal())));
        }
        Connection.Denied why = ((TokenKeeper.Ready.Denied) other).why();
        return why.reason() == Reason.AUTHORISATION ? said : new Said(null, why);
    }
}
