package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * What one profile says, and what became of it.
 *
 * @param parts what is posted one below the other: the posts of a thread, and the first comment
 * @param posted how many of them are on the network
 * @param reason a {@link org.herald.spi.Reason} name when refused, else empty
 * @param message a sentence naming profile, article and remedy; empty when there is nothing to tell
 * @param word what its link can be recognised by; empty where the site adds none
 * @param url where it can be read on the network
 * @param notBefore when it is sent, while it is PLANNED; when it is tried (again), while it is QUEUED or UNCERTAIN
 */
public record Variant(
        @NotNull String profileId,
        @NotNull String profileTitle,
        @NotNull String network,
        @NotNull String text,
        @NotNull List<String> parts,
        int posted,
        @NotNull Attachment attachment,
        @NotNull VariantState state,
        @NotNull String reason,
        @NotNull String message,
        @NotNull String word,
        @NotNull Optional<URI> url,
        int attempts,
        @NotNull Instant notBefore,
        @NotNull Optional<Instant> sentAt) {
    /** Copies the list. */
    public Variant {
        parts = List.copyOf(parts);
    }
}
