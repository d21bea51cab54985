package org.herald.connectors.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.facebook.PageComment;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

/** What people say below a post: read, answered, and hidden. */
class FacebookCommentsTest extends WithFacebook {
    @Test
    void collectsWhatStandsBelowComments() {
        RemoteRef root = published(TEXT);
        String first = simulator.reply(root.id(), "Rita", "1 < 2 & \"so\"\non", "https://pictures.example/1.jpg");
        String second = simulator.reply(first, "Otto", "Me too");
        connector.respond(account, post("Welcome"), root, ref(first), "Rita");
        connector.moderate(account, ref(second), Moderator.Act.HIDE);
        List<RemoteReply> replies = ((Collected.Replies) connector.thread(account, root, "")).replies();
        assertThat(replies).hasSize(3);
        RemoteReply top = replies.get(0);
        assertThat(top.parentId()).isEqualTo(root.id());
        assertThat(top.authorName()).isEqualTo("Rita");
        assertThat(top.html()).isEqualTo("1 &lt; 2 &amp; &quot;so&quot;<br>on");
        assertThat(top.media()).extracting(RemoteMedia::kind).containsExactly(RemoteMedia.Kind.IMAGE);
        assertThat(top.own()).isFalse();
        assertThat(top.ref().url()).isNotNull();
        assertThat(Duration.between(top.at(), simulator.clock().instant())).isLessThan(Duration.ofMinutes(1));
        assertThat(replies.get(1).parentId()).isEqualTo(first);
        assertThat(replies.get(1).visibility()).isEqualTo(Visibility.FOLLOWERS);
        assertThat(replies.get(2).own()).isTrue();
        assertThat(replies.get(2).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void collectsFromWhomFacebookDoesNotName() {
        RemoteRef root = published(TEXT);
        simulator.reply(root.id(), "Rita", "Hi");
        Set<String> less = new HashSet<>(FacebookSimulator.SCOPES);
        less.remove("pages_read_user_content");
        Account shy = new MemoryAccount(simulator.uri(), page, new Secret(simulator.connectToken(page, less)));
        RemoteReply reply =
                ((Collected.Replies) connector.thread(shy, root, "")).replies().get(0);
        assertThat(reply.authorName()).isEqualTo("Somebody on Facebook");
        assertThat(reply.own()).isFalse();
    }

    @Test
    void answersInTheThread() {
        RemoteRef root = published(TEXT);
        String first = simulator.reply(root.id(), "Rita", "Hi");
        String second = simulator.reply(first, "Otto", "Me too");
        assertThat(connector.respond(account, post("To Rita"), root, ref(first), "Rita"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(connector.respond(account, post("To Otto"), root, ref(second), "Otto"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(connector.respond(account, post("First comment"), root, root, ""))
                .isInstanceOf(Outcome.Done.class);
        assertThat(simulator.comments(root.id()))
                .extracting(PageComment::message, PageComment::parent)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("To Rita", first),
                        org.assertj.core.groups.Tuple.tuple("To Otto", first),
                        org.assertj.core.groups.Tuple.tuple("First comment", ""));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void findsAnAnswerWhoseAnswerWasLost() {
        RemoteRef root = published(TEXT);
        String first = simulator.reply(root.id(), "Rita", "Thanks");
        String second = simulator.reply(first, "Otto", "Thanks");
        for (String parent : List.of(first, second, root.id())) {
            Attempt attempt = Attempt.since(simulator.clock().instant()).below(ref(parent), "Rita");
            Post answer = post("Thanks " + parent, attempt);
            assertThat(connector.find(account, answer)).isEqualTo(new Lookup.Absent());
            simulator.mood(Mood.LOST_AFTER, "POST", 1);
            assertThat(connector.respond(account, answer, root, ref(parent), "Rita"))
                    .isInstanceOf(Outcome.Uncertain.class);
            assertThat(connector.find(account, answer)).isInstanceOf(Lookup.Present.class);
        }
        Attempt attempt = Attempt.since(simulator.clock().instant()).below(ref(first), "Rita");
        assertThat(connector.find(account, post("Thanks", attempt))).isEqualTo(new Lookup.Absent());
        simulator.deleteReply(first);
        assertThat(connector.find(account, post("Thanks", attempt))).isInstanceOf(Lookup.Unknown.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void looksNowhereElseWhereWhatIsAnsweredCannotBeAsked() {
        RemoteRef root = published(TEXT);
        String first = simulator.reply(root.id(), "Rita", "Thanks");
        String second = simulator.reply(first, "Otto", "Thanks");
        Attempt attempt = Attempt.since(simulator.clock().instant()).below(ref(second), "Otto");
        connector.respond(account, post("Thanks", attempt), root, ref(second), "Otto");
        for (Mood mood : List.of(Mood.BROKEN, Mood.GARBAGE)) {
            simulator.mood(mood, "GET /v26.0/" + second, 1);
            assertThat(connector.find(account, post("Thanks", attempt))).isInstanceOf(Lookup.Unknown.class);
        }
        assertThat(connector.find(account, post("Thanks", attempt))).isInstanceOf(Lookup.Present.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void doubtsACommentOfWhomFacebookDoesNotName() {
        RemoteRef root = published(TEXT);
        Set<String> less = new HashSet<>(FacebookSimulator.SCOPES);
        less.remove("pages_read_user_content");
        Account shy = new MemoryAccount(simulator.uri(), page, new Secret(simulator.connectToken(page, less)));
        Attempt attempt = Attempt.since(simulator.clock().instant()).below(root, "");
        connector.respond(shy, post("Thanks", attempt), root, root, "");
        assertThat(connector.find(shy, post("Thanks", attempt))).isInstanceOf(Lookup.Unknown.class);
        assertThat(connector.find(shy, post("Another", attempt))).isEqualTo(new Lookup.Absent());
    }

    @Test
    void hidesShowsAndDeletesComments() {
        RemoteRef root = published(TEXT);
        RemoteRef comment = ref(simulator.reply(root.id(), "Rita", "Spam"));
        assertThat(connector.moderate(account, comment, Moderator.Act.HIDE)).isEqualTo(new Outcome.Done(comment));
        assertThat(simulator.comments(root.id())).isEmpty();
        assertThat(connector.moderate(account, comment, Moderator.Act.SHOW)).isEqualTo(new Outcome.Done(comment));
        assertThat(simulator.comments(root.id())).hasSize(1);
        assertThat(connector.moderate(account, comment, Moderator.Act.DELETE)).isEqualTo(new Outcome.Done(comment));
        assertThat(connector.moderate(account, comment, Moderator.Act.HIDE)).isEqualTo(new Outcome.Done(comment));
        assertThat(connector.moderate(account, comment, Moderator.Act.DETACH)).isInstanceOf(Outcome.Refused.class);
        assertThat(connector.traits().listening().moderation())
                .containsExactlyInAnyOrder(Moderator.Act.HIDE, Moderator.Act.SHOW, Moderator.Act.DELETE);
        assertThat(simulator.violations()).isEmpty();
    }
}
