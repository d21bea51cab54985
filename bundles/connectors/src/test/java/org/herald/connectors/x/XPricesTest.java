package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.herald.simulators.Mood;
import org.herald.spi.Collected;
import org.herald.spi.Limits;
import org.herald.spi.Media;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

/** What X charges is what a budget is told that it charges. */
class XPricesTest extends Story {
    private final Limits.Cost cost = connector.traits().published().cost();

    private BigDecimal charged(Runnable call) {
        BigDecimal before = x.spent();
        call.run();
        return x.spent().subtract(before);
    }

    @Test
    void aPostCostsWhatIsPublished() {
        published("Before all"); // what is read of the account is paid once a day
        assertThat(cost.currency()).isEqualTo("USD");
        assertThat(charged(() -> published("No link"))).isEqualByComparingTo(cost.post());
        assertThat(charged(() -> published("With " + LINK))).isEqualByComparingTo(cost.postWithLink());
        assertThat(charged(() -> published("The name of a host: example.org")))
                .isEqualByComparingTo(cost.postWithLink());
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aDescriptionCostsWhatIsPublished() {
        published("Before all");
        List<Media> pictures = List.of(picture("A cat", 1), picture("", 2));
        BigDecimal charged = charged(() ->
                done(connector.publish(account, post("Look").media(pictures).build())));
        assertThat(charged).isEqualByComparingTo(cost.post().add(cost.description()));
    }

    @Test
    void anAnswerCostsWhatIsPublished() {
        RemoteRef root = published("Root");
        String named = x.reply(root.id(), "reader", "Nice");
        BigDecimal charged =
                charged(() -> done(connector.respond(account, post("Thanks").build(), root, ref(named), "reader")));
        assertThat(charged).isEqualByComparingTo(cost.answer());
    }

    @Test
    void whatXRefusesCostsNothing() {
        published("Twice");
        x.clock().advance(Duration.ofMinutes(1));
        BigDecimal charged = charged(() ->
                assertThat(connector.publish(account, post("Twice").build())).isNotInstanceOf(Outcome.Done.class));
        assertThat(charged).as("but for what is read to look it up").isLessThan(cost.post());
    }

    /** Reads all that Herald reads in a round, and looks for a post. */
    private void readAll(RemoteRef root) {
        connector.news(account, "");
        String page = "";
        do {
            Collected.Replies read = (Collected.Replies) connector.thread(account, root, page);
            page = read.next();
        } while (!page.isEmpty());
        connector.isGone(account, root);
        connector.find(account, post("Root").build());
    }

    private BigDecimal counted() {
        return connector.take(account);
    }

    @Test
    void whatIsReadIsCountedAsXChargesForIt() {
        RemoteRef root = published("Root");
        String first = x.reply(root.id(), "reader", "Nice");
        x.reply(first, "other", "Yes");
        x.quote(root.id(), "third", "Look at this");
        counted();
        BigDecimal charged = charged(() -> readAll(root));
        assertThat(counted()).isEqualByComparingTo(charged).isPositive();
        assertThat(counted()).as("it is handed over once").isZero();
        BigDecimal again = charged(() -> readAll(root));
        assertThat(again).as("on a day everything is paid once").isZero();
        assertThat(counted()).isZero();
        x.reply(root.id(), "reader", "One more");
        BigDecimal more = charged(() -> readAll(root));
        assertThat(counted()).isEqualByComparingTo(more).isPositive();
        x.clock().advance(Duration.ofDays(1));
        account.keepSession(account(x.connectToken("press")).secret());
        BigDecimal tomorrow = charged(() -> readAll(root));
        assertThat(counted()).isEqualByComparingTo(tomorrow).isGreaterThan(more);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void soAreAnswersThatAreHiddenAndTheAccountItself() {
        RemoteRef root = published("Root");
        String answer = x.reply(root.id(), "reader", "Rude");
        counted();
        XCheckup checkup = new XCheckup(http, TestConfig.of(x.uri()), charges, x.clock());
        BigDecimal charged = charged(() -> {
            done(connector.moderate(account, ref(answer), Moderator.Act.HIDE));
            checkup.check(account);
        });
        assertThat(counted()).isEqualByComparingTo(charged).isPositive();
    }

    @Test
    void whatXDoesNotAnswerIsNotCounted() {
        RemoteRef root = published("Root");
        x.reply(root.id(), "reader", "Nice");
        counted();
        x.mood(Mood.RATE_LIMITED, "search/recent", 1);
        connector.thread(account, root, "");
        assertThat(counted()).isZero();
    }

    private static RemoteRef ref(String id) {
        return new RemoteRef(id, "", null);
    }
}
