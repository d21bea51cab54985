package org.herald.connectors.mastodon;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.herald.Visibility;

/** The API's words for what Herald has words of its own for. Pure. */
final class Words {
    private Words() {}

    /** Who may see a post. */
    static String of(Visibility visibility) {
        return visibility == Visibility.FOLLOWERS
                ? "private"
                : visibility.name().toLowerCase(Locale.ROOT);
    }

    /** Who may see a post; an unknown word is taken for the most private one. */
    static Visibility visibility(String word) {
        return Arrays.stream(Visibility.values())
                .filter(v -> of(v).equals(word))
                .findFirst()
                .orElse(Visibility.DIRECT);
    }

    /** An instant; empty for what is none. */
    static Optional<Instant> instant(String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An address; null for what is none: a server may give anything, and what is no address is not shown. */
    static URI uri(String address) {
        try {
            return address == null ? null : URI.create(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
