package org.herald.connectors.meta;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.kit.http.Origin;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/**
 * Where the Graph API is, and as which application it is asked. Tokens go to {@code api} and nowhere else.
 *
 * @param api its address, without a path
 * @param dialog where people sign in, without a path
 * @param version such as v26.0; empty for Meta's default
 * @param appId the application's id; empty where none is configured
 * @param appSecret its secret; empty where none is configured
 * @param verifyToken what Meta says when it proves the address of the webhook; empty where none is configured
 * @param loginId the configuration of Facebook Login for Business, which says what is asked for; empty for Facebook Login
 */
public record Graph(
        URI api,
        URI dialog,
        String version,
        String appId,
        Optional<Secret> appSecret,
        Optional<Secret> verifyToken,
        String loginId) {
    /** Takes what an administrator typed: blanks at the ends are no part of it. */
    public static Graph of(String api, String dialog, String version, String appId, String secret, String verifyToken) {
        return new Graph(
                URI.create(api.strip()),
                URI.create(dialog.strip()),
                version.strip(),
                appId.strip(),
                secret(secret),
                secret(verifyToken),
                "");
    }

    /** The same with a configuration of Facebook Login for Business. */
    public Graph login(String id) {
        return new Graph(api, dialog, version, appId, appSecret, verifyToken, id.strip());
    }

    private static Optional<Secret> secret(String text) {
        return Optional.of(text.strip()).filter(one -> !one.isEmpty()).map(Secret::new);
    }

    /** Whether people can sign in. */
    public boolean isComplete() {
        return missing().isEmpty();
    }

    /** The properties of the configuration without which nobody can sign in. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (appId.isEmpty()) {
            missing.add("appId");
        }
        if (appSecret.isEmpty()) {
            missing.add(".appSecret");
        }
        return missing;
    }

    /** Whether a profile's server is the one that secrets are for. */
    public boolean isAt(URI server) {
        return Origin.same(api, server);
    }

    /** Why nobody signs in for a profile with another server; empty where it has the right one. */
    public Optional<Connection.Denied> elsewhere(URI server) {
        return isAt(server)
                ? Optional.empty()
                : Optional.of(new Connection.Denied(
                        Reason.SERVER,
                        "Nothing secret is sent to this profile's server, for Meta is at " + api
                                + ": enter that as the profile's server."));
    }

    /** The address of an object or a list; the query may be empty. */
    URI at(String path, String query) {
        return address(api, path, query);
    }

    /** Where people sign in. */
    URI dialogAt(String query) {
        return address(dialog, "dialog/oauth", query);
    }

    /** Whatever stands in a part, it leads to no other server; without a version Meta takes its default. */
    private URI address(URI server, String path, String query) {
        String whole = Stream.concat(Stream.of(version), Stream.of(path.split("/")))
                .filter(part -> !part.isEmpty())
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/", "/", ""));
        return server.resolve(query.isEmpty() ? whole : whole + "?" + query);
    }

    /** What proves that a request with a token comes from the application's server (Securing Graph API Requests). */
    Optional<String> proof(Secret token) {
        return appSecret.map(secret -> hmac(token.reveal().getBytes(StandardCharsets.UTF_8), secret));
    }

    /** HMAC-SHA256 by the application's secret, in hexadecimal. */
    static String hmac(byte[] content, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
