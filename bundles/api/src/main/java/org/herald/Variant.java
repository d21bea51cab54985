package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * What one profile says, and what became of it.
 *
 * @param reason a {@link org.herald.spi.Reason} name when refused, else empty
 * @param message a sentence naming profile, article and remedy; empty when there is nothing to tell
 * @param url where it can be read on the network
 * @param notBefore when it is tried (again), while it is QUEUED or UNCERTAIN
 */
public record Variant(
        @NotNull String profileId,
        @NotNull String profileTitle,
        @NotNull String network,
        @NotNull String text,
        @NotNull Attachment attachment,
        @NotNull VariantState state,
        @NotNull String reason,
        @NotNull String message,
        @NotNull Optional<URI> url,
        int attempts,
        @NotNull Instant notBefore,
        @NotNull Optional<Instant> sentAt) {}
