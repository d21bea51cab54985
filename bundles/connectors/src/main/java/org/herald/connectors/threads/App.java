package org.herald.connectors.threads;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.herald.kit.http.Origin;

/**
 * Herald's app at Meta.
 *
 * @param id empty where none is configured
 * @param api where secrets, codes and tokens go, without a path
 * @param verifyToken empty where Threads is to send nothing
 */
record App(String id, String secret, String version, URI api, URI authorize, String verifyToken) {
    static App of(ThreadsConfig config) {
        return new App(
                config.clientId().strip(),
                config._clientSecret().strip(),
                config.version().strip(),
                URI.create(config.api().strip()),
                URI.create(config.authorize().strip()),
                config._verifyToken().strip());
    }

    boolean isConfigured() {
        return missing().isEmpty();
    }

    /** The properties of the configuration without which nobody can sign in. */
    List<String> missing() {
        return Stream.of(Map.entry("clientId", id), Map.entry(".clientSecret", secret))
                .filter(property -> property.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a profile's server is the one that secrets are for. */
    boolean isAt(URI server) {
        return Origin.same(api, server);
    }

    /** What is said of a profile with another server. */
    String elsewhere() {
        return "Nothing secret is sent to this profile's server, for Threads is at " + api
                + ": an administrator enters that as the profile's server.";
    }

    /** Keeps the secret to itself. */
    @Override
    public String toString() {
        return "App " + id;
    }
}
