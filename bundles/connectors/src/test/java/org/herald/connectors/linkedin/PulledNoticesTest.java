package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.herald.simulators.Mood;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

class PulledNoticesTest extends Story {
    private static final String ASKED = "organizationalEntityNotifications";

    private long questions() {
        return linkedIn.calls().stream()
                .filter(call -> call.path().contains(ASKED))
                .count();
    }

    private void after(Duration time) {
        linkedIn.clock().advance(time);
    }

    @Test
    void namesThePostsThatWereAnsweredSinceTheLastQuestion() {
        RemoteRef first = posted("First");
        RemoteRef second = posted("Second");
        linkedIn.reply(first.id(), "", "bob2", "Well said");
        News news = connector.news(acme, "");
        assertThat(news.answered()).containsExactly(first.id());
        assertThat(news.trouble()).isEmpty();
        after(Duration.ofMinutes(30));
        news = connector.news(acme, news.cursor());
        after(Duration.ofMinutes(30));
        linkedIn.reply(second.id(), "", "bob2", "That, too");
        assertThat(connector.news(acme, news.cursor()).answered()).containsExactly(second.id());
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void asksSeldom() {
        News news = connector.news(acme, "");
        for (int i = 0; i < 12; i++) {
            after(Duration.ofMinutes(5));
            news = connector.news(acme, news.cursor());
        }
        assertThat(questions()).isEqualTo(5);
        after(Duration.ofHours(-5));
        connector.news(acme, news.cursor());
        assertThat(questions()).as("a clock that was put back").isEqualTo(6);
    }

    @Test
    void whatWasNotToldIsAskedForAgain() {
        RemoteRef post = posted("First");
        News news = connector.news(acme, "");
        after(Duration.ofHours(1));
        linkedIn.reply(post.id(), "", "bob2", "Well said");
        after(Duration.ofHours(1));
        linkedIn.mood(Mood.BROKEN, ASKED, 1);
        news = connector.news(acme, news.cursor());
        assertThat(news.answered()).isEmpty();
        after(Duration.ofHours(1));
        assertThat(connector.news(acme, news.cursor()).answered()).containsExactly(post.id());
    }

    @Test
    void readsPageAfterPage() {
        RemoteRef old = posted("Old");
        linkedIn.reply(old.id(), "", "bob2", "The first of all");
        RemoteRef loud = posted("Loud");
        for (int i = 0; i < 120; i++) {
            linkedIn.reply(loud.id(), "", "bob2", "Number " + i);
        }
        assertThat(connector.news(acme, "").answered()).containsExactlyInAnyOrder(old.id(), loud.id());
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void aMemberIsToldNothingAndAsksNothing() {
        News news = connector.news(ada, "");
        assertThat(news.answered()).isEmpty();
        assertThat(questions()).isZero();
    }

    @Test
    void whoIsNoAdministratorOfThePageGoesOnWithoutThem() {
        linkedIn.noRole("ada1", "1001");
        News news = connector.news(acme, "");
        assertThat(news.answered()).isEmpty();
        assertThat(news.trouble()).as("the threads are read all the same").isEmpty();
    }
}
