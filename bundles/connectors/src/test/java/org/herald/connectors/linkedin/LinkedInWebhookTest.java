package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.herald.connectors.Endpoint;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedInWebhookTest extends Story {
    private final LinkedInWebhook webhook = new LinkedInWebhook(settings);
    private final Endpoint endpoint = new Endpoint(webhook);

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void answersTheChallengeAndIsTold() {
        assertThat(linkedIn.webhook(endpoint.uri())).isEmpty();
        RemoteRef root = posted("Talk");
        linkedIn.reply(root.id(), "", "bob2", "Söme words");
        assertThat(endpoint.receipts).last().isEqualTo(new Receipt.News(Map.of(ACME, Set.of(root.id()))));
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void believesNobodyElse() {
        linkedIn.webhook(endpoint.uri());
        RemoteRef root = posted("Talk");
        linkedIn.forge(linkedIn.reply(root.id(), "", "bob2", "Words"));
        assertThat(endpoint.receipts).last().isInstanceOf(Receipt.Forged.class);
    }

    /** LinkedIn signs a challenge and a push by one secret: whoever had the one signed would have the other. */
    @Test
    void signsNothingThatCouldBeAPush() {
        for (String code : new String[] {"hmacsha256={}", "", "a b", "x".repeat(101), "{\"notifications\":[]}"}) {
            Push challenge = new Push("GET", Map.of(), Map.of("challengeCode", code), new byte[0]);
            assertThat(webhook.receive(challenge)).as(code).isInstanceOf(Receipt.Forged.class);
        }
    }

    @Test
    void believesNobodyWithoutASecret() {
        LinkedInWebhook without = new LinkedInWebhook(settings.unconfigured());
        Push challenge = new Push("GET", Map.of(), Map.of("challengeCode", "1"), new byte[0]);
        assertThat(without.receive(challenge)).isInstanceOf(Receipt.Forged.class);
        assertThat(without.receive(new Push("POST", Map.of(), Map.of(), new byte[0])))
                .isInstanceOf(Receipt.Forged.class);
    }

    @Test
    void takesNothingWithoutAChallengeOrASignature() {
        assertThat(webhook.receive(new Push("GET", Map.of(), Map.of(), new byte[0])))
                .isInstanceOf(Receipt.Forged.class);
        assertThat(webhook.receive(new Push("POST", Map.of(), Map.of(), "{}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Receipt.Forged.class);
    }
}
