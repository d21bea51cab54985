package org.herald;

import java.net.URI;
import java.util.List;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What an admin wants a profile to be.
 *
 * @param secret the password or token; null keeps the one there is, or makes a profile that is connected later
 */
public record ProfileRequest(
        @NotNull String title,
        @NotNull String network,
        @NotNull URI server,
        @NotNull String handle,
        @Nullable Secret secret,
        boolean enabled,
        @NotNull List<String> sites,
        @NotNull List<String> groups,
        int collectEvery,
        @NotNull Voice voice,
        @NotNull PostingTimes rhythm) {
    /** Copies the lists. */
    public ProfileRequest {
        sites = List.copyOf(sites);
        groups = List.copyOf(groups);
    }
}
