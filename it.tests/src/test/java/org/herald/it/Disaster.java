package org.herald.it;

import java.time.Duration;

/** What befalls a CMS while it works. What kills it does so once; what lasts is over when the CMS is killed after it. */
enum Disaster {
    /** {@code kill -9} at a random instant. */
    ANY_INSTANT,
    /** Killed when a call reaches the network, before it has an effect. */
    CALL,
    /** Killed when the network has done it, before its answer. */
    ANSWER,
    /** Killed inside the commit that claims a post. */
    CLAIM,
    /** Killed just after that commit. */
    CLAIMED,
    /** Killed inside the commit of the network's answer. */
    COMMIT,
    /** Killed after it, while the repository may still lose it. */
    COMMITTED,
    /** Killed inside the commit by which the CMS publishes. */
    PUBLISH,
    /** Killed after it. */
    PUBLISHED,
    /** Killed inside the commit that says that the article is published. */
    SETTLE,
    /** The repository refuses most of what Herald commits. */
    REFUSAL(Duration.ofSeconds(20)),
    /** The clock goes an hour ahead, and back. */
    CLOCK_AHEAD(Duration.ofSeconds(20)),
    /** The clock goes an hour back, and ahead again. */
    CLOCK_BACK(Duration.ofSeconds(20)),
    /** Nothing can be written: neither repository nor journal. */
    FULL_DISK(Duration.ofSeconds(20)),
    /** A node of several is stopped ({@code SIGSTOP}) until the others take it for dead, and then goes on. */
    STOPPED(Cluster.LEASE.plusSeconds(25));

    /** How long it lasts; nothing for what kills. */
    final Duration lasts;

    Disaster() {
        this(Duration.ZERO);
    }

    Disaster(Duration lasts) {
        this.lasts = lasts;
    }

    boolean kills() {
        return lasts.isZero();
    }

    /** A disk of its own and a clock of its own has the one node; nodes that share a database must agree on the time. */
    boolean happensTo(boolean cluster) {
        return switch (this) {
            case STOPPED -> cluster;
            case CLOCK_AHEAD, CLOCK_BACK, FULL_DISK -> !cluster;
            default -> true;
        };
    }

    /** Whether the CMS must have been started with a clock that can be set. */
    boolean needsClock() {
        return this == CLOCK_AHEAD || this == CLOCK_BACK;
    }
}
