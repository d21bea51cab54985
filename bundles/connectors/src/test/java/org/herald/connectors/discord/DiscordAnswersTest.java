package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers, changes, deletes and moderates. */
class DiscordAnswersTest extends DiscordTest {
    private static final String TEXT = "The garden opens https://example.org/garden";

    @Test
    void answersAsTheBotInTheThreadOfWhatItAnswers() {
        RemoteRef root = done(connector.publish(account(), post(TEXT)));
        RemoteRef comment = simulator.people(people -> {
            String thread = people.startThread(message(root), "Talk");
            return new RemoteRef(thread + "/" + people.say(thread, "ann", "When?"), "", null);
        });
        RemoteRef answer = done(connector.respond(account(), answer("At ten", comment), root, comment, "ann"));
        assertThat(shown(answer, "channel_id")).isEqualTo(message(root));
        assertThat(shown(answer, "message_reference").toString()).contains("message_id=" + message(comment));
        assertThat(shown(answer, "author").toString()).contains(simulator.people(People::botId));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anAnswerIsTakenOnceForItsKey() {
        RemoteRef comment = said("When?");
        Post answer = answer("At ten", comment);
        simulator.mood(Mood.LOST_AFTER, "POST", 1);
        assertThat(connector.respond(account(), answer, comment, comment, "ann"))
                .isInstanceOf(Outcome.Uncertain.class);
        RemoteRef again = done(connector.respond(account(), answer, comment, comment, "ann"));
        assertThat(shown(again, "content")).isEqualTo("At ten");
        assertThat(simulator.posted()).isEqualTo(1);
        assertThat(posts()).hasSize(2);
        assertThat(posts().stream()
                        .map(call -> call.json().orElseThrow().path("nonce").asText()))
                .allMatch(answer.key().replace("-", "").substring(0, 25)::equals);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void answersWithAPicture() {
        RemoteRef comment = said("Show me");
        Post answer = Post.of(connector.newKey(began), "Here", began)
                .media(List.of(picture("A bee")))
                .build();
        RemoteRef ref = done(connector.respond(account(), answer, comment, comment, "ann"));
        assertThat(shown(ref, "attachments").toString()).contains("A bee");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        RemoteRef comment = said("When?");
        Post answer = answer("At ten", comment);
        refused(connector.respond(withoutBot(), answer, comment, comment, "ann"), Reason.AUTHORISATION, "bot's token");
        people(people -> people.forbid(Permission.SEND_MESSAGES));
        refused(connector.respond(account(), answer, comment, comment, "ann"), Reason.AUTHORISATION, "Send Messages");
        people(people -> people.allow(Permission.SEND_MESSAGES));
        people(people -> people.delete(message(comment)));
        refused(connector.respond(account(), answer, comment, comment, "ann"), Reason.GONE, "was deleted");
        String token = simulator.people(People::botToken);
        people(People::resetBotToken);
        refused(
                connector.respond(account(simulator.webhookAddress() + " " + token), answer, comment, comment, "ann"),
                Reason.AUTHORISATION,
                "bot's token");
        assertThat(simulator.posted()).isZero();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anEditChangesTheTextAndKeepsThePicture() {
        Post post = Post.of("k", TEXT, began).media(List.of(picture("A bee"))).build();
        RemoteRef ref = done(connector.publish(withoutBot(), post));
        done(connector.edit(withoutBot(), ref, post("The garden is closed")));
        assertThat(shown(ref, "content")).isEqualTo("The garden is closed");
        assertThat((List<?>) shown(ref, "attachments")).hasSize(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void changesAndDeletesItsAnswersAsTheBot() {
        RemoteRef comment = said("When?");
        RemoteRef answer = done(connector.respond(account(), answer("At ten", comment), comment, comment, "ann"));
        done(connector.edit(account(), answer, post("At noon")));
        assertThat(shown(answer, "content")).isEqualTo("At noon");
        refused(connector.edit(withoutBot(), answer, post("x")), Reason.GONE, "not on Discord");
        done(connector.delete(account(), answer));
        assertThat(simulator.posted()).isZero();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void deletesAlsoWhatIsGone() {
        RemoteRef ref = done(connector.publish(account(), post(TEXT)));
        done(connector.delete(withoutBot(), ref));
        done(connector.delete(withoutBot(), ref));
        done(connector.delete(account(), ref));
        refused(connector.edit(account(), ref, post("x")), Reason.GONE, "not on Discord");
        assertThat(simulator.posted()).isZero();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void changesNothingOfOthers() {
        RemoteRef others = said("Mine");
        refused(connector.edit(account(), others, post("Yours")), Reason.AUTHORISATION, "wrote it");
        refused(connector.delete(account(), others), Reason.AUTHORISATION, "Manage Messages");
        assertThat(shown(others, "content")).isEqualTo("Mine");
    }

    @Test
    void whatIsNotDeletedIsNotSaidToBe() {
        RemoteRef ref = done(connector.publish(withoutBot(), post(TEXT)));
        simulator.mood(Mood.LOST_BEFORE, "DELETE", 1);
        assertThat(connector.delete(withoutBot(), ref)).isInstanceOf(Outcome.Uncertain.class);
        simulator.mood(Mood.RATE_LIMITED, "DELETE", 1);
        assertThat(connector.delete(withoutBot(), ref)).isInstanceOf(Outcome.Later.class);
        assertThat(simulator.posted()).isEqualTo(1);
    }

    @Test
    void deletesACommentWhereTheBotMay() {
        RemoteRef comment = said("Spam");
        Moderator.Act delete = Moderator.Act.DELETE;
        refused(connector.moderate(account(), comment, delete), Reason.AUTHORISATION, "Manage Messages");
        refused(connector.moderate(withoutBot(), comment, delete), Reason.AUTHORISATION, "bot's token");
        people(people -> people.allow(Permission.MANAGE_MESSAGES));
        done(connector.moderate(account(), comment, delete));
        assertThat(simulator.message(message(comment))).isEmpty();
        done(connector.moderate(account(), comment, delete));
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Moderator.Act.class, mode = EnumSource.Mode.EXCLUDE, names = "DELETE")
    void knowsNoOtherWayToModerate(Moderator.Act act) {
        refused(connector.moderate(account(), said("x"), act), Reason.SERVER, "deleted");
        assertThat(simulator.calls()).isEmpty();
    }
}
