package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.simulators.Mood;
import org.herald.spi.Attempt;
import org.herald.spi.Collected;
import org.herald.spi.Lookup;
import org.herald.spi.Moderator;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsThreadTest extends Scene {
    private RemoteRef root;

    @BeforeEach
    void begin() {
        root = new RemoteRef(threads.post("press", "Hello"), "", null);
    }

    private static RemoteRef ref(String id) {
        return new RemoteRef(id, "", null);
    }

    private Collected.Replies read(String page) {
        Collected collected = connector.thread(account, root, page);
        assertThat(collected).isInstanceOf(Collected.Replies.class);
        return (Collected.Replies) collected;
    }

    @Test
    void collectsEveryReplyOnceByPageAndCursor() {
        String first = threads.reply(root.id(), "anna", "Number 0");
        for (int i = 1; i < 60; i++) {
            threads.reply(i % 2 == 0 ? root.id() : first, "ben", "Number " + i);
        }
        List<RemoteReply> replies = new ArrayList<>();
        String page = "";
        int pages = 0;
        do {
            Collected.Replies read = read(page);
            replies.addAll(read.replies());
            assertThat(read.leftOut()).isEmpty();
            page = read.next();
            pages++;
        } while (!page.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(replies).hasSize(60).extracting(reply -> reply.ref().id()).doesNotHaveDuplicates();
        assertThat(replies.get(0)).satisfies(reply -> {
            assertThat(reply.parentId()).isEqualTo(root.id());
            assertThat(reply.authorHandle()).isEqualTo("anna");
            assertThat(reply.html()).isEqualTo("Number 0");
            assertThat(reply.visibility()).isEqualTo(Visibility.PUBLIC);
            assertThat(reply.own()).isFalse();
            assertThat(reply.ref().url()).isNotNull();
        });
        assertThat(replies.get(1).parentId()).isEqualTo(first);
        tokenWasInNoAddress();
        assertThat(threads.violations()).isEmpty();
    }

    /** What another server says to everything; the account is known there. */
    private static String all(String entries) {
        return "{\"data\":[{\"id\":\"1\",\"text\":\"Hi\",\"timestamp\":\"2026-11-26T10:00:00+0000\"}" + entries + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",{\"text\":\"no id\",\"timestamp\":\"2026-11-26T10:00:00+0000\"}]",
                ",{\"id\":\"2\",\"timestamp\":\"yesterday\"}]",
                ",\"x\"]",
                "],\"paging\":{\"next\":\"https://x\"}"
            })
    void saysWhereItCouldNotReadAll(String entries) throws IOException {
        try (FakeServer server = new FakeServer()) {
            server.alwaysSays(200, all(entries));
            ThreadsConnector asking = new ThreadsConnector(http, at(server.uri()), threads.clock());
            MemoryAccount there = new MemoryAccount(server.uri(), account.remoteId(), account.secret());
            Collected.Replies read = (Collected.Replies) asking.thread(there, root, "");
            assertThat(read.replies()).hasSize(1);
            assertThat(read.leftOut()).isNotEmpty();
        }
    }

    @Test
    void isNotSureThatAPostIsAbsentWhereItCouldNotReadAll() throws IOException {
        try (FakeServer server = new FakeServer()) {
            ThreadsConnector asking = new ThreadsConnector(http, at(server.uri()), threads.clock());
            MemoryAccount there = new MemoryAccount(server.uri(), account.remoteId(), account.secret());
            server.alwaysSays(200, all("]"));
            assertThat(asking.find(there, post())).isInstanceOf(Lookup.Absent.class);
            for (String entries :
                    new String[] {",\"x\"]", ",{\"text\":\"no id\"}]", "],\"paging\":{\"next\":\"https://x\"}"}) {
                server.alwaysSays(200, all(entries));
                assertThat(asking.find(there, post())).as(entries).isInstanceOf(Lookup.Unknown.class);
            }
        }
    }

    @Test
    void knowsItsOwnReplies() {
        threads.reply(root.id(), "press", "Ours");
        assertThat(read("").replies()).singleElement().matches(RemoteReply::own);
    }

    @Test
    void escapesWhatPeopleWrite() {
        threads.reply(root.id(), "anna", "<b>Bold</b>\n& more");
        assertThat(read("").replies().get(0).html()).isEqualTo("&lt;b&gt;Bold&lt;/b&gt;<br>&amp; more");
    }

    @Test
    void leavesOutWhatIsHiddenAndSaysSo() {
        String top = threads.reply(root.id(), "anna", "Rude");
        threads.reply(top, "ben", "Ruder");
        threads.reply(root.id(), "cleo", "Kind");
        assertThat(connector.moderate(account, ref(top), Moderator.Act.HIDE)).isInstanceOf(Outcome.Done.class);
        Collected.Replies read = read("");
        assertThat(read.replies()).extracting(RemoteReply::html).containsExactly("Kind");
        assertThat(read.leftOut()).contains("hidden");
        assertThat(connector.isGone(account, ref(top))).isFalse();
        assertThat(connector.moderate(account, ref(top), Moderator.Act.SHOW)).isInstanceOf(Outcome.Done.class);
        assertThat(read("").replies()).hasSize(3);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void readsOnBehindAPageOfWhichNothingIsShown() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            ids.add(threads.reply(root.id(), "anna", "Number " + i));
        }
        ids.subList(0, 50).forEach(threads::makeUnseen);
        Collected.Replies first = read("");
        assertThat(first.replies()).isEmpty();
        assertThat(first.leftOut()).isNotEmpty();
        assertThat(read(first.next()).replies()).hasSize(1);
    }

    @Test
    void collectsAlsoWhoHidesTheirProfile() {
        threads.anonymousReply(root.id(), "Psst");
        assertThat(read("").replies()).singleElement().satisfies(reply -> {
            assertThat(reply.authorHandle()).isEmpty();
            assertThat(reply.ref().url()).isNull();
        });
    }

    @Test
    void tellsWhatIsGone() {
        String reply = threads.reply(root.id(), "anna", "First");
        assertThat(connector.isGone(account, ref(reply))).isFalse();
        threads.mood(Mood.BROKEN, "/" + reply, 1);
        assertThat(connector.isGone(account, ref(reply))).isFalse();
        threads.delete(reply);
        assertThat(connector.isGone(account, ref(reply))).isTrue();
        assertThat(read("").replies()).isEmpty();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void saysWhyNothingIsCollected() {
        threads.mood(Mood.RATE_LIMITED, "conversation", 1);
        assertThat(connector.thread(account, root, "")).isInstanceOfSatisfying(Collected.NotNow.class, later -> {
            assertThat(later.notBefore()).isAfter(now().plusSeconds(16 * 60));
            assertThat(later.account()).isTrue();
        });
        threads.mood(Mood.GARBAGE, "conversation", 1);
        assertThat(connector.thread(account, root, "")).isInstanceOf(Collected.Failed.class);
        threads.mood(Mood.BROKEN, "conversation", 1);
        assertThat(connector.thread(account, root, "")).isInstanceOf(Collected.NotNow.class);
        threads.mood(Mood.REVOKED, "conversation", 1);
        assertThat(connector.thread(account, root, ""))
                .isInstanceOfSatisfying(Collected.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        threads.delete(root.id());
        assertThat(connector.thread(account, root, ""))
                .isInstanceOfSatisfying(Collected.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.GONE));
    }

    @Test
    void newsNeverFail() {
        threads.mood(Mood.BROKEN, "", 100);
        assertThat(connector.news(account, "here").cursor()).isEqualTo("here");
    }

    private Post answer(RemoteRef parent) {
        return Post.of(KEY, "Thank you", now())
                .attempt(Attempt.since(now()).below(parent, "anna"))
                .build();
    }

    @Test
    void answersInTheThread() {
        RemoteRef parent = ref(threads.reply(root.id(), "anna", "First"));
        RemoteRef ours = done(answered(answer(parent), parent));
        assertThat(read("").replies())
                .filteredOn(RemoteReply::own)
                .singleElement()
                .satisfies(reply -> {
                    assertThat(reply.ref().id()).isEqualTo(ours.id());
                    assertThat(reply.parentId()).isEqualTo(parent.id());
                });
        assertThat(threads.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"LOST_AFTER", "FALSE_FAILURE"})
    void findsAnAnswerThatWasCalledAFailure(Mood mood) {
        RemoteRef parent = ref(threads.reply(root.id(), "anna", "First"));
        threads.post("press", "Thank you");
        Post post = answer(parent);
        Outcome made = connector.respond(account, post, root, parent, "anna");
        waitUntil(((Outcome.Later) made).notBefore());
        threads.mood(mood, publishing(), 1);
        done(connector.respond(account, resuming(post, ticket(made)), root, parent, "anna"));
        assertThat(read("").replies()).filteredOn(RemoteReply::own).hasSize(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void answersNothingThatIsGone() {
        RemoteRef parent = ref(threads.reply(root.id(), "anna", "First"));
        threads.delete(parent.id());
        assertThat(answered(answer(parent), parent))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.GONE));
        assertThat(threads.containers()).isZero();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void waitsWhenTheDaysAnswersAreUsedUp() {
        RemoteRef parent = ref(threads.reply(root.id(), "anna", "First"));
        threads.useUp("press", "REPLY");
        assertThat(delivered(answer(parent), parent, 2)).isInstanceOf(Outcome.Later.class);
        assertThat(published()).isEmpty();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void changesNothing() {
        assertThat(connector.edit(account, root, post())).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONTENT);
            assertThat(refused.why()).contains("delete it");
        });
        assertThat(threads.calls()).isEmpty();
    }

    @Test
    void deletesAlsoWhatIsGone() {
        assertThat(connector.delete(account, root)).isInstanceOf(Outcome.Done.class);
        assertThat(threads.countOf("press")).isZero();
        assertThat(connector.delete(account, root)).isInstanceOf(Outcome.Done.class);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void doesNotCallGoneWhatItMayNotDelete() {
        String without = threads.connectToken("press", Set.of("threads_basic", "threads_content_publish"));
        MemoryAccount less = new MemoryAccount(threads.uri(), account.remoteId(), new Secret(without));
        assertThat(connector.delete(less, root))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        assertThat(threads.countOf("press")).isEqualTo(1);
    }

    @Test
    void deletesWithinTheQuota() {
        threads.useUp("press", "DELETION");
        assertThat(connector.delete(account, root))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isAfter(now().plusSeconds(59 * 60)));
        threads.mood(Mood.BROKEN, "threads_publishing_limit", 1);
        assertThat(connector.delete(account, root)).isInstanceOf(Outcome.Later.class);
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void hidesOnlyWhatThreadsHides() {
        String top = threads.reply(root.id(), "anna", "First");
        RemoteRef nested = ref(threads.reply(top, "ben", "Nested"));
        assertThat(connector.moderate(account, nested, Moderator.Act.HIDE))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .contains("directly below the post"));
        assertThat(connector.moderate(account, ref(top), Moderator.Act.DELETE)).isInstanceOf(Outcome.Refused.class);
        threads.delete(top);
        assertThat(connector.moderate(account, ref(top), Moderator.Act.HIDE)).isInstanceOf(Outcome.Done.class);
        threads.mood(Mood.RATE_LIMITED, "/" + nested.id(), 1);
        assertThat(connector.moderate(account, nested, Moderator.Act.HIDE)).isInstanceOf(Outcome.Later.class);
        assertThat(calls("manage_reply")).isEmpty();
        assertThat(threads.violations()).isEmpty();
    }
}
