package org.herald.kit.oauth;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * Where a network lets people sign in, and who asks there.
 *
 * @param authorize where a person is sent
 * @param token where a code and an old token are changed into a token
 * @param issuer who must say that it was the one who answered (RFC 9207); empty where the network does not say it
 * @param clientId the application's id at the network
 * @param clientSecret its secret; empty for an application that has none
 * @param proof how the application says that it is the one it is
 * @param scopes what is asked for
 */
public record OAuthServer(
        @NotNull URI authorize,
        @NotNull URI token,
        @NotNull Optional<String> issuer,
        @NotNull String clientId,
        @NotNull Optional<Secret> clientSecret,
        @NotNull Proof proof,
        @NotNull List<String> scopes) {

    /** How an application says that it is the one it is (RFC 6749, 2.3). */
    public enum Proof {
        /** By HTTP Basic. */
        BASIC,
        /** In the form beside the code. */
        IN_FORM,
        /** By its id alone. */
        NONE
    }

    /** Copies the list; refuses a proof that cannot be given. */
    public OAuthServer {
        scopes = List.copyOf(scopes);
        if (proof != Proof.NONE && clientSecret.isEmpty()) {
            throw new IllegalArgumentException("a client without a secret proves nothing");
        }
    }
}
