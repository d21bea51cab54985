package org.herald;

import org.jetbrains.annotations.NotNull;

/** A common text as one profile would say it. */
public record Adapted(@NotNull String profileId, @NotNull String text, @NotNull TextCheck check) {}
