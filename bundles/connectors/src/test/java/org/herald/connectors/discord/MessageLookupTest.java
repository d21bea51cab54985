package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.herald.kit.http.Answer;
import org.herald.kit.lookup.Window;
import org.herald.simulators.Mood;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

/** A look-up takes no other message for ours, and says so where it cannot tell. */
class MessageLookupTest extends DiscordTest {
    private static final String TEXT = "The garden opens";

    private Attempt alone() {
        return Attempt.since(began).below(null, "");
    }

    private void isPresent(Lookup lookup, RemoteRef ref) {
        assertThat(lookup).isEqualTo(new Lookup.Present(ref));
    }

    private void isAbsent(Lookup lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Absent.class);
    }

    private void isUnknown(Lookup lookup, String word) {
        assertThat(lookup).isInstanceOfSatisfying(Lookup.Unknown.class, unknown -> assertThat(unknown.why())
                .contains(word));
    }

    @Test
    void whatWasTakenAndNotAnsweredIsFoundAndPostedOnce() {
        for (Mood mood : List.of(Mood.LOST_AFTER, Mood.FALSE_FAILURE, Mood.BROKEN_AFTER)) {
            Post post = post("The garden opens " + mood.name().toLowerCase(Locale.ROOT));
            simulator.mood(mood, "POST", 1);
            assertThat(connector.publish(account(), post)).isInstanceOf(Outcome.Uncertain.class);
            assertThat(connector.find(account(), post)).isInstanceOfSatisfying(Lookup.Present.class, found -> {
                assertThat(shown(found.ref(), "content")).isEqualTo(PlainText.escaped(post.text()));
                assertThat(found.ref().url()).isNotNull();
            });
        }
        assertThat(simulator.posted()).isEqualTo(3);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whatNeverCameIsAbsentAndPostedThen() {
        said("Something else");
        Post post = post(TEXT);
        simulator.mood(Mood.LOST_BEFORE, "POST", 1);
        assertThat(connector.publish(account(), post)).isInstanceOf(Outcome.Uncertain.class);
        isAbsent(connector.find(account(), post));
        done(connector.publish(account(), post));
        assertThat(simulator.posted()).isEqualTo(1);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whereTheWebhookWasMovedNobodyKnows() {
        done(connector.publish(account(), post("Before")));
        Post post = post(TEXT);
        simulator.mood(Mood.LOST_AFTER, "POST", 1);
        assertThat(connector.publish(account(), post)).isInstanceOf(Outcome.Uncertain.class);
        people(People::moveWebhook);
        isUnknown(connector.find(account(), post), "another channel");
        DiscordConnector restarted = new DiscordConnector(http, "https://discord.com", 10, java.time.Clock.systemUTC());
        done(restarted.publish(account(), post("After")));
        isUnknown(restarted.find(account(), post), "another channel");
        Post next = sent(TEXT, Attempt.since(Instant.now()).below(null, "")).build();
        isAbsent(restarted.find(account(), next));
    }

    @Test
    void withoutABotNobodyKnows() {
        Post post = post(TEXT);
        connector.publish(withoutBot(), post);
        isUnknown(connector.find(withoutBot(), post), "With a bot");
        assertThat(connector.find(account("rubbish"), post)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void theFilesOfAPostTellItFromEveryOther() {
        Post other = sent(TEXT, alone()).media(List.of(picture("A bee"))).build();
        RemoteRef theirs = done(connector.publish(account(), other));
        Post post = sent(TEXT, alone()).media(List.of(picture("A bee"))).build();
        isUnknown(connector.find(account(), post), "not in everything");
        RemoteRef ours = done(connector.publish(account(), post));
        isPresent(connector.find(account(), post), ours);
        isPresent(connector.find(account(), other), theirs);
    }

    @Test
    void anotherTextIsAnotherPost() {
        connector.publish(account(), post("News: The garden opens"));
        isAbsent(connector.find(account(), post(TEXT)));
        connector.publish(account(), post("The garden opens!"));
        isUnknown(connector.find(account(), post(TEXT)), "not in everything");
    }

    @Test
    void whatDiscordTakesOutOfATextMakesNoDifference() {
        RemoteRef ref = done(connector.publish(account(), post("  The garden\u200B opens \n")));
        isPresent(connector.find(account(), post("  The garden\u200B opens \n")), ref);
        isPresent(connector.find(account(), post(TEXT)), ref);
    }

    @Test
    void whatAnotherVariantHoldsIsLeftOut() {
        RemoteRef held = done(connector.publish(account(), post(TEXT)));
        Post post = sent(TEXT, alone().besides(Set.of(held.id()))).build();
        isAbsent(connector.find(account(), post));
        isPresent(connector.find(account(), post(TEXT)), held);
    }

    @Test
    void twoThatFitAndOneThatTwoLookForTellNothing() {
        Post rivalled = sent(TEXT, alone().rivalled(true)).build();
        connector.publish(account(), post(TEXT));
        isUnknown(connector.find(account(), rivalled), "More than one");
        connector.publish(account(), post(TEXT));
        isUnknown(connector.find(account(), post(TEXT)), "More than one");
    }

    @Test
    void whatOthersSayIsNotOurs() {
        said(TEXT);
        isAbsent(connector.find(account(), post(TEXT)));
        RemoteRef comment = said("When?");
        done(connector.respond(account(), answer(TEXT, comment), comment, comment, "ann"));
        isAbsent(connector.find(account(), post(TEXT)));
    }

    /** A post of the past. */
    private RemoteRef published(Duration ago) {
        simulator.clock().advance(ago.negated());
        RemoteRef ref = done(connector.publish(account(), post(TEXT)));
        simulator.clock().advance(ago);
        return ref;
    }

    @Test
    void whatIsOlderThanTheAttemptIsAnotherAndWhatIsHardlyOlderCannotBeTold() {
        published(Duration.ofMinutes(20));
        isAbsent(connector.find(account(), post(TEXT)));
        said("Something else");
        isAbsent(connector.find(account(), post(TEXT)));
        published(Duration.ofMinutes(2));
        isUnknown(connector.find(account(), post(TEXT)), "not in everything");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whatCameAfterItsAttemptBeganIsOurs() {
        RemoteRef ref = published(Duration.ofMinutes(20));
        Attempt attempt = Attempt.since(began.minus(Duration.ofMinutes(20))).below(null, "");
        isPresent(connector.find(account(), sent(TEXT, attempt).build()), ref);
    }

    private static Window window(Instant start, Instant now, Instant there) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
        return Window.of(start, now, new Answer.Received(200, name -> Optional.of(date), new byte[0]));
    }

    @Test
    void aClockThatIsWrongOrWasSetNeverHidesAPostOfOurs() {
        Instant now = Instant.parse("2026-11-26T10:10:00Z");
        Instant start = now.minusSeconds(15);
        assertThat(window(start, now, now).likely()).isEqualTo(start.minusSeconds(1));
        assertThat(window(start, now, now).possible()).isEqualTo(start.minusSeconds(301));
        assertThat(window(start, now, now.minusSeconds(90)).likely()).isEqualTo(start.minusSeconds(91));
        assertThat(window(start, now, now.plusSeconds(90)).likely()).isEqualTo(start.plusSeconds(89));
        Duration hour = Duration.ofHours(1);
        for (Duration then : List.of(hour.negated(), Duration.ZERO, hour)) {
            for (Duration today : List.of(hour.negated(), Duration.ZERO, hour)) {
                Window window = window(start.plus(then), now.plus(today), now);
                assertThat(start).as("%s, then %s", then, today).isAfterOrEqualTo(window.possible());
            }
        }
        assertThat(Window.of(start, now, new Answer.Lost("x")).likely()).isEqualTo(start.minusSeconds(1));
    }

    @Test
    void anAnswerIsTheBotsBelowWhatItAnswers() {
        RemoteRef ann = said("When?");
        RemoteRef bob = said("Where?");
        RemoteRef toAnn = done(connector.respond(account(), answer("At home", ann), ann, ann, "ann"));
        isPresent(connector.find(account(), answer("At home", ann)), toAnn);
        isAbsent(connector.find(account(), answer("At home", bob)));
        RemoteRef inChannel = done(connector.publish(account(), post("At home")));
        isAbsent(connector.find(account(), answer("At home", bob)));
        isPresent(connector.find(account(), post("At home")), inChannel);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void anAnswerInAThreadIsLookedForThere() {
        RemoteRef root = done(connector.publish(account(), post(TEXT)));
        RemoteRef comment = simulator.people(people -> {
            String thread = people.startThread(message(root), "Talk");
            return new RemoteRef(thread + "/" + people.say(thread, "ann", "When?"), "", null);
        });
        Post answer = answer("At ten", comment);
        isAbsent(connector.find(account(), answer));
        simulator.mood(Mood.LOST_AFTER, "POST", 1);
        connector.respond(account(), answer, root, comment, "ann");
        assertThat(connector.find(account(), answer)).isInstanceOf(Lookup.Present.class);
    }

    @Test
    void aBotThatMayNotReadKnowsNothing() {
        Post post = post(TEXT);
        connector.publish(account(), post);
        people(people -> people.readsContent(false));
        isUnknown(connector.find(account(), post), "Message Content Intent");
        people(people -> people.forbid(Permission.READ_MESSAGE_HISTORY));
        isUnknown(connector.find(account(), post), "Read Message History");
        people(people -> people.forbid(Permission.VIEW_CHANNEL));
        isUnknown(connector.find(account(), post), "could not be asked");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void inAChannelWhereNothingWasSaidSinceThereIsNothing() {
        isAbsent(connector.find(account(), post(TEXT)));
        people(people -> people.forbid(Permission.READ_MESSAGE_HISTORY));
        isAbsent(connector.find(account(), post(TEXT)));
    }

    @Test
    void inAForumItIsNotLookedFor() {
        people(People::makeForum);
        Post post = post(TEXT);
        connector.publish(account(), post);
        isUnknown(connector.find(account(), post), "forum");
    }

    @Test
    void readsAsManyPagesAsThereAre() {
        for (int i = 0; i < 250; i++) {
            said("m" + i);
        }
        Post post = post(TEXT);
        RemoteRef ref = done(connector.publish(account(), post));
        isPresent(connector.find(account(), post), ref);
        isAbsent(connector.find(account(), post("Never sent")));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void whereTooMuchWasSaidItCannotBeTold() {
        for (int i = 0; i < 1000; i++) {
            said("m" + i);
        }
        isUnknown(connector.find(account(), post(TEXT)), "Too much");
    }

    @Test
    void aServerThatCannotBeAskedKnowsNothing() {
        Post post = post(TEXT);
        connector.publish(account(), post);
        for (Mood mood : List.of(Mood.BROKEN, Mood.GARBAGE, Mood.RATE_LIMITED, Mood.LOST_AFTER, Mood.REVOKED)) {
            simulator.mood(mood, "/channels/", 9);
            isUnknown(connector.find(account(), post), "could not be asked");
            simulator.mood(mood, "/webhooks/", 9);
            isUnknown(connector.find(account(), post), "could not be asked");
        }
    }
}
