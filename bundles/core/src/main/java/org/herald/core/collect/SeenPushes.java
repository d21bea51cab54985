package org.herald.core.collect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.spi.Push;

/** What was pushed lately, so that it is not taken twice. Forgotten at a restart: what is pushed is a hint only. */
final class SeenPushes {
    /** A network that did not see our answer asks again at once; whoever comes later repeats what he overheard. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    private static final int MOST = 10_000;
    private static final float LOAD = 0.75f;

    private final Map<String, Instant> seen = new LinkedHashMap<>(MOST, LOAD) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    /** How often the same was seen. */
    enum Sight {
        /** Not yet. */
        FIRST,
        /** A moment ago. */
        AGAIN,
        /** Long ago. */
        REPLAY
    }

    synchronized Sight of(String network, Push push, Instant now) {
        Instant before = seen.putIfAbsent(digest(network, push), now);
        if (before == null) {
            return Sight.FIRST;
        }
        return before.plus(AGAIN).isBefore(now) ? Sight.REPLAY : Sight.AGAIN;
    }

    private static String digest(String network, Push push) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((network + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(push.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
