package org.herald.connectors.x;

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

class XCheckupTest extends Story {
    private final XCheckup checkup = new XCheckup(http, TestConfig.of(x.uri()), charges, x.clock());

    @Test
    void oneRequestTellsWhoseTheTokenIsAndWhenItEnds() {
        Vitals vitals = checkup.check(account);
        works(vitals, token.userId());
        assertThat(facts(vitals, Fact.Ends.class)).singleElement().satisfies(ends -> {
            assertThat(ends.at()).isAfter(now());
            assertThat(ends.renewed()).isTrue();
        });
        assertThat(x.calls()).hasSize(1);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aTokenThatNobodyCanRenewIsToldAsOne() {
        XCheckup without = new XCheckup(http, TestConfig.none(), charges, x.clock());
        assertThat(facts(without.check(account), Fact.Ends.class)).noneMatch(Fact.Ends::renewed);
    }

    @Test
    void aTokenThatEndedIsRenewedByTheWay() {
        x.clock().advance(Duration.ofHours(3));
        Vitals vitals = checkup.check(account);
        works(vitals, token.userId());
        assertThat(facts(vitals, Fact.Ends.class)).allMatch(ends -> ends.at().isAfter(now()));
    }

    @Test
    void whatWasRevokedIsRefused() {
        x.revokeTokens("press");
        denied(checkup.check(account), Reason.AUTHORISATION, token.access());
    }

    @Test
    void whoAsksTooOftenWaits() {
        x.mood(Mood.RATE_LIMITED, "/2/users/me", 1);
        assertThat(checkup.check(account))
                .isInstanceOfSatisfying(Vitals.NotNow.class, later -> assertThat(later.notBefore())
                        .isAfter(now()));
    }

    @Test
    void aServerInTroubleIsNotARefusedSignIn() {
        x.mood(Mood.BROKEN, "/2/users/me", 1);
        denied(checkup.check(account), Reason.SERVER, token.access());
    }
}
