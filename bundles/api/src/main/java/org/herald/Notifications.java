package org.herald;

import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** What the caller is told. */
@ProviderType
public interface Notifications {
    /** As far as unseen notices are counted. */
    int MANY = 100;

    /**
     * The caller's notices.
     *
     * @param items newest first, 100 at most
     * @param unread how many of all were not seen; {@link #MANY} for as many or more
     * @param settings how the caller wants to be told by e-mail
     * @param address where e-mail goes; empty where the CMS knows no address
     * @param sending whether this CMS sends e-mail at all
     */
    record Page(
            @NotNull List<Notification> items,
            int unread,
            @NotNull NotificationSettings settings,
            @NotNull String address,
            boolean sending) {
        /** Copies the list. */
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Reads them. */
    @NotNull
    Page of(@NotNull ResourceResolver caller);

    /** Notes that the caller saw all there is. */
    void read(@NotNull ResourceResolver caller);

    /** Chooses how to be told. */
    void choose(@NotNull ResourceResolver caller, @NotNull NotificationSettings settings);
}
