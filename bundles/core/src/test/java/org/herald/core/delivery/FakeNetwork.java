package org.herald.core.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Account;
import org.herald.spi.Editor;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;

/** A network that can tell what it holds, and fails as it is told to. It ignores the key of a post. */
final class FakeNetwork implements Network, Publisher, Responder, Editor {
    /** What becomes of the next call. */
    enum Mood {
        OK,
        LATER,
        REFUSES,
        REVOKED,
        LOSES_REQUEST,
        LOSES_ANSWER,
        THROWS,
        CRASH_BEFORE,
        CRASH_AFTER
    }

    /** The CMS's process is gone. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A post as the server holds it. */
    record Held(String id, String key, String text, String parent) {}

    final List<Held> posts = new ArrayList<>();
    final Deque<Mood> moods = new ArrayDeque<>();
    /** Runs while the server has the request and did not answer yet. */
    Runnable meanwhile = () -> {};

    /** What the next look finds, whatever is there; null for what is. */
    Supplier<Lookup> finds;

    /** What was looked for last, and what was to be posted last. */
    Post lookedFor;

    Post asked;
    /** What the next post is answered, whatever becomes of it; null for what does. */
    Outcome says;
    /** How far a call comes that is put off. */
    String ticket = "";
    /** What the server made of the next post that it takes. */
    String remark = "";

    /** What it charges, and how many posts it takes. */
    Limits.Cost cost = Limits.Cost.NONE;

    List<Limits.Ceiling> ceilings = List.of();
    /** When it took each post, as the clock of whoever watches says. */
    final List<Instant> times = new ArrayList<>();

    Supplier<Instant> watch = () -> Instant.EPOCH;

    boolean lookupWorks = true;
    int calls;
    Instant resumes = Instant.EPOCH;
    NetworkTraits.Idempotency idempotency = NetworkTraits.Idempotency.KEY;

    private Mood mood() {
        return moods.isEmpty() ? Mood.OK : moods.poll();
    }

    @Override
    public NetworkTraits traits() {
        NetworkTraits usual = TestTraits.of("fake", idempotency, NetworkTraits.Cards.BY_SERVER, false);
        Limits limits = usual.published();
        return new NetworkTraits(
                usual.id(),
                usual.title(),
                usual.defaultServer(),
                usual.secretLabel(),
                usual.posting(),
                usual.listening(),
                new Limits(
                        limits.text(),
                        limits.maxWithMedia(),
                        limits.pictures(),
                        limits.videos(),
                        cost,
                        ceilings,
                        limits.source(),
                        limits.asOf()),
                usual.rehearsal());
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return take(post, "");
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        return take(post, parent.id());
    }

    private synchronized Outcome take(Post post, String parent) {
        asked = post;
        calls++;
        if (says != null) {
            Outcome once = says;
            says = null;
            return once;
        }
        Mood mood = mood();
        switch (mood) {
            case CRASH_BEFORE -> throw new Crash();
            case THROWS -> throw new IllegalStateException("a bug of the connector");
            case LATER -> {
                return new Outcome.Later(resumes, "Busy.", ticket);
            }
            case REFUSES -> {
                return new Outcome.Refused(Reason.CONTENT, "No.");
            }
            case REVOKED -> {
                return new Outcome.Refused(Reason.AUTHORISATION, "Who are you?");
            }
            case LOSES_REQUEST -> {
                run();
                return new Outcome.Uncertain("Silence.");
            }
            default -> {
                Held held = new Held("id-" + posts.size() + "-" + calls, post.key(), post.text(), parent);
                posts.add(held);
                times.add(watch.get());
                run();
                if (mood == Mood.CRASH_AFTER) {
                    throw new Crash();
                }
                String said = remark;
                remark = "";
                return mood == Mood.LOSES_ANSWER
                        ? new Outcome.Uncertain("Silence.")
                        : new Outcome.Done(ref(held), said);
            }
        }
    }

    private void run() {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
    }

    static RemoteRef ref(Held held) {
        return new RemoteRef(held.id(), "", URI.create("https://fake.example/" + held.id()));
    }

    @Override
    public Lookup find(Account account, Post post) {
        lookedFor = post;
        if (!lookupWorks) {
            return new Lookup.Unknown("The server cannot tell.");
        }
        if (finds != null) {
            Supplier<Lookup> once = finds;
            finds = null;
            return once.get();
        }
        return posts.stream()
                .filter(held -> held.key().equals(post.key()))
                .findFirst()
                .<Lookup>map(held -> new Lookup.Present(ref(held)))
                .orElseGet(Lookup.Absent::new);
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        return new Outcome.Refused(Reason.CONTENT, "No.");
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        calls++;
        Mood mood = mood();
        switch (mood) {
            case CRASH_BEFORE -> throw new Crash();
            case THROWS -> throw new IllegalStateException("a bug of the connector");
            case LATER -> {
                return new Outcome.Later(resumes, "Busy.");
            }
            case REFUSES -> {
                return new Outcome.Refused(Reason.CONTENT, "No.");
            }
            case REVOKED -> {
                return new Outcome.Refused(Reason.AUTHORISATION, "Who are you?");
            }
            case LOSES_REQUEST -> {
                return new Outcome.Uncertain("Silence.");
            }
            default -> {
                for (Iterator<Held> all = posts.iterator(); all.hasNext(); ) {
                    if (all.next().id().equals(ref.id())) {
                        all.remove();
                    }
                }
                run();
                if (mood == Mood.CRASH_AFTER) {
                    throw new Crash();
                }
                return mood == Mood.LOSES_ANSWER ? new Outcome.Uncertain("Silence.") : new Outcome.Done(ref);
            }
        }
    }
}
