package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Collected;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class ThreadsTest extends Story {
    private String leftOut = "";

    private RemoteRef comment(RemoteRef root, String parent, String text) {
        return new RemoteRef(linkedIn.reply(root.id(), parent, "bob2", text), "", null);
    }

    private List<RemoteReply> all(RemoteRef root) {
        List<RemoteReply> all = new ArrayList<>();
        String page = "";
        do {
            Collected.Replies replies = (Collected.Replies) connector.thread(acme, root, page);
            leftOut += replies.leftOut();
            all.addAll(replies.replies());
            page = replies.next();
        } while (!page.isEmpty());
        return all;
    }

    @Test
    void readsBothLevelsByPage() {
        RemoteRef root = posted("Talk");
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 45; i++) {
            RemoteRef first = comment(root, "", "Comment " + i);
            expected.add(first.id());
            if (i % 20 == 0) {
                expected.add(comment(root, first.id(), "Below " + i).id());
            }
        }
        List<RemoteReply> all = all(root);
        assertThat(all).extracting(reply -> reply.ref().id()).hasSize(48).containsAll(expected);
        assertThat(requests("?start=")).isEqualTo(6);
        assertThat(leftOut)
                .as("one that is deleted between two pages hides another")
                .contains("asked for by itself");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void keepsWhoSaysWhatToWhom() {
        RemoteRef root = posted("Talk");
        RemoteRef first = comment(root, "", "I <3 it & \"you\"\nreally");
        RemoteRef own = ref(connector.respond(acme, post("Thanks").build(), root, first, "bob"));
        List<RemoteReply> all = all(root);
        assertThat(all.get(0).html()).isEqualTo("I &lt;3 it &amp; &quot;you&quot;<br>really");
        assertThat(all.get(0).parentId()).isEqualTo(root.id());
        assertThat(all.get(0).authorId()).isEqualTo("urn:li:person:bob2");
        assertThat(all.get(0).authorName()).isEqualTo("LinkedIn member");
        assertThat(all.get(0).own()).isFalse();
        assertThat(all.get(0).ref().url())
                .isEqualTo(URI.create(
                        linkedIn.uri() + "/feed/update/" + root.id() + "?commentUrn=" + Urns.key(first.id())));
        assertThat(all.get(1).ref().id()).isEqualTo(own.id());
        assertThat(all.get(1).parentId()).isEqualTo(first.id());
        assertThat(all.get(1).own()).isTrue();
        assertThat(leftOut).isEmpty();
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        try (FakeServer other = new FakeServer()) {
            LinkedInConnector asking = new LinkedInConnector(http, Settings.of(other.uri()), linkedIn.clock());
            MemoryAccount there = new MemoryAccount(other.uri(), ACME, acme.secret());
            RemoteRef root = new RemoteRef("urn:li:share:1", "", null);
            String below = "/rest/socialActions/urn:li:share:1/comments";
            String comment = "{\"id\":\"5\",\"commentUrn\":\"urn:li:comment:(urn:li:activity:1,5)\",\"actor\":\"" + ADA
                    + "\",\"created\":{\"time\":1},\"message\":{\"text\":\"Hi\"},"
                    + "\"commentsSummary\":{\"aggregatedTotalComments\":1}}";
            other.answers(below, "{\"elements\":[{\"id\":\"5\"},7]}");
            assertThat(((Collected.Replies) asking.thread(there, root, "")).leftOut())
                    .contains("could not be read");
            other.answers(below, "{\"elements\":[" + comment + "]}")
                    .answers(
                            "/rest/socialActions/urn:li:comment:(urn:li:activity:1,5)/comments",
                            "{\"elements\":[{\"id\":\"6\"}]}");
            Collected.Replies replies = (Collected.Replies) asking.thread(there, root, "");
            assertThat(replies.replies()).hasSize(1);
            assertThat(replies.leftOut()).contains("could not be read");
        }
    }

    @Test
    void answersOnTheSecondLevelStandBesideWhatTheyAnswer() {
        RemoteRef root = posted("Talk");
        RemoteRef first = comment(root, "", "A question");
        RemoteRef second = comment(root, first.id(), "Another");
        assertThat(connector.respond(acme, post("To both").build(), root, second, "bob"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(all(root)).last().extracting(RemoteReply::parentId).isEqualTo(first.id());
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void commentsOnItsOwnPost() {
        RemoteRef root = posted("Talk");
        assertThat(connector.respond(acme, post("More (plain) #text").build(), root, root, ""))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(linkedIn.comment(done.ref().id())).isEqualTo("More (plain) #text"));
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void answersNothingThatIsGone() {
        RemoteRef root = posted("Talk");
        RemoteRef first = comment(root, "", "Oops");
        linkedIn.deleteComment(first.id());
        Outcome outcome = connector.respond(acme, post("What?").build(), root, first, "bob");
        assertThat(((Outcome.Refused) outcome).reason()).isEqualTo(Reason.GONE);
        assertThat(connector.isGone(acme, first)).isTrue();
        assertThat(connector.isGone(acme, comment(root, "", "There"))).isFalse();
    }

    @Test
    void refusesAnAnswerThatNoCommentCanHold() {
        RemoteRef root = posted("Talk");
        assertThat(((Outcome.Refused)
                                connector.respond(acme, post("a".repeat(1251)).build(), root, root, ""))
                        .why())
                .contains("1250", "1251");
        Outcome picture = connector.respond(
                acme, post("Look").media(List.of(picture("A hat"))).build(), root, root, "");
        assertThat(((Outcome.Refused) picture).reason()).isEqualTo(Reason.CONTENT);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void editsAndDeletesItsAnswers() {
        RemoteRef root = posted("Talk");
        RemoteRef own = ref(connector.respond(acme, post("Frist").build(), root, root, ""));
        assertThat(connector.edit(acme, own, post("First").build())).isEqualTo(new Outcome.Done(own));
        assertThat(linkedIn.comment(own.id())).isEqualTo("First");
        assertThat(connector.delete(acme, own)).isEqualTo(new Outcome.Done(own));
        assertThat(linkedIn.comment(own.id())).isEmpty();
        assertThat(linkedIn.violations()).isEmpty();
        assertThat(connector.delete(acme, own)).isEqualTo(new Outcome.Done(own));
    }

    @Test
    void saysThatAMembersCommentsCannotBeRead() {
        RemoteRef root = ref(connector.publish(ada, post("Mine").build()));
        Collected.Replies replies = (Collected.Replies) connector.thread(ada, root, "");
        assertThat(replies.replies()).isEmpty();
        assertThat(replies.leftOut()).contains("read them on LinkedIn");
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void saysThatAMemberMayNotComment() {
        RemoteRef root = ref(connector.publish(ada, post("Mine").build()));
        Outcome outcome = connector.respond(ada, post("More").build(), root, root, "");
        assertThat(((Outcome.Refused) outcome).reason()).isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void waitsAMinuteWhenItCommentsTooFast() {
        RemoteRef root = posted("Talk");
        Outcome last = null;
        for (int i = 0; i < 21; i++) {
            last = connector.respond(acme, post("Comment " + i).build(), root, root, "");
        }
        assertThat(last).isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(
                        Duration.between(linkedIn.clock().instant(), later.notBefore()))
                .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(60)));
    }

    @Test
    void tellsWhyItCannotRead() {
        RemoteRef root = posted("Talk");
        comment(root, "", "Hello");
        linkedIn.mood(Mood.RATE_LIMITED, "GET /rest/socialActions", 1);
        assertThat(connector.thread(acme, root, "")).isInstanceOf(Collected.NotNow.class);
        linkedIn.mood(Mood.REVOKED, "GET /rest/socialActions", 1);
        assertThat(((Collected.Failed) connector.thread(acme, root, "")).reason())
                .isEqualTo(Reason.AUTHORISATION);
        linkedIn.deletePost(root.id());
        assertThat(((Collected.Failed) connector.thread(acme, root, "")).reason())
                .isEqualTo(Reason.GONE);
    }
}
