package org.herald.it;

import java.time.Duration;

/** How the tests run nodes on one database. */
final class Cluster {
    /**
     * How long a node is believed to live without a sign. Oak renews it each 10 s and stops itself 25 s before it ends, so that
     * 45 s leave 10 s for a machine that stalls; its own default is 120 s.
     */
    static final Duration LEASE = Duration.ofSeconds(45);

    static final String DATABASE = "jdbc:postgresql://127.0.0.1:5433/herald?user=pg";
    static final String JAVA_OPTS = "-Xmx1g -Doak.documentMK.leaseDurationSeconds=" + LEASE.toSeconds();

    private Cluster() {}
}
