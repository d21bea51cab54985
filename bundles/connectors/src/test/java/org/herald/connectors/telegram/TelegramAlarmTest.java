package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.herald.simulators.Mood;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class TelegramAlarmTest extends WithRounds {
    @Test
    void soundsTheAlarmWhenNobodyAskedForADay() {
        RemoteRef root = published("Moss");
        round(root);
        telegram.comment(number(root), "Ada", "Lost");
        advance(Duration.ofHours(25));
        assertThat(round(root)).isEmpty();
        assertThat(news.trouble()).contains("24 hours", "lost");
        round(root);
        assertThat(news.trouble()).contains("lost");
        advance(Duration.ofHours(23));
        round(root);
        advance(Duration.ofHours(2));
        round(root);
        assertThat(news.trouble()).isEmpty();
    }

    @Test
    void soundsTheAlarmWhenNumbersAreMissing() {
        RemoteRef root = published("Moss");
        round(root);
        round(root);
        telegram.comment(number(root), "Ada", "Taken by another program");
        telegram.comment(number(root), "Ada", "Kept");
        TelegramConnector other = new TelegramConnector(http, telegram.clock());
        String theirs = other.news(account, cursor).cursor();
        other.thread(account, root, "");
        telegram.comment(number(root), "Ada", "Later");
        other.news(account, theirs);
        telegram.comment(number(root), "Ada", "Last");
        assertThat(round(root)).extracting(RemoteReply::html).contains("Last");
        assertThat(news.trouble()).contains("lost");
    }

    @Test
    void isNotAlarmedWhenNumbersBeginAnewAfterAWeek() {
        RemoteRef root = published("Moss");
        round(root);
        for (int day = 0; day < 16; day++) {
            advance(Duration.ofHours(12));
            round(root);
        }
        telegram.comment(number(root), "Ada", "At last");
        assertThat(round(root)).extracting(RemoteReply::html).containsExactly("At last");
        assertThat(news.trouble()).isEmpty();
        assertThat(telegram.calls())
                .filteredOn(call -> call.path().endsWith("/getUpdates"))
                .last()
                .satisfies(call -> assertThat(call.query()).doesNotContainKey("offset"));
        round(root);
        assertThat(waiting()).isZero();
    }

    @Test
    void saysWhoElseTakesTheUpdates() {
        act("poller", "{\"times\":1}");
        round();
        assertThat(news.trouble()).contains("Another program");
        assertThat(cursor).isEmpty();
        round();
        assertThat(news.trouble()).isEmpty();
        TestAccount second = new TestAccount(telegram.uri());
        second.profile = "other";
        assertThat(connector.news(second, "").trouble()).contains("bot of its own");
        advance(Duration.ofHours(3));
        assertThat(connector.news(second, "").trouble()).isEmpty();
    }

    @Test
    void saysWhyItHearsNothing() {
        act("unlink", "{}");
        round();
        assertThat(news.trouble()).contains("no discussion group");
        restart();
        telegram.mood(Mood.REVOKED, "getUpdates", 1);
        String before = cursor;
        round();
        assertThat(news.trouble()).contains("token");
        assertThat(cursor).isEqualTo(before);
        telegram.mood(Mood.BROKEN, "getUpdates", 1);
        round();
        assertThat(news).isEqualTo(new News(Set.of(), before));
    }

    @Test
    void saysThatTheBotIsNotInTheGroupOrHearsNothingThere() {
        act("rights", "{\"group\":true,\"status\":\"left\"}");
        round();
        assertThat(news.trouble()).contains("not in the channel's discussion group");
        act("rights", "{\"group\":true,\"status\":\"member\"}");
        advance(Duration.ofHours(1));
        round();
        assertThat(news.trouble()).contains("make it an administrator");
        act("privacy", "{\"on\":false}");
        advance(Duration.ofHours(1));
        round();
        assertThat(news.trouble()).isEmpty();
    }
}
