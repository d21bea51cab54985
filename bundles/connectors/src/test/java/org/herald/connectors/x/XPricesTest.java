package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.herald.spi.Limits;
import org.herald.spi.Media;
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

    private static RemoteRef ref(String id) {
        return new RemoteRef(id, "", null);
    }
}
