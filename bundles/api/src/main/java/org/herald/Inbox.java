package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;
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

    /**
     * A reply as a person looked at it.
     *
     * @param version {@link InboxItem#version} of what was looked at; null for a program that decides about whatever
     *     there is
     */
    record Seen(@NotNull String id, @Nullable Long version) {}

    /**
     * Decides about replies, all or none. Where one of them changed since it was seen, nothing happens: the
     * {@link Rejection} {@code movedOn} says what changed.
     */
    @NotNull
    List<InboxItem> review(@NotNull ResourceResolver caller, @NotNull List<Seen> items, @NotNull ReviewState state);

    /** Measures an answer for the network that it goes to. */
    @NotNull
    TextCheck checkAnswer(@NotNull ResourceResolver caller, @NotNull String id, @NotNull String text);

    /**
     * Queues an answer by the profile that the reply came in by. The same words said twice are one answer; where the
     * reply changed since it was seen, or somebody else answered it, nothing happens ({@code movedOn}).
     */
    @NotNull
    Share answer(@NotNull ResourceResolver caller, @NotNull Seen item, @NotNull String text);
}
