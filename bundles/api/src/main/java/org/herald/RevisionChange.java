package org.herald;

import org.jetbrains.annotations.NotNull;

/**
 * Something that an article says otherwise than before.
 *
 * @param where the property, below the page's content; {@code publishAt} and {@code unpublishAt} for the times,
 *     {@code post:} and the id of a profile for what is to be sent
 * @param before as text without markup; empty where it was not there
 * @param after as text without markup; empty where it is not there any more
 */
public record RevisionChange(@NotNull String where, @NotNull String before, @NotNull String after) {}
