package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.herald.Visibility;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.simulators.instagram.IgComment;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

/** What people say below a post: read, answered, hidden and deleted. */
class InstagramCommentsTest extends WithInstagram {
    @Test
    void looksNowhereElseWhereWhatIsAnsweredCannotBeAsked() {
        RemoteRef root = published(TEXT);
        RemoteRef first = comment(simulator.reply(root.id(), "rita", "Thanks"));
        RemoteRef second = comment(simulator.reply(first.id(), "otto", "Thanks"));
        Post answer = post("Thanks", since().below(second, "otto"));
        simulator.mood(Mood.LOST_AFTER, "POST", 1);
        connector.respond(account, answer, root, second, "otto");
        for (Mood mood : List.of(Mood.BROKEN, Mood.GARBAGE)) {
            simulator.mood(mood, "GET /v26.0/" + second.id(), 1);
            assertThat(connector.find(account, answer)).as(mood.name()).isInstanceOf(Lookup.Unknown.class);
        }
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aNameAloneMakesNoCommentItsOwn() {
        RemoteRef root = published(TEXT);
        simulator.reply(root.id(), "herald.press", "I say");
        Post post = post("I say", since().below(root, ""));
        assertThat(((Collected.Replies) connector.thread(account, root, "")).replies())
                .singleElement()
                .matches(reply -> !reply.own());
        assertThat(connector.find(account, post)).isEqualTo(new Lookup.Absent());
        simulator.tellNamesOnly();
        assertThat(((Collected.Replies) connector.thread(account, root, "")).replies())
                .singleElement()
                .matches(reply -> !reply.own());
        assertThat(connector.find(account, post)).isInstanceOf(Lookup.Unknown.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void collectsPageByPageWithAllAnswers() {
        RemoteRef root = published(TEXT);
        for (int i = 0; i < 53; i++) {
            simulator.reply(root.id(), "reader" + i, "Comment " + i);
        }
        String busy = simulator.reply(root.id(), "rita", "1 < 2\non");
        for (int i = 0; i < 60; i++) {
            simulator.reply(busy, "otto" + i, "Answer " + i);
        }
        List<RemoteReply> all = new ArrayList<>();
        String page = "";
        int pages = 0;
        do {
            Collected.Replies replies = (Collected.Replies) connector.thread(account, root, page);
            assertThat(replies.leftOut()).isEmpty();
            all.addAll(replies.replies());
            page = replies.next();
            pages++;
        } while (!page.isEmpty());
        assertThat(pages).isEqualTo(2);
        assertThat(all).hasSize(54 + 60);
        assertThat(all).extracting(one -> one.ref().id()).doesNotHaveDuplicates();
        assertThat(all).filteredOn(one -> one.parentId().equals(busy)).hasSize(60);
        RemoteReply first = all.get(0);
        assertThat(first.html()).isEqualTo("1 &lt; 2<br>on");
        assertThat(first.authorHandle()).isEqualTo("rita");
        assertThat(first.parentId()).isEqualTo(root.id());
        assertThat(first.own()).isFalse();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysWhatItCouldNotCollect() {
        RemoteRef root = published(TEXT);
        String busy = simulator.reply(root.id(), "rita", "Hi");
        for (int i = 0; i < 30; i++) {
            simulator.reply(busy, "otto" + i, "Answer " + i);
        }
        simulator.mood(Mood.BROKEN, "/replies", 1);
        Collected.Replies replies = (Collected.Replies) connector.thread(account, root, "");
        assertThat(replies.leftOut()).isNotEmpty();
        assertThat(replies.replies()).hasSize(26);
        plan(80002, 0, "/comments");
        assertThat(connector.thread(account, root, "")).isInstanceOf(Collected.NotNow.class);
    }

    @Test
    void saysWhichAnswersItCouldNotRead() throws IOException {
        for (String replies : List.of("[{\"text\":\"no id\"}]}", "[],\"paging\":{\"next\":\"https://x\"}}")) {
            try (FakeServer server = new FakeServer()) {
                server.alwaysSays(
                        200, "{\"data\":[{\"id\":\"1\",\"text\":\"Hi\",\"replies\":{\"data\":" + replies + "}]}");
                String uri = server.uri().toString();
                Account there = new MemoryAccount(server.uri(), account.remoteId(), account.secret());
                Collected.Replies read =
                        (Collected.Replies) connector(uri).thread(there, new RemoteRef("2", "", null), "");
                assertThat(read.replies()).hasSize(1);
                assertThat(read.leftOut()).as(replies).isNotEmpty();
            }
        }
    }

    @Test
    void answersInTheThread() {
        RemoteRef root = published(TEXT);
        RemoteRef first = comment(simulator.reply(root.id(), "rita", "Hi"));
        RemoteRef second = comment(simulator.reply(first.id(), "otto", "Me too"));
        connector.respond(account, post("Welcome", since()), root, first, "rita");
        connector.respond(account, post("@otto, thanks", since()), root, second, "otto");
        connector.respond(account, post("First comment", since()), root, root, "");
        assertThat(simulator.comments(root.id()))
                .extracting(IgComment::text, IgComment::parent)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("@rita Welcome", first.id()),
                        org.assertj.core.groups.Tuple.tuple("@otto @otto, thanks", first.id()),
                        org.assertj.core.groups.Tuple.tuple("First comment", ""));
        List<RemoteReply> replies = ((Collected.Replies) connector.thread(account, root, "")).replies();
        assertThat(replies.stream().filter(RemoteReply::own)).hasSize(3);
        simulator.deleteReply(first.id());
        assertThat(connector.respond(account, post("Too late", since()), root, first, "rita"))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.GONE));
        assertThat(connector.isGone(account, first)).isTrue();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void findsAnAnswerWhoseAnswerWasLost() {
        RemoteRef root = published(TEXT);
        RemoteRef first = comment(simulator.reply(root.id(), "rita", "Thanks"));
        RemoteRef second = comment(simulator.reply(first.id(), "otto", "Thanks"));
        for (RemoteRef parent : List.of(first, second, root)) {
            String to = parent.equals(root) ? "" : "rita";
            Post answer = post("Thanks " + parent.id(), since().below(parent, to));
            assertThat(connector.find(account, answer)).isEqualTo(new Lookup.Absent());
            simulator.mood(Mood.LOST_AFTER, "POST", 1);
            assertThat(connector.respond(account, answer, root, parent, to)).isInstanceOf(Outcome.Uncertain.class);
            assertThat(connector.find(account, answer)).isInstanceOf(Lookup.Present.class);
        }
        simulator.deleteReply(first.id());
        assertThat(connector.find(account, post("Thanks", since().below(first, "rita"))))
                .isInstanceOf(Lookup.Unknown.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void findsAnAnswerBelowManyOlderOnes() {
        simulator.clock().advance(Duration.ofHours(-2));
        RemoteRef root = published(TEXT);
        RemoteRef first = comment(simulator.reply(root.id(), "rita", "Hi"));
        connector.respond(account, post("An earlier answer", since()), root, first, "rita");
        assertThat(simulator.comments(root.id())).hasSize(2);
        for (int i = 0; i < 60; i++) {
            simulator.reply(first.id(), "otto" + i, "Answer " + i);
        }
        simulator.clock().advance(Duration.ofHours(2));
        Post answer = post("Thanks", since().below(first, "rita"));
        simulator.mood(Mood.LOST_AFTER, "POST", 1);
        connector.respond(account, answer, root, first, "rita");
        assertThat(connector.find(account, answer)).isInstanceOf(Lookup.Present.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void deletesItsOwnAnswers() {
        RemoteRef root = published(TEXT);
        RemoteRef first = comment(simulator.reply(root.id(), "rita", "Hi"));
        Outcome.Done answer = (Outcome.Done) connector.respond(account, post("Welcome", since()), root, first, "rita");
        assertThat(connector.delete(account, answer.ref())).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.comments(root.id())).hasSize(1);
        assertThat(connector.delete(account, answer.ref())).isInstanceOf(Outcome.Done.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void hidesShowsAndDeletesComments() {
        RemoteRef root = published(TEXT);
        RemoteRef spam = comment(simulator.reply(root.id(), "rita", "Spam"));
        assertThat(connector.moderate(account, spam, Moderator.Act.HIDE)).isEqualTo(new Outcome.Done(spam));
        assertThat(simulator.comments(root.id())).isEmpty();
        assertThat(((Collected.Replies) connector.thread(account, root, ""))
                        .replies()
                        .get(0)
                        .visibility())
                .isEqualTo(Visibility.FOLLOWERS);
        assertThat(connector.moderate(account, spam, Moderator.Act.SHOW)).isEqualTo(new Outcome.Done(spam));
        assertThat(simulator.comments(root.id())).hasSize(1);
        assertThat(connector.moderate(account, spam, Moderator.Act.DELETE)).isEqualTo(new Outcome.Done(spam));
        assertThat(connector.moderate(account, spam, Moderator.Act.DELETE)).isEqualTo(new Outcome.Done(spam));
        assertThat(connector.moderate(account, spam, Moderator.Act.APPROVE)).isInstanceOf(Outcome.Refused.class);
        assertThat(simulator.violations()).isEmpty();
    }
}
