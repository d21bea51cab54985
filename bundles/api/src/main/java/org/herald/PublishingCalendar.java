package org.herald;

import java.time.Instant;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What happens when. Acts with the caller's rights and throws {@link Rejection}. */
@ProviderType
public interface PublishingCalendar {
    /**
     * A good hour of a profile at which it says nothing yet.
     *
     * @param at begins there
     */
    record Slot(@NotNull String profileId, @NotNull String profileTitle, @NotNull Instant at) {}

    /**
     * What happens in a time.
     *
     * @param items in the order of time
     * @param slots the good hours that are free, from now on
     */
    record CalendarRange(@NotNull List<CalendarItem> items, @NotNull List<Slot> slots) {
        /** Copies the lists. */
        public CalendarRange {
            items = List.copyOf(items);
            slots = List.copyOf(slots);
        }
    }

    /** Reads a time of 100 days at most. */
    @NotNull
    CalendarRange between(@NotNull ResourceResolver caller, @NotNull Instant from, @NotNull Instant to);

    /** Chooses another time. What the caller may not decide alone waits for an approval from then on. */
    void move(@NotNull ResourceResolver caller, @NotNull String id, @NotNull ZonedTime moment);

    /** Tells whether the caller has a feed. */
    boolean hasFeed(@NotNull ResourceResolver caller);

    /**
     * Makes a feed that can be read without a sign-in by who knows its token. The one before ends.
     *
     * @return the token, told this once: it is kept as a hash
     */
    @NotNull
    String openFeed(@NotNull ResourceResolver caller);

    /** Ends the caller's feed. */
    void closeFeed(@NotNull ResourceResolver caller);

    /** Reads what the owner of a feed may see now: the last 30 days and the next 180. */
    @NotNull
    List<CalendarItem> feed(@NotNull String token);
}
