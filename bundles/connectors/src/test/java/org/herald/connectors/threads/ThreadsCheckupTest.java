package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.works;

import java.time.Duration;
import org.herald.simulators.Mood;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.Test;

class ThreadsCheckupTest extends Scene {
    private Vitals check() {
        return new ThreadsCheckup(http, app, threads.clock()).check(account);
    }

    @Test
    void anAccountWorksAndSaysWhatIsLeftOfTheDay() {
        Vitals vitals = check();
        works(vitals, account.remoteId());
        assertThat(facts(vitals, Fact.Quota.class))
                .extracting(Fact.Quota::what)
                .containsExactlyInAnyOrder(Fact.Counted.POSTS, Fact.Counted.REPLIES);
        assertThat(facts(vitals, Fact.Ends.class)).singleElement().satisfies(ends -> assertThat(ends.renewed())
                .as("it is renewed long before: one whose end is near could not be")
                .isFalse());
        tokenWasInNoAddress();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void aQuotaThatIsUsedUpIsSaid() {
        threads.useUp("press", "POST");
        assertThat(facts(check(), Fact.Quota.class))
                .filteredOn(quota -> quota.what() == Fact.Counted.POSTS)
                .singleElement()
                .satisfies(quota -> assertThat(quota.left()).isZero());
    }

    @Test
    void theNetworksClockIsComparedWithOurs() {
        assertThat(facts(check(), Fact.Skew.class)).singleElement().satisfies(skew -> assertThat(skew.ahead())
                .as("the clock of these tests is seventy days behind")
                .isGreaterThan(Duration.ofDays(69)));
    }

    @Test
    void whatWasRevokedIsRefused() {
        threads.revokeToken("press");
        denied(check(), Reason.AUTHORISATION, token);
    }

    @Test
    void whoAsksTooOftenWaits() {
        threads.mood(Mood.RATE_LIMITED, "/me", 1);
        assertThat(check()).isInstanceOf(Vitals.NotNow.class);
    }
}
