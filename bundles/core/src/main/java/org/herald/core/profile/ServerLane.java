package org.herald.core.profile;

import java.util.Locale;
import org.herald.Profile;
import org.herald.core.repo.Nodes;

/** What is asked of one server waits in one lane: a server that hangs delays nobody else. Pure. */
public final class ServerLane {
    /** Of a server's name, for people who look at the queues. */
    private static final int READABLE = 40;

    private static final int CERTAIN = 8;

    private ServerLane() {}

    /** The last part of a job's topic: letters, digits and hyphens only, and never the same for two servers. */
    public static String of(Profile profile) {
        return profile.network() + "-" + name(profile.server().getAuthority());
    }

    static String name(String server) {
        String known = String.valueOf(server).toLowerCase(Locale.ROOT);
        String readable = known.replaceAll("[^a-z0-9]+", "-");
        return readable.substring(0, Math.min(READABLE, readable.length())) + "-"
                + Nodes.nameOf(known).substring(0, CERTAIN);
    }
}
