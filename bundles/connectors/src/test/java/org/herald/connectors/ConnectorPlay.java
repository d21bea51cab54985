package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.herald.simulators.Mood;
import org.herald.simulators.Reply;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Moderator;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.Receiver;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the contract have in common: the network, and the core's part in the play. */
public abstract class ConnectorPlay {
    protected static final String TEXT = "Roses are in bloom https://example.org/roses";
    private static final int MOST_TRIES = 14;

    protected Rig rig;
    private String cursor = "";

    protected abstract Rig rig();

    @BeforeEach
    void open() {
        rig = rig();
    }

    @AfterEach
    void shut() {
        rig.close();
    }

    protected final <T extends Capability> Optional<T> service(Class<T> type) {
        List<T> found =
                rig.services().stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as(type.getSimpleName()).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }

    protected final <T extends Capability> T the(Class<T> type) {
        return service(type).orElseThrow(() -> new AssertionError("no " + type.getSimpleName()));
    }

    protected final NetworkTraits traits() {
        return the(Network.class).traits();
    }

    protected final Account account() {
        return rig.account();
    }

    protected final String key() {
        return the(Publisher.class).newKey(rig.now());
    }

    /** A first try that begins now, below a post or as one. */
    protected final Attempt attempt(RemoteRef parent) {
        return Attempt.since(rig.now()).below(parent, parent == null ? "" : "reader");
    }

    /** What a try brought, and the attempt of the next one. */
    protected record Tried(Outcome outcome, Attempt next) {}

    /** Tries until something else than the preparation is done: until {@link Rig#posting} was asked, or it ended. */
    protected final Tried tried(String key, String text, Attempt first, Media... media) {
        Attempt attempt = first;
        long asked = calls(rig.posting());
        for (int i = 0; i < MOST_TRIES; i++) {
            Outcome outcome = the(Publisher.class).publish(account(), rig.post(key, text, attempt, media));
            if (!(outcome instanceof Outcome.Later later)) {
                return new Tried(outcome, attempt);
            }
            attempt = attempt.resuming(later.ticket());
            if (calls(rig.posting()) > asked) {
                return new Tried(outcome, attempt);
            }
            waitUntil(later);
        }
        throw new AssertionError("never asked for " + rig.posting());
    }

    /** Does as the core does: waits, looks up what may have arrived, and asks again only for what is not there. */
    protected final Outcome delivered(String key, String text, Attempt first, Media... media) {
        Attempt attempt = first;
        for (int i = 0; i < MOST_TRIES; i++) {
            Outcome outcome = the(Publisher.class).publish(account(), rig.post(key, text, attempt, media));
            assertThat(rig.secrets()).noneMatch(secret -> outcome.toString().contains(secret));
            if (outcome instanceof Outcome.Later later) {
                waitUntil(later);
                attempt = attempt.resuming(later.ticket());
            } else if (outcome instanceof Outcome.Uncertain) {
                Lookup lookup = the(Publisher.class).find(account(), rig.post(key, text, attempt, media));
                if (lookup instanceof Lookup.Present present) {
                    return new Outcome.Done(present.ref());
                }
                if (lookup instanceof Lookup.Unknown) {
                    return outcome;
                }
            } else {
                return outcome;
            }
        }
        throw new AssertionError("tried " + MOST_TRIES + " times");
    }

    protected final RemoteRef published(String text) {
        RemoteRef ref = done(delivered(key(), text, attempt(null)));
        rig.breathe();
        return ref;
    }

    /** Answers as the core does. */
    protected final Outcome answered(RemoteRef root, RemoteReply to, String text) {
        Attempt attempt = Attempt.since(rig.now()).below(to.ref(), to.authorHandle());
        String key = key();
        for (int i = 0; i < MOST_TRIES; i++) {
            Outcome outcome = the(Responder.class)
                    .respond(account(), post(key, text, attempt), root, to.ref(), to.authorHandle());
            if (!(outcome instanceof Outcome.Later later)) {
                return outcome;
            }
            waitUntil(later);
            attempt = attempt.resuming(later.ticket());
        }
        throw new AssertionError("tried " + MOST_TRIES + " times");
    }

