package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What was collected. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface Inbox {

    /** Lists replies, newest first. */
    @NotNull
    InboxPage page(@NotNull ResourceResolver caller, @NotNull InboxQuery query);

    /** Reads one reply. */
    @NotNull
    InboxItem get(@NotNull ResourceResolver caller, @NotNull String id);

    /** Decides about replies, all or none. */
    @NotNull
    List<InboxItem> review(@NotNull ResourceResolver caller, @NotNull List<String> ids, @NotNull ReviewState state);

    /** Measures an answer for the network that it goes to. */
    @NotNull
    TextCheck checkAnswer(@NotNull ResourceResolver caller, @NotNull String id, @NotNull String text);

    /** Queues an answer by the profile that the reply came in by. */
    @NotNull
    Share answer(@NotNull ResourceResolver caller, @NotNull String id, @NotNull String text);
}
