package org.herald.connectors.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.lacking;
import static org.herald.connectors.CheckupStory.works;

import java.time.Duration;
import java.util.Set;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Mood;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacebookCheckupTest {
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final String page = simulator.page().id();
    private final String token = simulator.connectToken(page);

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private FacebookCheckup checkup(String version, String appId, String ends) {
        String uri = simulator.uri().toString();
        Graph graph = Graph.of(uri, uri, version, appId, appId.isEmpty() ? "" : GraphSimulator.APP_SECRET, "");
        return new FacebookCheckup(http, graph, ends, simulator.clock());
    }

    private Vitals check(String of) {
        return checkup("v26.0", GraphSimulator.APP_ID, "")
                .check(new MemoryAccount(simulator.uri(), page, new Secret(of)));
    }

    @Test
    void aPageWorksAndTheTokenStandsInNoAddress() {
        Vitals vitals = check(token);
        works(vitals, page);
        assertThat(lacking(vitals)).isEmpty();
        assertThat(facts(vitals, Fact.Ends.class))
                .as("a page's token has no end")
                .isEmpty();
        assertThat(facts(vitals, Fact.Quota.class)).singleElement().satisfies(quota -> assertThat(quota.left())
                .isEqualTo(99));
        assertThat(simulator.calls()).hasSize(2).noneMatch(call -> String.valueOf(call.uri())
                .contains(token));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void permissionsThatWereNotGivenAreMissing() {
        String less = simulator.connectToken(page, Set.of("pages_show_list", "pages_read_engagement"));
        assertThat(lacking(check(less)))
                .contains("pages_manage_posts", "pages_manage_engagement")
                .doesNotContain("pages_read_engagement");
    }

    @Test
    void withoutAnAppNothingIsKnownOfTheToken() {
        Vitals vitals = checkup("v26.0", "", "").check(new MemoryAccount(simulator.uri(), page, new Secret(token)));
        works(vitals, page);
        assertThat(facts(vitals, Fact.Lacks.class)).isEmpty();
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void theVersionsEndIsToldWhereItIsKnownOrEntered() {
        MemoryAccount account = new MemoryAccount(simulator.uri(), page, new Secret(token));
        assertThat(facts(checkup("v21.0", "", "").check(account), Fact.Ends.class))
                .singleElement()
                .satisfies(ends -> assertThat(ends.at()).isEqualTo("2027-01-21T00:00:00Z"));
        assertThat(facts(checkup("v26.0", "", "2028-07-29").check(account), Fact.Ends.class))
                .singleElement()
                .satisfies(ends -> assertThat(ends.at()).isEqualTo("2028-07-29T00:00:00Z"));
        assertThat(facts(checkup("v26.0", "", "soon").check(account), Fact.Ends.class))
                .isEmpty();
    }

    @Test
    void whatWasRevokedIsRefused() {
        simulator.revokeToken(token, 460);
        denied(check(token), Reason.AUTHORISATION, token);
    }

    @Test
    void whoAsksTooOftenWaits() {
        simulator.mood(Mood.RATE_LIMITED, "/me", 1);
        assertThat(check(token)).isInstanceOf(Vitals.NotNow.class);
    }
}
