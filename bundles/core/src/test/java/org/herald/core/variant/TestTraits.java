package org.herald.core.variant;

import java.util.Set;
import org.herald.spi.NetworkTraits;

/** A network that can do everything, for tests of what they are about. */
public final class TestTraits {
    private TestTraits() {}

    public static NetworkTraits of(
            String id, NetworkTraits.Idempotency idempotency, NetworkTraits.Cards cards, boolean rehearsal) {
        return new NetworkTraits(
                id,
                id,
                "",
                "Token",
                new NetworkTraits.Posting(
                        idempotency,
                        NetworkTraits.Edit.IN_PLACE,
                        NetworkTraits.ALWAYS,
                        cards,
                        NetworkTraits.Files.UPLOAD),
                new NetworkTraits.Listening(
                        NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
                LimitsBook.of("mastodon"),
                rehearsal);
    }
}
