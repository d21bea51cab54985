package org.herald;

import org.jetbrains.annotations.NotNull;

/**
 * A picture or a video of the CMS that goes with a text.
 *
 * @param path where it is in the CMS
 * @param alt what it shows, for those who do not see it; may be empty
 */
public record MediaFile(@NotNull String path, @NotNull String alt) {}
