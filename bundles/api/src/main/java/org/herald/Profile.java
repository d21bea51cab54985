package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * A connected account. Holds no secret.
 *
 * @param health empty when it worked last time, else a sentence naming the profile and the remedy
 * @param sites paths of the sites that it is offered on; empty for all
 * @param rights which groups are what to it
 * @param collectEvery minutes between two collections; 0 when nothing is collected
 * @param budget how much it may post and spend
 * @param avatar a word that is another one as soon as {@link Profiles#avatar its picture} is; empty where it has none
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
        @NotNull ProfileRoles rights,
        int collectEvery,
        @NotNull Voice voice,
        @NotNull PostingTimes rhythm,
        @NotNull Optional<Instant> collectedAt,
        @NotNull Budget budget,
        @NotNull String avatar) {
    /** Copies the lists. */
    public Profile {
        sites = List.copyOf(sites);
    }

    /** The account as people write it: a handle that is not complete by itself gets its server. */
    public @NotNull String account() {
        boolean whole = handle.matches(".*[@.\\s].*"); // a name with a blank is a page's
        return whole ? handle : handle.isEmpty() ? server.getAuthority() : handle + "@" + server.getAuthority();
    }

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String id = "";
        private String title = "";
        private String network = "";
        private URI server;
        private String handle = "";
        private String remoteId = "";
        private boolean enabled;
        private boolean connected;
        private String health = "";
        private List<String> sites = List.of();
        private ProfileRoles rights = ProfileRoles.OPEN;
        private int collectEvery;
        private Voice voice;
        private PostingTimes rhythm;
        private Optional<Instant> collectedAt = Optional.empty();
        private Budget budget = Budget.NONE;
        private String avatar = "";

        private Builder() {}

        /** {@link Profile#id}. */
        public @NotNull Builder id(@NotNull String value) {
            id = value;
            return this;
        }

        /** {@link Profile#title}. */
        public @NotNull Builder title(@NotNull String value) {
            title = value;
            return this;
        }

        /** {@link Profile#network}. */
        public @NotNull Builder network(@NotNull String value) {
            network = value;
            return this;
        }

        /** {@link Profile#server}. */
        public @NotNull Builder server(@NotNull URI value) {
            server = value;
            return this;
        }

        /** {@link Profile#handle}. */
        public @NotNull Builder handle(@NotNull String value) {
            handle = value;
            return this;
        }

        /** {@link Profile#remoteId}. */
        public @NotNull Builder remoteId(@NotNull String value) {
            remoteId = value;
            return this;
        }

        /** {@link Profile#enabled}. */
        public @NotNull Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /** {@link Profile#connected}. */
        public @NotNull Builder connected(boolean value) {
            connected = value;
            return this;
        }

        /** {@link Profile#health}. */
        public @NotNull Builder health(@NotNull String value) {
            health = value;
            return this;
        }

        /** {@link Profile#sites}. */
        public @NotNull Builder sites(@NotNull List<String> value) {
            sites = value;
            return this;
        }

        /** {@link Profile#rights}. */
        public @NotNull Builder rights(@NotNull ProfileRoles value) {
            rights = value;
            return this;
        }

        /** {@link Profile#collectEvery}. */
        public @NotNull Builder collectEvery(int value) {
            collectEvery = value;
            return this;
        }

        /** {@link Profile#voice}. */
        public @NotNull Builder voice(@NotNull Voice value) {
            voice = value;
            return this;
        }

        /** {@link Profile#rhythm}. */
        public @NotNull Builder rhythm(@NotNull PostingTimes value) {
            rhythm = value;
            return this;
        }

        /** {@link Profile#collectedAt}. */
        public @NotNull Builder collectedAt(@NotNull Optional<Instant> value) {
            collectedAt = value;
            return this;
        }

        /** {@link Profile#budget}. */
        public @NotNull Builder budget(@NotNull Budget value) {
            budget = value;
            return this;
        }

        /** {@link Profile#avatar}. */
        public @NotNull Builder avatar(@NotNull String value) {
            avatar = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull Profile build() {
            return new Profile(
                    id,
                    title,
                    network,
                    Objects.requireNonNull(server, "server"),
                    handle,
                    remoteId,
                    enabled,
                    connected,
                    health,
                    sites,
                    rights,
                    collectEvery,
                    Objects.requireNonNull(voice, "voice"),
                    Objects.requireNonNull(rhythm, "rhythm"),
                    collectedAt,
                    budget,
                    avatar);
        }
    }
}
