package org.herald;

import org.jetbrains.annotations.NotNull;

/**
 * Something that an article, or a post of it, says otherwise than before.
 *
 * @param where the property, below the page's content; {@code publishAt} and {@code unpublishAt} for the times,
 *     {@code post:} and the id of a profile for what is to be sent; {@code at} and {@code state} of a planned post;
 *     {@code shown:} and the path of what is shown by reference, with the place in it after a {@code #};
 *     {@code version:} and its name where the version that was submitted is not in the CMS any more, so that what changed
 *     in the page since is not known
 * @param before as text without markup; empty where it was not there
 * @param after as text without markup; empty where it is not there any more
 */
public record RevisionChange(@NotNull String where, @NotNull String before, @NotNull String after) {}
