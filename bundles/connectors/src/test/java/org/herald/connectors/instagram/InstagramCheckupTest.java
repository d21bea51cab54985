package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.lacking;
import static org.herald.connectors.CheckupStory.works;

import java.time.Duration;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Mood;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstagramCheckupTest {
    private final InstagramSimulator simulator = new InstagramSimulator(0);
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final String id = simulator.page().instagram();
    private final String token = simulator.connectToken();

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private Vitals check() {
        String uri = simulator.uri().toString();
        Graph graph = Graph.of(uri, uri, "v26.0", GraphSimulator.APP_ID, GraphSimulator.APP_SECRET, "");
        return new InstagramCheckup(http, graph, "", simulator.clock())
                .check(new MemoryAccount(simulator.uri(), id, new Secret(token)));
    }

    @Test
    void anAccountWorksAndSaysHowManyPostsAreLeft() {
        Vitals vitals = check();
        works(vitals, id);
        assertThat(lacking(vitals)).isEmpty();
        assertThat(facts(vitals, Fact.Quota.class)).anySatisfy(quota -> {
            assertThat(quota.what()).isEqualTo(Fact.Counted.POSTS);
            assertThat(quota.left()).isEqualTo(quota.total());
        });
        assertThat(simulator.calls())
                .noneMatch(call -> String.valueOf(call.uri()).contains(token));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anAccountThatBelongsToNoPageAnyMoreIsRefused() {
        var page = simulator.page();
        simulator.put(new org.herald.simulators.meta.Page(page.id(), page.name(), "", "", page.tasks()));
        denied(check(), Reason.AUTHORISATION, token);
    }

    @Test
    void whatWasRevokedIsRefusedAndWhoAsksTooOftenWaits() {
        simulator.mood(Mood.RATE_LIMITED, "/me", 1);
        assertThat(check()).isInstanceOf(Vitals.NotNow.class);
        simulator.revokeToken(token, 460);
        denied(check(), Reason.AUTHORISATION, token);
    }
}
