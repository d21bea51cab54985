package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.herald.Visibility;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class TelegramCollectTest extends WithRounds {
    @Test
    void collectsWhatIsSaidBelowAPost() {
        RemoteRef root = published("Moss");
        int first = telegram.comment(number(root), "Ada", "Lovely <3 https://example.org/y\nand green");
        int second = telegram.reply(first, "Bo", "Indeed");
        act("say", "{\"text\":\"Something else\"}");
        List<RemoteReply> replies = round(root);
        assertThat(news.answered()).containsExactly(root.id());
        assertThat(news.trouble()).isEmpty();
        assertThat(replies).hasSize(2);
        RemoteReply ada = replies.get(0);
        assertThat(ada.ref().id()).isEqualTo(TelegramSimulator.GROUP + "/" + first);
        assertThat(ada.ref().url()).hasToString("https://t.me/garden_press/1?comment=" + first);
        assertThat(ada.parentId()).isEqualTo(root.id());
        assertThat(ada.authorHandle()).isEqualTo("ada");
        assertThat(ada.authorName()).isEqualTo("Ada");
        assertThat(ada.html())
                .isEqualTo("Lovely &lt;3 <a href=\"https://example.org/y\">https://example.org/y</a><br>and green");
        assertThat(ada.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(ada.own()).isFalse();
        assertThat(replies.get(1).ref().id()).isEqualTo(TelegramSimulator.GROUP + "/" + second);
        assertThat(replies.get(1).parentId()).isEqualTo(ada.ref().id());
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void tellsPicturesOwnWordsAndWhatIsNotPublic() {
        account.handle = account.remoteId();
        act("makePrivate", "{}");
        RemoteRef root = published("Moss");
        int forward = group().at("/0/message_id").asInt();
        act("photo", "{\"message\":" + forward + ",\"text\":\"\"}");
        act("answerAsChannel", "{\"message\":" + forward + ",\"text\":\"Thanks\"}");
        List<RemoteReply> replies = round(root);
        assertThat(replies.get(0).media())
                .containsExactly(new RemoteMedia("their-photo", RemoteMedia.Kind.IMAGE, null, ""));
        assertThat(replies.get(0).visibility()).isEqualTo(Visibility.FOLLOWERS);
        assertThat(replies.get(0).ref().url()).isNull();
        assertThat(replies.get(1).own()).isTrue();
        assertThat(replies.get(1).authorName()).isEqualTo("Garden press");
    }

    @Test
    void followsEdits() {
        RemoteRef root = published("Moss");
        int first = telegram.comment(number(root), "Ada", "Lovely");
        round(root);
        act("edit", "{\"message\":" + first + ",\"text\":\"Very lovely\"}");
        List<RemoteReply> replies = round(root);
        assertThat(news.answered()).containsExactly(root.id());
        assertThat(replies).extracting(RemoteReply::html).containsExactly("Very lovely");
        round(root);
        assertThat(news.answered()).isEmpty();
    }

    @Test
    void confirmsOnlyWhatTheCoreHasStored() {
        RemoteRef root = published("Moss");
        telegram.comment(number(root), "Ada", "Lovely");
        round(root);
        assertThat(waiting()).isEqualTo(2);
        round(root);
        assertThat(waiting()).isZero();
        telegram.comment(number(root), "Bo", "Indeed");
        connector.news(account, cursor); // and the round ends before the thread is read, and before the cursor is kept
        connector.news(account, cursor);
        assertThat(waiting()).isEqualTo(1);
        assertThat(round(root)).extracting(RemoteReply::html).contains("Indeed");
    }

    @Test
    void aRoundThatWasCutShortConfirmsNothing() {
        RemoteRef root = published("Moss");
        telegram.comment(number(root), "Ada", "Lovely");
        round();
        round();
        assertThat(waiting()).isEqualTo(1); // the forward before it is of no use to the core
        assertThat(news.answered()).containsExactly(root.id());
        restart();
        assertThat(round(root)).extracting(RemoteReply::html).containsExactly("Lovely");
    }

    @Test
    void losesNothingWhenTheCmsDies() {
        RemoteRef root = published("Moss");
        int first = telegram.comment(number(root), "Ada", "Lovely");
        round(root);
        round(root);
        telegram.reply(first, "Bo", "Indeed");
        round(); // the thread was not read in this round, and the cursor was kept
        restart();
        assertThat(round(root)).extracting(RemoteReply::html).containsExactly("Indeed");
        assertThat(news.trouble()).isEmpty();
        telegram.reply(first, "Bo", "Again");
        connector.news(account, cursor);
        connector.thread(account, root, "");
        restart(); // before the cursor was kept
        assertThat(round(root)).extracting(RemoteReply::html).contains("Again");
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void goesOnWithoutWhatNobodyAsksFor() {
        RemoteRef root = published("Moss");
        round(root);
        int theirs = act("post", "{\"text\":\"Fern\"}").path("message_id").asInt();
        telegram.comment(theirs, "Ada", "Lovely");
        round(root);
        assertThat(news.answered()).containsExactly(Integer.toString(theirs));
        for (int i = 0; i < 4; i++) {
            round(root);
        }
        assertThat(waiting()).isZero();
        telegram.comment(number(root), "Bo", "Indeed");
        assertThat(round(root)).hasSize(1);
    }

    @Test
    void collectsMoreThanAPageInSeveralRounds() {
        RemoteRef root = published("Moss");
        for (int i = 0; i < 150; i++) {
            telegram.comment(number(root), "Ada", "No. " + i);
        }
        assertThat(round(root)).hasSize(99);
        assertThat(round(root)).hasSize(150);
        assertThat(news.trouble()).isEmpty();
        round(root);
        assertThat(waiting()).isZero();
        assertThat(telegram.violations()).isEmpty();
    }

    @Test
    void knowsTheThreadsOfAnAlbumByItsFirstPicture() {
        RemoteRef root = published(
                post("Moss").media(List.of(picture(4, 3), picture(3, 4))).build());
        act("reply", "{\"message\":2,\"text\":\"To the second\"}");
        assertThat(round(root)).extracting(RemoteReply::parentId).containsExactly(root.id());
    }

    @Test
    void goesOnWhereNodesTakeTurns() {
        RemoteRef root = published("Moss");
        TelegramConnector other = new TelegramConnector(http, telegram.clock());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            telegram.comment(number(root), "Ada", "No. " + i);
        }
        for (int turn = 0; turn < 12; turn++) {
            round(root).forEach(reply -> seen.add(reply.html()));
            TelegramConnector mine = connector;
            connector = other;
            other = mine;
        }
        assertThat(seen).hasSize(250);
        assertThat(news.trouble()).isEmpty();
        assertThat(waiting()).isZero();
        assertThat(telegram.violations()).isEmpty();
    }
}
