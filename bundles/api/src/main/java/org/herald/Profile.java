package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * A connected account. Holds no secret.
 *
 * @param health empty when it worked last time, else a sentence naming the profile and the remedy
 * @param sites paths of the sites that it is offered on; empty for all
 * @param groups who may share with it; empty for everybody who may share
 * @param collectEvery minutes between two collections; 0 when nothing is collected
 */
public record Profile(
        @NotNull String id,
        @NotNull String title,
        @NotNull String network,
        @NotNull URI server,
        @NotNull String handle,
        @NotNull String remoteId,
        boolean enabled,
        boolean connected,
        @NotNull String health,
        @NotNull List<String> sites,
        @NotNull List<String> groups,
        int collectEvery,
        @NotNull Voice voice,
        @NotNull PostingTimes rhythm,
        @NotNull Optional<Instant> collectedAt) {
    /** Copies the lists. */
    public Profile {
        sites = List.copyOf(sites);
        groups = List.copyOf(groups);
    }

    /** The account as people write it: a handle that is not complete by itself gets its server. */
    public @NotNull String account() {
        return handle.contains("@") || handle.contains(".") ? handle : handle + "@" + server.getAuthority();
    }
}
