package org.herald.core.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.herald.Profile;
import org.herald.core.collect.InboxStore.Missing;
import org.herald.core.collect.Readings.CollectState;
import org.herald.core.collect.Readings.Reading;
import org.herald.core.share.ShareStore.RemoteThread;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the threads of one profile, one after the other: none of them keeps the others from being read. */
final class CollectRound {
    /** Rounds are short, so that a slow server keeps no lane; what is left is the first of the next round. */
    static final Duration LONGEST = Duration.ofMinutes(2);
    /** After so many failures without a success in between it is not the threads. */
    static final int MOST_FAILURES = 3;
    /** Replies that are asked for one by one in a round. */
    static final int MOST_ASKED = 30;

    private static final String LONG =
            "It is too long to be read at once: some answers are missing until it is read again.";
    private static final Logger LOG = LoggerFactory.getLogger(CollectRound.class);

    private final Profile profile;
    private final Account account;
    private final Collector collector;
    private final InboxStore inbox;
    private final Clock clock;
    /** Whether what a thread does not show any more is gone: only where the account sees all of it. */
    private final boolean sighted;

    private final Map<String, Reading> readings = new HashMap<>();
    private final List<String> failing = new ArrayList<>();
    private Instant notBefore = Instant.EPOCH;
    private Instant end;
    private int failures;
    private int asked;
    private int stored;
    private boolean kept = true;

    CollectRound(
            Profile profile, Account account, Collector collector, InboxStore inbox, Clock clock, boolean sighted) {
        this.profile = profile;
        this.account = account;
        this.collector = collector;
        this.inbox = inbox;
        this.clock = clock;
        this.sighted = sighted;
    }

    /** Reads the threads that it is given, as far as time and the network let it. Tells whether it let it read all. */
    boolean run(List<RemoteThread> threads) {
        end = end == null ? clock.instant().plus(LONGEST) : end;
        for (RemoteThread thread : threads) {
            if (failures >= MOST_FAILURES || isOver()) {
                return false;
            }
            failures = read(thread) ? 0 : failures + 1;
        }
        return true;
    }

    private boolean isOver() {
        return notBefore.isAfter(clock.instant()) || clock.instant().isAfter(end);
    }

    private boolean read(RemoteThread thread) {
        Instant at = clock.instant();
        try {
            ThreadPages pages = ThreadPages.read(page -> collector.thread(account, thread.root(), page), this::isOver);
            if (pages.begun()) {
                store(thread, pages);
            }
            if (pages.trouble() instanceof Collected.NotNow later) {
                wait(thread, later, at);
                return false;
            }
            if (pages.trouble() instanceof Collected.Failed failed) {
                return failed(thread, failed, at);
            }
            if (pages.cut()) { // it has its turn again soon, and others theirs before
                fail(thread, at, Instant.EPOCH, LONG);
            } else {
                readings.put(thread.path(), new Reading(at, pages.again(), ""));
            }
            return true;
        } catch (RuntimeException e) {
            LOG.error("Profile “{}”: the answers to “{}” cannot be taken", profile.title(), thread.articleTitle(), e);
            kept = false;
            fail(thread, at, Instant.EPOCH, "They cannot be taken: an administrator finds more in the log.");
            return false;
        }
    }

    private void store(RemoteThread thread, ThreadPages pages) {
        stored += inbox.store(profile, thread, pages.replies());
        if (!pages.leftOut().isEmpty()) {
            LOG.info("Profile “{}”, article “{}”: {}", profile.title(), thread.articleTitle(), pages.leftOut());
        }
        if (sighted) {
            List<Missing> missing = inbox.missing(profile, thread, pages.replies());
            // between two pages a list may move: what is on neither may be there still
            inbox.forget(thread, pages.complete() && pages.pages() == 1 ? missing : gone(missing));
        }
    }

    /** Of what a part of a thread does not show, what the network says is gone: some are asked for in a round. */
    private List<Missing> gone(List<Missing> missing) {
        List<Missing> some = new ArrayList<>(missing);
        Collections.shuffle(some); // whoever has no turn now has one in another round
        List<Missing> gone = new ArrayList<>();
        for (Missing one : some) {
            if (asked >= MOST_ASKED || isOver()) {
                return gone;
            }
            asked++;
            if (collector.isGone(account, one.ref())) {
                gone.add(one);
            }
        }
        return gone;
    }

    private void wait(RemoteThread thread, Collected.NotNow later, Instant at) {
        LOG.info("Profile “{}” collects later: {}", profile.title(), later.why());
        if (later.account()) {
            notBefore = later.notBefore();
        } else {
            fail(thread, at, later.notBefore(), later.why());
        }
    }

    private boolean failed(RemoteThread thread, Collected.Failed failed, Instant at) {
        if (failed.reason() == Reason.GONE) { // deleted on the network; the others are still there
            readings.put(thread.path(), new Reading(at, Instant.EPOCH, ""));
            return true;
        }
        LOG.warn("Profile “{}”, article “{}”: {}", profile.title(), thread.articleTitle(), failed.why());
        String remedy = failed.reason() == Reason.AUTHORISATION
                ? " An administrator must connect it again."
                : " An administrator should check the server's address.";
        fail(thread, at, Instant.EPOCH, failed.why() + remedy);
        return false;
    }

    private void fail(RemoteThread thread, Instant at, Instant until, String why) {
        readings.put(thread.path(), new Reading(at, until, why));
    }

    /** Whether all that was read could be stored. */
    boolean isKept() {
        return kept;
    }

    /** How many replies are new. */
    int stored() {
        return stored;
    }

    /**
     * What is known now of the threads that are still read. Of those that are older it is kept until they may be read
     * again.
     *
     * @param earlier where to go on with those
     */
    CollectState after(CollectState before, List<RemoteThread> threads, long earlier) {
        Map<String, Reading> known = new HashMap<>();
        Instant kept = clock.instant().minus(ReadingPlan.RAREST);
        Map<String, Reading> all = new HashMap<>(before.threads());
        all.putAll(readings);
        all.forEach((thread, reading) -> {
            if (reading.triedAt().isAfter(kept)) {
                known.put(thread, new Reading(reading.triedAt(), reading.notBefore(), ""));
            }
        });
        for (RemoteThread thread : threads) {
            Reading reading =
                    readings.getOrDefault(thread.path(), before.threads().get(thread.path()));
            if (reading != null) {
                known.put(thread.path(), reading);
                if (!reading.failure().isEmpty()) {
                    failing.add("“" + thread.articleTitle() + "”: " + reading.failure());
                }
            }
        }
        return new CollectState(notBefore, known, earlier);
    }

    /** A sentence for the administrator about each thread that cannot be read, three of them at most; empty if all can. */
    String health() {
        if (failing.isEmpty()) {
            return "";
        }
        int more = failing.size() - MOST_FAILURES;
        return "Profile “" + profile.title() + "” cannot collect the answers to "
                + String.join(" ", failing.subList(0, Math.min(MOST_FAILURES, failing.size())))
                + (more > 0 ? " And to " + more + " more." : "");
    }
}
