package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.repo.Names;
import org.herald.spi.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class HealthClockTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Ward ward;

    @BeforeEach
    void make() throws Exception {
        ward = new Ward(context);
        ward.administrators();
    }

    private List<Object> kinds(String user) {
        return ward.told(user).stream().map(notice -> notice.get(Names.PN_WHAT)).toList();
    }

    /** Rounds each hour, each on a node that was just started. */
    private void days(int days) {
        for (int hour = 0; hour < days * 24; hour++) {
            ward.healthClock().round();
            ward.clock.pass(Duration.ofHours(1));
        }
    }

    @Test
    void withoutProfilesNobodyIsAsked() {
        days(1);
        assertThat(ward.town.asked).isEmpty();
        try (ResourceResolver resolver = ward.repository.open()) {
            assertThat(resolver.getResource(Names.HEALTH))
                    .as("and nothing is written")
                    .isNull();
        }
    }

    @Test
    void administratorsAreToldThreeTimesThatATokenEndsWhateverRestarts() throws Exception {
        ward.profile("press");
        Instant end = Ward.NOW.plus(Duration.ofDays(16));
        ward.town.tells(new Fact.SignedIn("1"), new Fact.Ends(Fact.End.TOKEN, end, "", false));
        days(17);
        assertThat(kinds("ada")).containsExactly("ENDS_TOKEN", "ENDS_TOKEN", "ENDS_TOKEN");
        assertThat(kinds("ben")).hasSize(3);
        assertThat(ward.told("ada").get(0).get(Names.PN_ARTICLE_TITLE)).isEqualTo("Press press");
        assertThat(ward.told("ada").get(0).get(Names.PN_NOTE).toString()).contains("11 December 2026");
    }

    @Test
    void aVersionEndsForAllProfilesOfItsNetworkAndIsToldOnce() throws Exception {
        ward.profile("press");
        ward.profile("sports");
        ward.town.tells(
                new Fact.SignedIn("1"),
                new Fact.Ends(Fact.End.VERSION, Ward.NOW.plus(Duration.ofDays(10)), "202601", false));
        days(1);
        assertThat(ward.town.asked).contains("press", "sports");
        assertThat(kinds("ada")).containsExactly("ENDS_VERSION");
        assertThat(ward.told("ada").get(0).get(Names.PN_ARTICLE_TITLE)).isEqualTo(Ward.TOWN);
    }

    @Test
    void whatIsRenewedByItselfIsNoNews() throws Exception {
        ward.profile("press");
        ward.town.tells(new Fact.SignedIn("1"), new Fact.Ends(Fact.End.TOKEN, Ward.NOW.plusSeconds(7200), "", true));
        days(1);
        assertThat(kinds("ada")).isEmpty();
    }

    @Test
    void aDayHasFourChecks() throws Exception {
        ward.profile("press");
        days(2);
        assertThat(ward.town.asked).hasSizeBetween(8, 9);
    }

    @Test
    void whatIsKnownOfADeletedProfileIsForgotten() throws Exception {
        ward.profile("press");
        days(1);
        try (ResourceResolver resolver = ward.repository.open()) {
            resolver.delete(resolver.getResource(Names.PROFILES + "/press"));
            resolver.commit();
        }
        ward.healthClock().round();
        try (ResourceResolver resolver = ward.repository.open()) {
            assertThat(resolver.getResource(Names.HEALTH + "/accounts").getChildren())
                    .isEmpty();
        }
    }
}
