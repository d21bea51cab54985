package org.herald.core.workflow;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that the CMS is asked for outside Herald's own commit.
 *
 * @param token who tries it shows this: somebody else who took it up has another
 * @param by who wanted it
 * @param since when this try began
 */
record Attempt(String token, String by, Instant since) {
    private static final String GAP = " ";

    static Attempt of(String by, Instant now) {
        return new Attempt(UUID.randomUUID().toString(), by, now);
    }

    static Attempt parse(String text) {
        String[] parts = text.split(GAP, 3);
        return new Attempt(parts[0], parts[2], Instant.parse(parts[1]));
    }

    @Override
    public String toString() {
        return token + GAP + since + GAP + by;
    }
}
