package org.herald.spi;

import java.net.URI;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Fetches pictures from networks, over the connections that Herald allows and no others. */
@ProviderType
public interface RemotePictures {
    /**
     * Fetches one; of an address that holds it itself ({@code data:}), reads it. What comes is not looked at: whoever uses it checks that it is a picture.
     *
     * @param maxBytes what is larger is not taken
     * @return empty where it could not be had, for whatever reason
     */
    @NotNull
    Optional<byte[]> fetch(@NotNull URI address, int maxBytes);
}
