package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Moderator;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class XCollectTest extends Story {
    private final List<RemoteReply> replies = new ArrayList<>();

    private RemoteRef ref(String id) {
        return new RemoteRef(id, "", null);
    }

    private String readAll(RemoteRef root) {
        StringBuilder leftOut = new StringBuilder();
        replies.clear();
        String page = "";
        do {
            Collected.Replies read = (Collected.Replies) connector.thread(account, root, page);
            replies.addAll(read.replies());
            leftOut.append(read.leftOut());
            page = read.next();
        } while (!page.isEmpty());
        return leftOut.toString();
    }

    @Test
    void readsAnswersAndQuotes() {
        RemoteRef root = published("Root " + LINK);
        String first = x.reply(root.id(), "reader", "Nice <b> & https://example.org/x");
        String second = x.reply(first, "other", "Yes");
        RemoteRef own = done(connector.respond(account, post("Thanks").build(), root, ref(first), "reader"));
        String quote = x.quote(root.id(), "third", "Look at this");
        x.post("fourth", "Something else");
        assertThat(readAll(root)).isEmpty();
        assertThat(replies.stream().map(reply -> reply.ref().id()))
                .containsExactlyInAnyOrder(first, second, own.id(), quote);
        RemoteReply nice = reply(first);
        assertThat(nice.parentId()).isEqualTo(root.id());
        assertThat(nice.authorHandle()).isEqualTo("reader");
        assertThat(nice.html())
                .isEqualTo(
                        "@press Nice &lt;b&gt; &amp; " + "<a href=\"https://example.org/x\">https://example.org/x</a>");
        assertThat(nice.ref().url()).hasToString("https://x.com/reader/status/" + first);
        assertThat(nice.at()).isBetween(now().minusSeconds(60), now());
        assertThat(reply(second).parentId()).isEqualTo(first);
        assertThat(reply(own.id()).own()).isTrue();
        assertThat(reply(quote).parentId()).isEqualTo(root.id());
        assertThat(x.violations()).isEmpty();
    }

    private RemoteReply reply(String id) {
        return replies.stream()
                .filter(reply -> reply.ref().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsPages() {
        RemoteRef root = published("Root");
        IntStream.range(0, 230).forEach(i -> x.reply(root.id(), "reader", "Answer " + i));
        assertThat(readAll(root)).isEmpty();
        assertThat(replies.stream().map(reply -> reply.ref().id()).distinct()).hasSize(230);
        assertThat(calls("search/recent")).isEqualTo(3);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void saysWhatXDoesNotTellAfterSevenDays() {
        RemoteRef root = published("Root");
        x.reply(root.id(), "reader", "Early");
        x.clock().advance(Duration.ofDays(8));
        account.keepSession(account(x.connectToken("press")).secret());
        String late = x.reply(root.id(), "reader", "Late");
        assertThat(readAll(root)).contains("seven days");
        assertThat(replies.stream().map(reply -> reply.ref().id())).containsExactly(late);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void tellsWhatIsAttached() {
        RemoteRef root = published("Root");
        done(connector.respond(
                account,
                post("With a picture").media(List.of(picture("A cat", 1))).build(),
                root,
                root,
                "press"));
        readAll(root);
        RemoteMedia media = replies.get(0).media().get(0);
        assertThat(media.kind()).isEqualTo(RemoteMedia.Kind.IMAGE);
        assertThat(media.description()).isEqualTo("A cat");
        assertThat(media.url()).hasScheme("https");
        assertThat(replies.get(0).html()).isEqualTo("With a picture");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void knowsWhatIsGone() {
        RemoteRef root = published("Root");
        String answer = x.reply(root.id(), "reader", "Nice");
        assertThat(connector.isGone(account, ref(answer))).isFalse();
        x.mood(Mood.GARBAGE, "GET /2/tweets", 1);
        assertThat(connector.isGone(account, ref(answer))).isFalse();
        x.remove(answer);
        assertThat(connector.isGone(account, ref(answer))).isTrue();
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void saysWhyNothingIsCollected() {
        RemoteRef root = published("Root");
        x.mood(Mood.RATE_LIMITED, "search/recent", 1);
        assertThat(connector.thread(account, root, "")).isInstanceOfSatisfying(Collected.NotNow.class, not -> {
            assertThat(not.account()).isTrue();
            assertThat(not.notBefore()).isAfter(now().plusSeconds(880));
        });
        x.mood(Mood.GARBAGE, "search/recent", 1);
        assertThat(connector.thread(account, root, "")).isInstanceOf(Collected.Failed.class);
        x.mood(Mood.LOST_BEFORE, "search/recent", 2);
        assertThat(connector.thread(account, root, "")).isInstanceOf(Collected.NotNow.class);
        x.revokeTokens("press");
        assertThat(connector.thread(account, root, ""))
                .isInstanceOfSatisfying(Collected.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        assertThat(connector.news(account, "7")).satisfies(news -> {
            assertThat(news.cursor()).isEqualTo("7");
            assertThat(news.trouble()).isNotEmpty();
        });
    }

    @Test
    void newsTellsConversationsSinceTheCursor() {
        RemoteRef root = published("Root");
        RemoteRef other = published("Other");
        x.reply(root.id(), "reader", "Nice");
        News first = connector.news(account, "");
        assertThat(first.answered()).containsExactly(root.id());
        assertThat(connector.news(account, first.cursor())).isEqualTo(new News(Set.of(), first.cursor()));
        x.quote(other.id(), "reader", "See what @press says");
        IntStream.range(0, 120).forEach(i -> x.reply(root.id(), "reader", "Answer " + i));
        News second = connector.news(account, first.cursor());
        assertThat(second.answered()).contains(root.id(), other.id());
        assertThat(connector.news(account, second.cursor()).answered()).isEmpty();
        x.mood(Mood.GARBAGE, "", 1);
        assertThat(connector.news(account, "7").cursor()).isEqualTo("7");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void answersWhoeverNamedOrQuotedUs() {
        RemoteRef root = published("Root");
        String named = x.reply(root.id(), "reader", "Nice");
        String quote = x.quote(root.id(), "third", "Look");
        done(connector.respond(account, post("Thanks").build(), root, ref(named), "reader"));
        done(connector.respond(account, post("Thank you").build(), root, ref(quote), "third"));
        done(connector.respond(account, post("One more thing").build(), root, root, ""));
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void tellsToAnswerOnXWhereNobodySpokeToUs() {
        RemoteRef root = published("Root");
        String unnamed = x.replyWithoutName(root.id(), "other", "Nice, too");
        Outcome outcome = connector.respond(account, post("Thanks").build(), root, ref(unnamed), "other");
        refused(outcome, Reason.NOT_SUMMONED);
        assertThat(((Outcome.Refused) outcome).why()).contains("https://x.com/other/status/" + unnamed);
        assertThat(calls("GET /2/tweets")).as("X's sentence is understood").isZero();
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void looksItselfWhetherItWasSummonedWhereXsSentenceIsNotKnown() {
        RemoteRef root = published("Root");
        String unnamed = x.replyWithoutName(root.id(), "other", "Nice, too");
        String named = x.reply(root.id(), "reader", "Nice");
        String quoting = x.quote(root.id(), "third", "Look");
        MemoryAccount unable = account(x.connectToken("press", "tweet.read users.read"));
        refused(connector.respond(unable, post("a").build(), root, ref(unnamed), "other"), Reason.NOT_SUMMONED);
        refused(connector.respond(unable, post("b").build(), root, ref(named), "reader"), Reason.AUTHORISATION);
        refused(connector.respond(unable, post("c").build(), root, ref(quoting), "third"), Reason.AUTHORISATION);
        refused(connector.respond(unable, post("d").build(), root, root, ""), Reason.AUTHORISATION);
    }

    @Test
    void saysThatWhatIsAnsweredIsGone() {
        RemoteRef root = published("Root");
        String answer = x.reply(root.id(), "reader", "Nice");
        x.remove(answer);
        refused(connector.respond(account, post("Thanks").build(), root, ref(answer), "reader"), Reason.GONE);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void findsAnAnswerWhoseAnswerWasLost() {
        RemoteRef root = published("Root");
        String named = x.reply(root.id(), "reader", "Nice");
        String other = x.reply(root.id(), "third", "Good");
        Attempt attempt = Attempt.since(now()).below(ref(named), "reader");
        Post post = post("Thanks").attempt(attempt).build();
        x.mood(Mood.LOST_AFTER, "POST /2/tweets", 1);
        assertThat(connector.respond(account, post, root, ref(named), "reader")).isInstanceOf(Outcome.Uncertain.class);
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Present.class);
        Post elsewhere = post("Thanks")
                .attempt(Attempt.since(attempt.began()).below(ref(other), "third"))
                .build();
        assertThat(connector.find(account, elsewhere)).isInstanceOf(Lookup.Absent.class);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void deletesAlsoWhatIsGone() {
        RemoteRef root = published("Root");
        done(connector.delete(account, root));
        assertThat(x.texts("press")).isEmpty();
        done(connector.delete(account, root));
        refused(connector.delete(account, ref(x.post("reader", "Theirs"))), Reason.CONTENT);
        x.mood(Mood.LOST_AFTER, "DELETE", 1);
        assertThat(connector.delete(account, ref("12"))).isInstanceOf(Outcome.Uncertain.class);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void hidesAndShows() {
        RemoteRef root = published("Root");
        String answer = x.reply(root.id(), "reader", "Bad");
        done(connector.moderate(account, ref(answer), Moderator.Act.HIDE));
        assertThat(x.isHidden(answer)).isTrue();
        done(connector.moderate(account, ref(answer), Moderator.Act.SHOW));
        assertThat(x.isHidden(answer)).isFalse();
        x.remove(answer);
        done(connector.moderate(account, ref(answer), Moderator.Act.HIDE));
        refused(connector.moderate(account, root, Moderator.Act.HIDE), Reason.CONTENT);
        refused(connector.moderate(account, ref(answer), Moderator.Act.DELETE), Reason.CONTENT);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void editsForPremiumWithinHalfAnHour() {
        RemoteRef root = published("Helo");
        refused(connector.edit(account, root, post("Hello").build()), Reason.CONTENT);
        x.premium("press", true);
        account.keepSession(account(x.connectToken("press")).secret());
        RemoteRef edited = done(connector.edit(account, root, post("Hello").build()));
        assertThat(edited.id()).isNotEqualTo(root.id());
        assertThat(x.texts("press")).containsExactly("Hello");
        x.clock().advance(Duration.ofMinutes(31));
        refused(connector.edit(account, edited, post("Hello!").build()), Reason.CONTENT);
        refused(connector.edit(account, root, post("Hello!").build()), Reason.GONE);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void doesNotEditWhatHasPictures() {
        x.premium("press", true);
        RemoteRef ref = done(connector.publish(
                account, post("Look").media(List.of(picture("A", 1))).build()));
        refused(connector.edit(account, ref, post("Look!").build()), Reason.CONTENT);
        assertThat(x.texts("press")).containsExactly("Look");
        assertThat(x.violations()).isEmpty();
    }
}
