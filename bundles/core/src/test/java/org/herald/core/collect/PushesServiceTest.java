package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.Reversing;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class PushesServiceTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final List<String> rounds = new ArrayList<>();
    private boolean free = true;
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private PushesService pushes;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    /** Takes "account post" for signed, and nothing else. */
    private static final Receiver RECEIVER = push -> {
        String[] words = push.text().split(" ");
        return words.length == 2
                ? new Receipt.News(Map.of(words[0], Set.of(words[1])))
                : push.method().equals("GET") ? new Receipt.Greeting("hello", "text/plain") : new Receipt.Forged();
    };

    @BeforeEach
    void make() throws Exception {
        profile("press", "threads", "17", true, 5);
        profile("quiet", "threads", "18", true, 0);
        profile("off", "threads", "19", false, 5);
        profile("other", "facebook", "17", true, 5);
        context.resourceResolver().commit();
        Connectors connectors = new Connectors();
        Installed.add(connectors, "threads", RECEIVER);
        pushes = new PushesService(
                connectors,
                new ProfileStore(
                        new Repository(context.getService(ResourceResolverFactory.class), null), new Reversing()),
                (profile, posts) -> free && rounds.add(profile.id() + posts),
                clock);
    }

    @AfterEach
    void stop() {
        pushes.stop();
    }

    private void profile(String id, String network, String remoteId, boolean enabled, int every) throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_NETWORK, network);
        values.put(PN_REMOTE_ID, remoteId);
        values.put(PN_SERVER, "https://" + network + ".example");
        values.put(PN_ENABLED, enabled);
        values.put(PN_CONNECTED, true);
        values.put(PN_COLLECT_EVERY, every);
        Nodes.create(Nodes.obtain(context.resourceResolver(), PROFILES, NT_FOLDER), id, NT_PROFILE, values);
    }

    private Receipt post(String body) {
        return pushes.take("threads", new Push("POST", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    @Test
    void whatIsNewIsReadAtOnceForAllThatCameTogether() {
        assertThat(post("17 a")).isInstanceOf(Receipt.News.class);
        assertThat(rounds).as("nothing is asked while the network waits").isEmpty();
        post("18 b");
        post("19 c");
        post("20 d");
        pushes.read();
        assertThat(rounds)
                .as("of the profile that collects, and of no namesake")
                .containsExactly("press[a]");
        pushes.read();
        assertThat(rounds).hasSize(1);
    }

    @Test
    void whatIsNotSignedDoesNothing() {
        assertThat(post("forged")).isInstanceOf(Receipt.Forged.class);
        pushes.read();
        assertThat(rounds).isEmpty();
    }

    @Test
    void aSecondTryOfTheNetworkIsTakenAndAReplayIsNot() {
        post("17 a");
        now = now.plus(Duration.ofSeconds(20));
        assertThat(post("17 a")).isInstanceOf(Receipt.News.class);
        pushes.read();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(post("17 a")).isInstanceOf(Receipt.Forged.class);
        pushes.read();
        assertThat(rounds).containsExactly("press[a]");
        assertThat(post("17 e")).isInstanceOf(Receipt.News.class);
    }

    @Test
    void whileARoundWaitsHintsAreKeptForTheNext() {
        free = false;
        post("17 a");
        pushes.read();
        post("17 b");
        pushes.read();
        assertThat(rounds).isEmpty();
        free = true;
        pushes.read();
        assertThat(rounds).singleElement().asString().contains("a", "b");
        post("17 c");
        pushes.read();
        assertThat(rounds).as("the others of the server have their turn").hasSize(1);
        now = now.plusSeconds(30);
        pushes.read();
        assertThat(rounds).hasSize(2).last().isEqualTo("press[c]");
    }

    @Test
    void greetsAndKnowsOnlyWhoListens() {
        Push greeting = new Push("GET", Map.of(), Map.of(), new byte[0]);
        assertThat(pushes.take("threads", greeting)).contains(new Receipt.Greeting("hello", "text/plain"));
        assertThat(pushes.take("facebook", greeting)).isEqualTo(Optional.empty());
        assertThat(pushes.listens("threads")).isTrue();
        assertThat(pushes.listens("facebook")).isFalse();
    }
}
