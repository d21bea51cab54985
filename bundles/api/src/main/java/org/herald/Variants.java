package org.herald;

import java.util.List;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** Makes and measures variants. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Variants {

    /** Proposes a variant for each profile that the caller may use on the article; empty when there is none. */
    @NotNull
    List<Draft> drafts(@NotNull ResourceResolver caller, @NotNull String articlePath);

    /** Fills a template with an article, as it would be proposed for a profile. */
    @NotNull
    Preview preview(
            @NotNull ResourceResolver caller,
            @NotNull String articlePath,
            @NotNull String profileId,
            @NotNull String template);

    /**
     * Says a common text as each profile would: cut to its length, with the link where it needs one.
     *
     * @param threads the profiles where it is not cut, but becomes several posts
     */
    @NotNull
    List<Adapted> adapt(
            @NotNull ResourceResolver caller,
            @NotNull String articlePath,
            @NotNull String text,
            @NotNull Set<String> threads);

    /** Measures what a profile shall say. */
    @NotNull
    TextCheck check(
            @NotNull ResourceResolver caller, @NotNull String articlePath, @NotNull ShareRequest.PostRequest wanted);
}
