package org.herald.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

class DpopKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    /** The key of RFC 9449, 4.1. */
    private static final String KEY = "{\"kty\":\"EC\",\"x\":\"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs\","
            + "\"y\":\"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA\",\"crv\":\"P-256\"}";
    /** The token of RFC 9449, 7.1. */
    private static final Secret TOKEN = new Secret("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");

    @Test
    void aKeyIsNamedAsTheStandardNamesIt() throws Exception {
        assertThat(EcKeys.thumbprint(ECKey.parse(KEY)))
                .as("RFC 9449, 6.1, by RFC 7638")
                .isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }

    @Test
    void aProofSaysForOneRequestThatTheKeyIsAtHand() throws Exception {
        DpopKey key = DpopKey.fresh();
        SignedJWT proof = SignedJWT.parse(key.proof(
                "GET",
                URI.create("https://resource.example.org/protectedresource?with=a&query"),
                NOW,
                Optional.of("a-nonce"),
                Optional.of(TOKEN)));
        ECKey told = (ECKey) proof.getHeader().getJWK();
        assertThat(told.isPrivate()).isFalse();
        assertThat(EcKeys.thumbprint(told)).isEqualTo(key.thumbprint());
        assertThat(proof.verify(new ECDSAVerifier(told))).isTrue();
        assertThat(proof.getHeader().getType().getType()).isEqualTo("dpop+jwt");
        assertThat(proof.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(proof.getJWTClaimsSet().getClaims())
                .containsEntry("htm", "GET")
                .containsEntry("htu", "https://resource.example.org/protectedresource")
                .containsEntry("nonce", "a-nonce")
                .as("RFC 9449, 7.1")
                .containsEntry("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
        assertThat(proof.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(NOW);
    }

    @Test
    void eachProofIsAnother() throws Exception {
        DpopKey key = DpopKey.fresh();
        URI place = URI.create("https://server.example.com/token");
        SignedJWT one = SignedJWT.parse(key.proof("POST", place, NOW, Optional.empty(), Optional.empty()));
        SignedJWT two = SignedJWT.parse(key.proof("POST", place, NOW, Optional.empty(), Optional.empty()));
        assertThat(one.getJWTClaimsSet().getJWTID())
                .hasSizeGreaterThan(20)
                .isNotEqualTo(two.getJWTClaimsSet().getJWTID());
        assertThat(one.getJWTClaimsSet().getClaims()).doesNotContainKeys("ath", "nonce");
    }

    @Test
    void whatIsKeptIsTheSameKey() {
        DpopKey key = DpopKey.fresh();
        assertThat(DpopKey.of(key.kept()).thumbprint()).isEqualTo(key.thumbprint());
        assertThat(DpopKey.fresh().thumbprint()).isNotEqualTo(key.thumbprint());
        ClientKey client = ClientKey.fresh();
        assertThat(ClientKey.of(client.kept()).id()).isEqualTo(client.id());
        assertThat(key + " " + client + " " + client.kept()).doesNotContain("\"d\"");
    }

    @Test
    void whatIsNoKeyIsNotTold() {
        for (String broken : List.of("hush", "{\"kty\":\"EC\",\"d\":\"hush\"}", KEY)) {
            assertThatThrownBy(() -> DpopKey.of(new Secret(broken)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void onlyThePublicHalfIsPublished() throws Exception {
        ClientKey first = ClientKey.fresh();
        ClientKey second = ClientKey.fresh();
        JWKSet set = JWKSet.parse(ClientKey.published(List.of(first, second)));
        assertThat(set.getKeys()).extracting(key -> key.getKeyID()).containsExactly(first.id(), second.id());
        assertThat(set.getKeys()).noneMatch(key -> key.isPrivate());
        assertThat(set.getKeys()).allMatch(key -> "sig".equals(key.getKeyUse().identifier()));
    }
}
