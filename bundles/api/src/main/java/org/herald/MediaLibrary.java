package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** The pictures and videos of the CMS. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface MediaLibrary {

    /**
     * A folder.
     *
     * @param above the folder above; empty at the top
     * @param folders the paths of the folders in it
     * @param files its pictures and videos
     * @param more whether there are files that are not listed
     */
    record Folder(
            @NotNull String path,
            @NotNull String above,
            @NotNull List<String> folders,
            @NotNull List<MediaFile> files,
            boolean more) {
        /** Copies the lists. */
        public Folder {
            folders = List.copyOf(folders);
            files = List.copyOf(files);
        }
    }

    /** Lists a folder, a site or a page. */
    @NotNull
    Folder list(@NotNull ResourceResolver caller, @NotNull String path);
}
