package org.herald.core.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.herald.Profile;
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
    private int stored;

    CollectRound(
            Profile profile, Account account, Collector collector, InboxStore inbox, Clock clock, boolean sighted) {
        this.profile = profile;
        this.account = account;
        this.collector = collector;
        this.inbox = inbox;
        this.clock = clock;
        this.sighted = sighted;
    }

    /** Reads the threads that it is given, as far as time and the network let it. */
    void run(List<RemoteThread> threads) {
        Instant end = clock.instant().plus(LONGEST);
        int failures = 0;
        for (RemoteThread thread : threads) {
            if (failures >= MOST_FAILURES
                    || notBefore.isAfter(clock.instant())
                    || clock.instant().isAfter(end)) {
                return;
            }
            failures = read(thread) ? 0 : failures + 1;
        }
    }

    private boolean read(RemoteThread thread) {
        Instant at = clock.instant();
        try {
            Collected collected = collector.thread(account, thread.root());
            if (collected instanceof Collected.Replies replies) {
                store(thread, replies);
                readings.put(thread.path(), new Reading(at, Instant.EPOCH, ""));
                return true;
            }
            if (collected instanceof Collected.NotNow later) {
                wait(thread, later, at);
                return false;
            }
            return failed(thread, (Collected.Failed) collected, at);
        } catch (RuntimeException e) {
            LOG.error("Profile “{}”: the answers to “{}” cannot be taken", profile.title(), thread.articleTitle(), e);
            fail(thread, at, Instant.EPOCH, "They cannot be taken: an administrator finds more in the log.");
            return false;
        }
    }

    private void store(RemoteThread thread, Collected.Replies replies) {
        stored += inbox.store(profile, thread, replies.replies());
        if (!replies.complete()) {
            LOG.warn(
                    "Profile “{}”, article “{}”: the network left out some replies",
                    profile.title(),
                    thread.articleTitle());
        } else if (sighted) {
            inbox.forget(profile, thread, replies.replies());
        }
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

    /** How many replies are new. */
    int stored() {
        return stored;
    }

    /** What is known now of the threads that are still read. */
    CollectState after(CollectState before, List<RemoteThread> threads) {
        Map<String, Reading> known = new HashMap<>();
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
        return new CollectState(notBefore, known);
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
