package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.lacking;
import static org.herald.connectors.CheckupStory.works;

import org.herald.simulators.Mood;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.Test;

class TelegramCheckupTest extends WithTelegram {
    private Vitals check() {
        return new TelegramCheckup(http, telegram.clock()).check(account);
    }

    @Test
    void oneRequestTellsWhatTheBotMayDo() {
        Vitals vitals = check();
        works(vitals, account.remoteId());
        assertThat(lacking(vitals)).isEmpty();
        assertThat(facts(vitals, Fact.Ends.class)).as("tokens have no end").isEmpty();
        assertThat(telegram.calls()).hasSize(1);
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void rightsThatWereTakenAwayAreMissing() {
        act("rights", "{\"chat\":" + account.remoteId() + ",\"post\":false,\"edit\":true,\"delete\":false}");
        Vitals vitals = check();
        assertThat(lacking(vitals)).containsExactly("can_post_messages", "can_delete_messages");
        assertThat(facts(vitals, Fact.Lacks.class).get(0).posting()).isTrue();
    }

    @Test
    void whatWasRevokedIsRefusedWithoutASecret() {
        telegram.revokeToken(TestAccount.TOKEN);
        denied(check(), Reason.AUTHORISATION, TestAccount.TOKEN);
    }

    @Test
    void whoAsksTooOftenWaitsAndAServerInTroubleRefusesNobody() {
        telegram.mood(Mood.RATE_LIMITED, "getChatMember", 1);
        assertThat(check()).isInstanceOf(Vitals.NotNow.class);
        telegram.mood(Mood.SILENT, "getChatMember", 1);
        denied(check(), Reason.SERVER, TestAccount.TOKEN);
    }
}
