package org.herald;

import java.time.Instant;
import org.jetbrains.annotations.NotNull;

/**
 * Something that a person is told.
 *
 * @param what a {@link WorkflowAction} name, or what happened by itself: {@code FAILED}, {@code HELD}, {@code LAPSE_SOON}…
 * @param by who did it; {@code herald} where nobody did
 * @param note what was said about it; may be empty
 * @param read whether the person saw it
 */
public record Notification(
        @NotNull String id,
        @NotNull String what,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String by,
        @NotNull Instant at,
        @NotNull String note,
        boolean read) {}
