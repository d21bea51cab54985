package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** The pages of the CMS, to choose one. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Pages {

    /**
     * A page of a site.
     *
     * @param title its own, or its name where it has none
     * @param site the title of the site that it belongs to; empty where it belongs to none
     */
    record Page(@NotNull String path, @NotNull String title, @NotNull String site) {}

    /**
     * Looks for pages that the caller may read.
     *
     * @param text the beginnings of words of the title, in any case; or, where it begins with a slash, the beginning of a
     *     path; nothing for whatever was changed last
     * @param site the path of the site to look in; empty for all
     * @return at most twenty
     */
    @NotNull
    List<Page> find(@NotNull ResourceResolver caller, @NotNull String text, @NotNull String site);
}