    /** An answer, which has no picture on any network. */
    protected final Post post(String key, String text, Attempt attempt) {
        return Post.of(key, text, attempt.began()).attempt(attempt).build();
    }

    private void waitUntil(Outcome.Later later) {
        Duration wait = Duration.between(rig.now(), later.notBefore());
        rig.server().clock().advance(wait.isNegative() ? Duration.ZERO : wait.plusSeconds(1));
    }

    protected static RemoteRef done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).ref();
    }

    protected static void refused(Outcome outcome, Reason... reasons) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.why()).isIn((Object[]) reasons);
            assertThat(refused.why()).as("a sentence for an editor").matches("(?s)\\S.{10,}\\S.*");
        });
    }

    protected final long calls(String what) {
        return rig.server().calls().stream()
                .filter(call -> (call.method() + " " + call.path()).contains(what))
                .count();
    }

    /** A thread as it was read: what stands in it, in how many pages, and what was left out. */
    protected record Thread(List<RemoteReply> replies, int pages, String leftOut) {
        RemoteReply saying(String text) {
            return replies.stream()
                    .filter(reply -> reply.html().contains(text))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("“" + text + "” is not in " + replies));
        }
    }

    /** Reads as the core does: asks what is new, reads the thread to its last page, and keeps the cursor then. */
    protected final Thread thread(RemoteRef root) {
        News news = the(Collector.class).news(account(), cursor);
        List<RemoteReply> replies = new ArrayList<>();
        Set<String> leftOut = new HashSet<>();
        String page = "";
        int pages = 0;
        do {
            Collected read = the(Collector.class).thread(account(), root, page);
            assertThat(read).isInstanceOf(Collected.Replies.class);
            Collected.Replies some = (Collected.Replies) read;
            replies.addAll(some.replies());
            leftOut.add(some.leftOut());
            page = some.next();
            pages++;
        } while (!page.isEmpty() && pages < 50);
        cursor = news.cursor();
        leftOut.remove("");
        return new Thread(replies, pages, String.join(" ", leftOut));
    }

    /** All services, and all that they say while the server is in a mood. */
    protected final List<Object> everythingSaid(RemoteRef root, RemoteRef reply) {
        Post post = rig.post(key(), TEXT + " again", attempt(null));
        Post answer = post(key(), "Thanks", attempt(reply));
        List<Object> said = new ArrayList<>(List.of(
                the(Publisher.class).publish(account(), post),
                the(Publisher.class).find(account(), post),
                the(Responder.class).respond(account(), answer, root, reply, "reader"),
                the(Publisher.class).find(account(), answer),
                the(Collector.class).thread(account(), root, ""),
                the(Collector.class).isGone(account(), reply),
                the(Collector.class).news(account(), ""),
                the(Editor.class).edit(account(), root, post),
                the(Editor.class).delete(account(), root),
                the(Authorizer.class).check(account()),
                the(Authorizer.class)
                        .signIn(rig.server().uri(), rig.typed(), new org.herald.spi.Secret(rig.pasted()))));
        service(Moderator.class).ifPresent(moderator -> Stream.of(Moderator.Act.values())
                .forEach(act -> said.add(moderator.moderate(account(), reply, act))));
        return said;
    }

    protected final boolean receives() {
        return service(Receiver.class).isPresent();
    }

    /** A page that is no answer of this network. */
    protected static Reply page(int status, String text) {
        return new Reply(status, java.util.Map.of(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** What is done with a request before its answer is lost, whatever is answered. */
    protected static final List<Mood> ARRIVED = List.of(Mood.LOST_AFTER, Mood.BROKEN_AFTER, Mood.FALSE_FAILURE);

    protected static final List<Mood> NOT_ARRIVED = List.of(Mood.LOST_BEFORE, Mood.SILENT, Mood.BROKEN, Mood.GARBAGE);
}
