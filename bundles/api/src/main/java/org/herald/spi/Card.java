package org.herald.spi;

import java.net.URI;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * A link preview that the client builds, on networks whose servers build none.
 *
 * @param thumbnail a picture; empty for a card without one
 * @param document what the account's record of the article is to say; empty where the network keeps none
 */
public record Card(
        @NotNull URI link,
        @NotNull String title,
        @NotNull String description,
        @NotNull Optional<Media> thumbnail,
        @NotNull Optional<Document> document) {
    /** A card that refers to no record. */
    public Card(
            @NotNull URI link, @NotNull String title, @NotNull String description, @NotNull Optional<Media> thumbnail) {
        this(link, title, description, thumbnail, Optional.empty());
    }
}
