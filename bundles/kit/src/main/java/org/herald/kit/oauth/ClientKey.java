package org.herald.kit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/** What an application says who it is with (RFC 7523): a key of which servers know the public half. */
public final class ClientKey {
    /** As long as an assertion is good; servers of the AT Protocol take none that is older. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private static final int ID_BYTES = 16;

    private final ECKey key;

    private ClientKey(ECKey key) {
        this.key = key;
    }

    /** Another one. */
    public static @NotNull ClientKey fresh() {
        return new ClientKey(EcKeys.fresh());
    }

    /**
     * The one that was kept.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static @NotNull ClientKey of(@NotNull Secret kept) {
        return new ClientKey(EcKeys.of(kept));
    }

    /** As it is kept. */
    public @NotNull Secret kept() {
        return EcKeys.kept(key);
    }

    /** Its name, in what is published and in what is signed: its thumbprint (RFC 7638). */
    public @NotNull String id() {
        return EcKeys.thumbprint(key);
    }

    /** The public halves, as servers read them (RFC 7517). */
    public static @NotNull String published(@NotNull List<ClientKey> keys) {
        return new JWKSet(keys.stream()
                        .map(one -> new ECKey.Builder(one.key)
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(JWSAlgorithm.ES256)
                                .build()
                                .toPublicJWK())
                        .map(com.nimbusds.jose.jwk.JWK.class::cast)
                        .toList())
                .toString(true);
    }

    /** Says to one server, once, who asks. */
    PrivateKeyJWT assertion(String clientId, String issuer, Instant at) {
        JWTAuthenticationClaimsSet claims = new JWTAuthenticationClaimsSet(
                new ClientID(clientId),
                List.of(new Audience(issuer)),
                Date.from(at.plus(LIFE)),
                null,
                Date.from(at),
                new JWTID(ID_BYTES));
        try {
            return new PrivateKeyJWT(claims, JWSAlgorithm.ES256, key.toPrivateKey(), id(), null);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key on P-256 signs");
        }
    }
}
