package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static Tokens at(Instant instant, String key) {
        return new Tokens(key.toCharArray(), Clock.fixed(instant, ZoneOffset.UTC));
    }

    @Test
    void areForOneUserAndForSomeHours() {
        String token = at(NOW, "key").issue("edith", "c1");
        assertThat(at(NOW.plus(Duration.ofMinutes(110)), "key").isValid("edith", "c1", token))
                .isTrue();
        assertThat(at(NOW.plus(Duration.ofHours(3)), "key").isValid("edith", "c1", token))
                .isFalse();
        assertThat(at(NOW, "key").isValid("adam", "c1", token)).isFalse();
        assertThat(at(NOW, "other").isValid("edith", "c1", token)).isFalse();
    }

    @Test
    void areNotSignedWithThePassphraseItself() throws Exception {
        long until = NOW.plusSeconds(60).getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(("herald-csrf " + until + " c1 edith").getBytes(StandardCharsets.UTF_8));
        String token = until + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        assertThat(at(NOW, "key").isValid("edith", "c1", token)).isFalse();
    }

    @Test
    void endWithAChangeOfThePassword() {
        String token = at(NOW, "key").issue("edith", "c1");
        assertThat(at(NOW, "key").isValid("edith", "c2", token)).isFalse();
    }

    @Test
    void cannotBeProlonged() {
        String[] parts = at(NOW, "key").issue("edith", "c1").split("\\.");
        String longer = (Long.parseLong(parts[0]) + 1) + "." + parts[1];
        assertThat(at(NOW, "key").isValid("edith", "c1", longer)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "x", "1.2.3", "99999999999999999999.x", "1795255200.é"})
    void rubbishIsNoToken(String rubbish) {
        assertThat(at(NOW, "key").isValid("edith", "c1", rubbish)).isFalse();
    }
}
