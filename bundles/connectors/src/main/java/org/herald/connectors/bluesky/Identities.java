package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.herald.connectors.bluesky.Documents.Resolved;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Connection;
import org.herald.spi.Reason;

/**
 * Finds whose account a name is and which server it lives on (https://atproto.com/specs/did, /handle). The name's own
 * server is asked, and nobody is believed alone: the account's document must have the name, too.
 */
final class Identities {
    /** Of https://atproto.com/specs/handle. */
    private static final Pattern HANDLE = Pattern.compile(
            "(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern PLC = Pattern.compile("did:plc:[a-z2-7]{24}");
    private static final Pattern WEB = Pattern.compile("did:web:([a-z0-9.-]{1,253})");
    private static final String SERVER = "#atproto_pds";

    private final Http http;
    private final Clock clock;
    private final URI directory;

    Identities(Http http, Clock clock, URI directory) {
        this.http = http;
        this.clock = clock;
        this.directory = directory;
    }

    /** Whose an account is, or why that is not known. */
    sealed interface Found {
        /**
         * An account.
         *
         * @param pds the server that it lives on
         */
        record Identity(String did, URI pds) implements Found {}

        record Unknown(Connection.Denied why) implements Found {}
    }

    /** Whether it can be the network's own id of an account. */
    static boolean isDid(String text) {
        return PLC.matcher(text).matches() || WEB.matcher(text).matches();
    }

    /** Whose account a name is, or an id. */
    Found of(URI server, String account) {
        String name = account.strip().replaceFirst("^@", "").toLowerCase(Locale.ROOT);
        if (isDid(name)) {
            return of(name);
        }
        if (!HANDLE.matcher(name).matches()) {
            return refused("“" + HttpErrorMapping.clean(account)
                    + "” is no whole name of an account: give one like name.bsky.social.");
        }
        Answer answer = http.send(Request.to(server.resolve(
                "/xrpc/com.atproto.identity.resolveHandle?handle=" + URLEncoder.encode(name, StandardCharsets.UTF_8))));
        Optional<String> did =
                BlueskyApi.document(answer, Resolved.class).map(Resolved::did).filter(Identities::isDid);
        if (did.isEmpty()) {
            return isThere(answer)
                    ? refused("Nobody of the name " + name + " is known to the server.")
                    : unknown(answer);
        }
        return document(did.get(), "at://" + name);
    }

    /** Which server an account lives on. */
    Found of(String did) {
        return document(did, "");
    }

    private Found document(String did, String alias) {
        Answer answer = http.send(Request.to(address(did)));
        if (!(answer instanceof Answer.Received received) || !received.isSuccess()) {
            return unknown(answer);
        }
        Optional<JsonNode> document = Json.tree(received.text())
                .filter(node -> did.equals(node.path("id").asText()));
        boolean named = alias.isEmpty()
                || document.filter(node ->
                                stream(node.path("alsoKnownAs")).anyMatch(one -> alias.equalsIgnoreCase(one.asText())))
                        .isPresent();
        if (document.isPresent() && !named) {
            return refused("The account does not have that name (any more): enter the name that it has now.");
        }
        return document.flatMap(node -> server(node, did))
                .<Found>map(pds -> new Found.Identity(did, pds))
                .orElseGet(() -> refused("The account's document names no server that it lives on."));
    }

    private URI address(String did) {
        var web = WEB.matcher(did);
        return web.matches()
                ? URI.create("https://" + web.group(1) + "/.well-known/did.json")
                : directory.resolve("/" + did);
    }

    private static Optional<URI> server(JsonNode document, String did) {
        return stream(document.path("service"))
                .filter(one -> one.path("id").asText().equals(SERVER)
                        || one.path("id").asText().equals(did + SERVER))
                .filter(one -> one.path("type").asText().equals("AtprotoPersonalDataServer"))
                .map(one -> one.path("serviceEndpoint").asText())
                .findFirst()
                .flatMap(Identities::origin);
    }

    private static Optional<URI> origin(String text) {
        try {
            URI uri = URI.create(text);
            boolean origin = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && (uri.getScheme() + "://" + uri.getRawAuthority()).equals(text.replaceFirst("/$", ""));
            return origin ? Optional.of(URI.create(text.replaceFirst("/$", ""))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static boolean isThere(Answer answer) {
        return answer instanceof Answer.Received received && (received.status() == 400 || received.isSuccess());
    }

    private Found unknown(Answer answer) {
        Connection.Denied why = HttpErrorMapping.denied(answer, clock.instant());
        return new Found.Unknown(
                new Connection.Denied(Reason.SERVER, "Where the account lives cannot be found out: " + why.why()));
    }

    private static Found refused(String why) {
        return new Found.Unknown(new Connection.Denied(Reason.AUTHORISATION, why));
    }
}
