package org.herald.spi;

import java.net.URI;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * A link preview that the client builds, on networks whose servers build none.
 *
 * @param thumbnail a picture; empty for a card without one
 */
public record Card(
        @NotNull URI link, @NotNull String title, @NotNull String description, @NotNull Optional<Media> thumbnail) {}
