package org.herald.kit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/** The key that the tokens of one sign-in are bound to (RFC 9449): who has a token and not this key has nothing. */
public final class DpopKey {
    /** Proofs are told apart by so many random bytes. */
    private static final int ID_BYTES = 16;

    private final ECKey key;

    private DpopKey(ECKey key) {
        this.key = key;
    }

    /** Another one. */
    public static @NotNull DpopKey fresh() {
        return new DpopKey(EcKeys.fresh());
    }

    /**
     * The one that was kept.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static @NotNull DpopKey of(@NotNull Secret kept) {
        return new DpopKey(EcKeys.of(kept));
    }

    /** As it is kept. */
    public @NotNull Secret kept() {
        return EcKeys.kept(key);
    }

    /** What servers know it by (RFC 7638). */
    public @NotNull String thumbprint() {
        return EcKeys.thumbprint(key);
    }

    /**
     * Says for one request that the key is at hand.
     *
     * @param uri of the request; its query is no part of the proof
     * @param nonce what the server wants in it
     * @param access the token that the request is signed with
     */
    String proof(String method, URI uri, Instant at, Optional<String> nonce, Optional<Secret> access) {
        try {
            return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                    .createDPoPJWT(
                            new JWTID(ID_BYTES),
                            method,
                            target(uri),
                            Date.from(at),
                            access.map(token -> new DPoPAccessToken(token.reveal()))
                                    .orElse(null),
                            nonce.map(Nonce::new).orElse(null))
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key on P-256 signs");
        }
    }

    private static URI target(URI uri) {
        try {
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return new URI(uri.getScheme() + "://" + uri.getRawAuthority() + path);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an address without its query is one", e);
        }
    }
}
