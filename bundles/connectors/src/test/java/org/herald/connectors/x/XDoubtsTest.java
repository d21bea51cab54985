package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What X does not tell whole is no proof of anything. */
class XDoubtsTest extends Story {
    private static final String ERRORS = "\"errors\":[{\"title\":\"Unavailable\",\"type\":\"about:blank\"}]";
    private final FakeServer other = new FakeServer();
    private final XConnector asking = new XConnector(http, TestConfig.of(other.uri()), x.clock());
    private final MemoryAccount there = new MemoryAccount(other.uri(), "7", account.secret());

    XDoubtsTest() throws IOException {}

    @AfterEach
    void stop() {
        other.close();
    }

    private static RemoteRef ref(String id) {
        return new RemoteRef(id, "", null);
    }

    private Lookup found(RemoteRef parent, String timeline) {
        other.answers("/2/users/7/tweets", timeline.replace("NOW", now().toString()));
        return asking.find(
                there,
                post("Hello world")
                        .attempt(Attempt.since(now()).below(parent, "reader"))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"meta\":{\"result_count\":0}} | Absent",
                "{ERRORS} | Unknown",
                "{\"meta\":{\"result_count\":0},ERRORS} | Unknown",
                "{\"data\":[{\"id\":\"9\",\"text\":\"Another\"}],ERRORS} | Unknown",
                "{\"data\":[{\"id\":\"9\",\"text\":\"Hello world\",\"created_at\":\"NOW\"}]} | Unknown",
                "{\"data\":[{\"id\":\"9\",\"text\":\"Another\",\"created_at\":\"NOW\"}]} | Absent",
            })
    void aLookUpSaysAbsentOnlyWhereXToldEverything(String timeline, String verdict) {
        assertThat(found(null, timeline.replace("ERRORS", ERRORS)).getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void anAnswerThatDoesNotTellWhatItAnswersMayBeOurs() {
        String answer = "{\"data\":[{\"id\":\"9\",\"text\":\"@reader Hello world\",\"created_at\":\"NOW\"PLACE}]}";
        assertThat(found(ref("5"), answer.replace("PLACE", ""))).isInstanceOf(Lookup.Unknown.class);
        assertThat(found(ref("5"), answer.replace("PLACE", ",\"conversation_id\":\"4\"")))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(found(ref("5"), answer.replace("PLACE", ",\"conversation_id\":\"9\"")))
                .as("a post of its own")
                .isInstanceOf(Lookup.Absent.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ERRORS} | true",
                "{\"data\":[{\"id\":\"9\",\"text\":\"Nobody's\"}]} | true",
                "{\"meta\":{\"result_count\":0}} | false",
            })
    void saysWhatIsLeftOutOfAThread(String page, boolean leftOut) {
        RemoteRef root = published("Root");
        String told = page.replace("ERRORS", ERRORS);
        other.answers("/2/tweets/search/recent", told).answers("/2/tweets/" + root.id() + "/quote_tweets", told);
        String cursor = "";
        do {
            Collected.Replies read = (Collected.Replies) asking.thread(there, root, cursor);
            assertThat(read.replies()).isEmpty();
            assertThat(read.leftOut().isEmpty()).isEqualTo(!leftOut);
            cursor = read.next();
        } while (!cursor.isEmpty());
        assertThat(other.requests).hasSize(2);
    }

    @Test
    void newsThatAreNotToldAreAskedForAgain() {
        other.answers("/2/users/7/mentions", "{" + ERRORS + ",\"meta\":{\"newest_id\":\"99\"}}");
        assertThat(asking.news(there, "7").cursor()).isEqualTo("7");
    }

    @Test
    void onlyWhatXSaysIsDeletedIsDone() {
        x.mood(Mood.GARBAGE, "DELETE", 1);
        assertThat(connector.delete(account, published("Here"))).isInstanceOf(Outcome.Uncertain.class);
        other.answers("/2/tweets/12", "{\"data\":{\"deleted\":false}}");
        assertThat(asking.delete(there, ref("12"))).isInstanceOf(Outcome.Uncertain.class);
        other.answers("/2/tweets/12", "{\"data\":{\"deleted\":true}}");
        done(asking.delete(there, ref("12")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWhatXSaysIsHiddenIsDone(boolean hide) {
        Moderator.Act act = hide ? Moderator.Act.HIDE : Moderator.Act.SHOW;
        for (String told : new String[] {"<html>", "{}", "{\"data\":{}}", "{\"data\":{\"hidden\":" + !hide + "}}"}) {
            other.answers("/2/tweets/12/hidden", told);
            assertThat(asking.moderate(there, ref("12"), act)).as(told).isInstanceOf(Outcome.Uncertain.class);
        }
        other.answers("/2/tweets/12/hidden", "{\"data\":{\"hidden\":" + hide + "}}");
        done(asking.moderate(there, ref("12"), act));
    }
}
