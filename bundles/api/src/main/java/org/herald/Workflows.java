package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** The publishing workflow of articles. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Workflows {

    /** Tells where an article is. */
    @NotNull
    Workflow get(@NotNull ResourceResolver caller, @NotNull String articlePath);

    /**
     * Moves an article on.
     *
     * @param comment what is said about it; needed to request changes
     * @param planned what shall be sent when it is published; kept by {@link Step#SUBMIT} only
     */
    @NotNull
    Workflow act(
            @NotNull ResourceResolver caller,
            @NotNull String articlePath,
            @NotNull Step step,
            @NotNull String comment,
            @NotNull List<ShareRequest.Wanted> planned);

    /** What was decided about the articles of a site, newest first, 10 000 entries at most. */
    @NotNull
    List<AuditEntry> audit(@NotNull ResourceResolver caller, @NotNull String site);
}
