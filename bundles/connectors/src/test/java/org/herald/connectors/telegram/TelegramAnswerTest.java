package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class TelegramAnswerTest extends WithRounds {
    @Test
    void answersInTheThread() {
        RemoteRef root = published("Moss");
        telegram.comment(number(root), "Ada", "Lovely");
        RemoteReply ada = round(root).get(0);
        Outcome outcome = connector.respond(account, post("Thanks & welcome").build(), root, ada.ref(), "ada");
        RemoteRef answer = ((Outcome.Done) outcome).ref();
        assertThat(group().get(2).at("/reply_to_message/text").asText()).isEqualTo("Lovely");
        assertThat(group().get(2).path("text").asText()).isEqualTo("Thanks & welcome");
        assertThat(answer.id()).isEqualTo(TelegramSimulator.GROUP + "/3");
        assertThat(connector.edit(account, answer, post("Thanks").build())).isInstanceOf(Outcome.Done.class);
        assertThat(connector.delete(account, answer)).isInstanceOf(Outcome.Done.class);
        act("delete", "{\"message\":2}");
        advance(Duration.ofSeconds(2));
        assertThat(connector.respond(account, post("Thanks").build(), root, ada.ref(), "ada"))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.GONE));
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void answersAPostAsSoonAsItKnowsWhereItStands() {
        RemoteRef root = published("Moss");
        assertThat(connector.respond(account, post("More").build(), root, root, ""))
                .isInstanceOf(Outcome.Later.class);
        round(root);
        restart();
        assertThat(connector.respond(account, post("More").build(), root, root, ""))
                .isInstanceOf(Outcome.Done.class);
        assertThat(group().get(1).at("/reply_to_message/is_automatic_forward").asBoolean())
                .isTrue();
    }

    @Test
    void deletesWhatOthersSaid() {
        RemoteRef root = published("Moss");
        telegram.comment(number(root), "Ada", "Rude");
        RemoteReply ada = round(root).get(0);
        assertThat(connector.moderate(account, ada.ref(), Moderator.Act.HIDE)).isInstanceOf(Outcome.Refused.class);
        assertThat(connector.moderate(account, ada.ref(), Moderator.Act.DELETE)).isInstanceOf(Outcome.Done.class);
        assertThat(group()).hasSize(1);
        assertThat(connector.moderate(account, ada.ref(), Moderator.Act.DELETE)).isInstanceOf(Outcome.Done.class);
        assertThat(connector.traits().listening().moderation()).containsExactly(Moderator.Act.DELETE);
        assertThat(telegram.violations()).isEmpty();
    }
}
