package org.herald;

import org.jetbrains.annotations.NotNull;

/**
 * Something about a text that the editor should know.
 *
 * @param code a stable word for programs and translations
 * @param blocks true when the variant cannot be sent like this
 * @param message a sentence for a person
 */
public record Finding(@NotNull String code, boolean blocks, @NotNull String message) {}
