package org.herald;

import java.util.Optional;
import org.herald.spi.Media;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Pictures and videos that networks fetch for themselves, at addresses that nobody can guess. */
@ProviderType
public interface PublicPictures {
    /** What all addresses begin with. */
    String ROOT = "/herald/pictures";

    /**
     * Makes the picture, or reads the video, that an address names.
     *
     * @param address what stands after {@link #ROOT}
     * @return empty where Herald never gave that address out, or the file is gone
     */
    @NotNull
    Optional<Media> open(@NotNull String address);
}
