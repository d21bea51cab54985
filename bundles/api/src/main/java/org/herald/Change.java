package org.herald;

import org.jetbrains.annotations.NotNull;

/**
 * Something that an article says otherwise than before.
 *
 * @param where the property, below the page's content
 * @param before as text without markup; empty where it was not there
 * @param after as text without markup; empty where it is not there any more
 */
public record Change(@NotNull String where, @NotNull String before, @NotNull String after) {}
