package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.lacking;
import static org.herald.connectors.CheckupStory.works;

import java.time.Clock;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Account;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.Test;

class DiscordCheckupTest extends DiscordTest {
    private Vitals check(Account account) {
        return new DiscordCheckup(http, 10, Clock.systemUTC()).check(account);
    }

    @Test
    void aWebhookWorksAndSaysNothingOfABotThatIsNotThere() {
        Vitals vitals = check(withoutBot());
        works(vitals, simulator.people(People::webhookId));
        assertThat(facts(vitals, Fact.Lacks.class)).isEmpty();
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void aBotThatMayReadLacksNothing() {
        Vitals vitals = check(account());
        works(vitals, simulator.people(People::webhookId));
        assertThat(facts(vitals, Fact.Lacks.class)).hasSize(2);
        assertThat(lacking(vitals)).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whatTheBotMayNotDoIsMissingAndPostsGoOut() {
        people(people -> people.readsContent(false));
        people(people -> people.forbid(Permission.VIEW_CHANNEL));
        Vitals vitals = check(account());
        works(vitals, simulator.people(People::webhookId));
        assertThat(lacking(vitals)).containsExactlyInAnyOrder("MESSAGE_CONTENT", "View Channel");
        assertThat(facts(vitals, Fact.Lacks.class)).noneMatch(Fact.Lacks::posting);
    }

    @Test
    void aBotWithAnotherTokenIsMissing() {
        Account before = account();
        people(People::resetBotToken);
        assertThat(lacking(check(before))).contains("bot");
    }

    @Test
    void aWebhookThatIsGoneIsRefused() {
        Account before = withoutBot();
        people(People::deleteWebhook);
        denied(check(before), Reason.AUTHORISATION, "/webhooks/");
    }

    @Test
    void whoAsksTooOftenWaits() {
        simulator.mood(Mood.RATE_LIMITED, "/webhooks/", 1);
        assertThat(check(withoutBot())).isInstanceOf(Vitals.NotNow.class);
    }
}
