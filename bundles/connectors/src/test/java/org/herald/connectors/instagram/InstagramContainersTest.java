package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.herald.simulators.Mood;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Planned;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.junit.jupiter.api.Test;

/** What is prepared before it is published: gone on with, made anew, and doubted. */
class InstagramContainersTest extends WithInstagram {
    @Test
    void goesOnWithTheItemsThatAreThere() {
        Attempt attempt = since();
        Media[] media = {picture("A pond"), picture("A tree"), picture("A bee")};
        simulator.plan(new Planned(
                GraphError.of(4, 0, "As planned"), "POST /v26.0/" + id + "/media", 0, false, Duration.ZERO));
        Outcome.Later first = prepared(attempt, TEXT, media);
        assertThat(simulator.containers()).isEqualTo(3);
        simulator.mood(Mood.BROKEN, "GET", 1);
        Outcome.Later second = prepared(attempt.resuming(first.ticket()), TEXT, media);
        assertThat(second.ticket()).isEqualTo(first.ticket());
        assertThat(publish(attempt.resuming(second.ticket()), TEXT, media)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(4);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void stopsInTheMiddleOfACarouselAndGoesOn() {
        Attempt attempt = since();
        Media lost = picture("A tree");
        Media[] media = {picture("A pond"), lost};
        plan(-2, 2207003, "POST /v26.0/" + id + "/media");
        Outcome.Later first = prepared(attempt, TEXT, media);
        assertThat(first.ticket()).isEmpty();
        assertThat(publish(attempt, TEXT, media)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void preparesAnewWhatExpired() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Outcome.Later first = prepared(attempt, TEXT, pond);
        simulator.clock().advance(Duration.ofHours(25));
        assertThat(publish(attempt.resuming(first.ticket()), TEXT, pond)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(2);
        assertThat(captions()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void preparesAnewWhatExpiredInBetween() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Outcome.Later first = prepared(attempt, TEXT, pond);
        plan(24, 2207008, "media_publish");
        Attempt prepared = attempt.resuming(first.ticket());
        assertThat(connector.publish(account, post(TEXT, prepared, pond))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post(TEXT, prepared))).isEqualTo(new Lookup.Absent());
        simulator.clock().advance(Duration.ofHours(25));
        assertThat(publish(prepared, TEXT, pond)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(2);
        assertThat(captions()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    /** It is live, and Instagram says something else, shows it late, and has forgotten its container. */
    @Test
    void makesNothingAnewWhereAPublicationWasTried() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Attempt prepared = attempt.resuming(prepared(attempt, TEXT, pond).ticket());
        simulator.lag(true);
        simulator.plan(new Planned(GraphError.of(4, 0, "As planned"), "media_publish", 1, true, Duration.ofMinutes(7)));
        Outcome.Later limited = (Outcome.Later) connector.publish(account, post(TEXT, prepared, pond));
        wait(limited);
        Attempt again = attempt.resuming(limited.ticket());
        simulator.plan(new Planned(
                GraphError.of(100, 33, "As planned"),
                "GET /v26.0/" + Ticket.container(limited.ticket()),
                100,
                false,
                Duration.ZERO));
        simulator.mood(Mood.RATE_LIMITED, "GET", 1);
        Outcome.Later unasked = (Outcome.Later) connector.publish(account, post(TEXT, again, pond));
        wait(unasked);
        again = attempt.resuming(unasked.ticket());
        assertThat(connector.publish(account, post(TEXT, again, pond))).isInstanceOf(Outcome.Uncertain.class);
        simulator.lag(false);
        assertThat(connector.find(account, post(TEXT, again))).isInstanceOf(Lookup.Present.class);
        assertThat(publish(again, TEXT, pond)).isInstanceOf(Outcome.Done.class);
        assertThat(captions()).containsExactly(TEXT);
        assertThat(simulator.containers()).isEqualTo(1);
    }

    @Test
    void doubtsAContainerThatIsLostAtThePublication() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Attempt prepared = attempt.resuming(prepared(attempt, TEXT, pond).ticket());
        simulator.lag(true);
        simulator.plan(new Planned(GraphError.of(24, 2207008, "As planned"), "media_publish", 1, true, Duration.ZERO));
        assertThat(connector.publish(account, post(TEXT, prepared, pond))).isInstanceOf(Outcome.Uncertain.class);
        simulator.lag(false);
        assertThat(publish(prepared, TEXT, pond)).isInstanceOf(Outcome.Done.class);
        assertThat(captions()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void makesAnewWhatIsNotFoundForLongAfterAPublication() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Attempt prepared = attempt.resuming(prepared(attempt, TEXT, pond).ticket());
        plan(4, 0, "media_publish");
        Outcome.Later limited = (Outcome.Later) connector.publish(account, post(TEXT, prepared, pond));
        simulator.clock().advance(Duration.ofHours(25));
        assertThat(publish(attempt.resuming(limited.ticket()), TEXT, pond)).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.containers()).isEqualTo(2);
        assertThat(captions()).containsExactly(TEXT);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void usesNoContainerOfAnotherText() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Outcome.Later first = prepared(attempt, TEXT, pond);
        assertThat(publish(attempt.resuming(first.ticket()), "Changed", pond)).isInstanceOf(Outcome.Done.class);
        assertThat(captions()).containsExactly("Changed");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void theContainerKnowsWhatTheListDoesNotShow() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        Attempt prepared = attempt.resuming(prepared(attempt, TEXT, pond).ticket());
        Outcome.Done done = (Outcome.Done) connector.publish(account, post(TEXT, prepared, pond));
        simulator.deleteByHand(done.ref().id());
        assertThat(connector.find(account, post(TEXT, prepared))).isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.publish(account, post(TEXT, prepared, pond))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(requests("/media_publish")).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aContainerThatCannotBeAskedTellsNothing() {
        Attempt attempt = since();
        Media pond = picture("A pond");
        String ticket = prepared(attempt, TEXT, pond).ticket();
        simulator.mood(Mood.BROKEN, "GET /v26.0/" + Ticket.container(ticket), 1);
        assertThat(connector.find(account, post(TEXT, attempt.resuming(ticket))))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(account, post(TEXT, attempt.resuming(ticket))))
                .isEqualTo(new Lookup.Absent());
        assertThat(simulator.violations()).isEmpty();
    }
}
