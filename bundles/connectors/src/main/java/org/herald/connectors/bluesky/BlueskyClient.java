package org.herald.connectors.bluesky;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.BoundClient;
import org.herald.kit.oauth.ClientKey;
import org.herald.spi.Installation;
import org.herald.spi.Presenter;

/**
 * What this CMS is to servers of the AT Protocol: an application whose id is the address of its description, and that signs
 * with a key of its own (https://atproto.com/specs/oauth, confidential client).
 */
final class BlueskyClient {
    /** All that Herald does on the network is behind the second; the first says who it is. */
    static final List<String> SCOPES = List.of("atproto", "transition:generic");

    static final String DESCRIPTION = "client";
    static final String KEYS = "keys";
    private static final String FOLDER = Presenter.ROOT + "/" + BlueskyConnector.ID + "/";

    private final Installation installation;
    private final int newest;
    /** They stay the same as long as this is configured. */
    private volatile List<ClientKey> keys = List.of();

    /**
     * @param newest the number of the key that new sign-ins are signed with; the one before it is known, too
     */
    BlueskyClient(Installation installation, int newest) {
        this.installation = installation;
        this.newest = Math.max(1, newest);
    }

    /** The CMS's address, if servers can read a description there. */
    Optional<URI> address() {
        return installation.address().filter(address -> "https".equalsIgnoreCase(address.getScheme()));
    }

    /** Who the CMS is; empty without an address or keys. */
    Optional<BoundClient> client() {
        return address()
                .filter(address -> !keys().isEmpty())
                .map(address -> new BoundClient(id(address), keys(), SCOPES));
    }

    /** Who it was when a sign-in began; empty without keys. */
    Optional<BoundClient> client(String id) {
        return keys().isEmpty() ? Optional.empty() : Optional.of(new BoundClient(id, keys(), SCOPES));
    }

    /** Whether the keys are there: they are not where they were kept with another key than the CMS has. */
    boolean hasKeys() {
        return !keys().isEmpty();
    }

    private static String id(URI address) {
        return address.resolve(FOLDER + DESCRIPTION + ".json").toString();
    }

    static URI callback(URI address) {
        return address.resolve(Installation.CALLBACK);
    }

    private List<ClientKey> keys() {
        if (keys.isEmpty()) {
            List<ClientKey> found = new ArrayList<>();
            for (int number = newest; number >= Math.max(1, newest - 1); number--) {
                installation
                        .secret("bluesky-signing-key-" + number, () -> ClientKey.fresh()
                                .kept())
                        .ifPresent(kept -> found.add(ClientKey.of(kept)));
            }
            keys = List.copyOf(found);
        }
        return keys;
    }

    /** A document that servers read. */
    Optional<String> document(String name) {
        return switch (name) {
            case DESCRIPTION -> address().map(BlueskyClient::description);
            case KEYS -> address()
                    .map(address -> keys())
                    .filter(all -> !all.isEmpty())
                    .map(ClientKey::published);
            default -> Optional.empty();
        };
    }

    private static String description(URI address) {
        return Json.write(Map.ofEntries(
                Map.entry("client_id", id(address)),
                Map.entry("client_name", "Herald (" + address.getHost() + ")"),
                Map.entry("client_uri", address.toString()),
                Map.entry("application_type", "web"),
                Map.entry("redirect_uris", List.of(callback(address).toString())),
                Map.entry("grant_types", List.of("authorization_code", "refresh_token")),
                Map.entry("response_types", List.of("code")),
                Map.entry("scope", String.join(" ", SCOPES)),
                Map.entry("token_endpoint_auth_method", "private_key_jwt"),
                Map.entry("token_endpoint_auth_signing_alg", "ES256"),
                Map.entry("dpop_bound_access_tokens", true),
                Map.entry("jwks_uri", address.resolve(FOLDER + KEYS + ".json").toString())));
    }
}
