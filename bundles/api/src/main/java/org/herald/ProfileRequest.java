package org.herald;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What an admin wants a profile to be.
 *
 * @param secret the password or token; null keeps the one there is, or makes a profile that is connected later
 * @param rights which groups are what to it; null keeps what there is, or names nobody for one that is made
 * @param budget how much it may post and spend; null keeps what there is, so that nobody lifts a limit unsaid
 */
public record ProfileRequest(
        @NotNull String title,
        @NotNull String network,
        @NotNull URI server,
        @NotNull String handle,
        @Nullable Secret secret,
        boolean enabled,
        @NotNull List<String> sites,
        @Nullable ProfileRoles rights,
        int collectEvery,
        @NotNull Voice voice,
        @NotNull PostingTimes rhythm,
        @Nullable Budget budget) {
    /** Copies the list. */
    public ProfileRequest {
        sites = List.copyOf(sites);
    }

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String title = "";
        private String network = "";
        private URI server;
        private String handle = "";
        private Secret secret;
        private boolean enabled;
        private List<String> sites = List.of();
        private ProfileRoles rights;
        private int collectEvery;
        private Voice voice;
        private PostingTimes rhythm;
        private Budget budget;

        private Builder() {}

        /** {@link ProfileRequest#title}. */
        public @NotNull Builder title(@NotNull String value) {
            title = value;
            return this;
        }

        /** {@link ProfileRequest#network}. */
        public @NotNull Builder network(@NotNull String value) {
            network = value;
            return this;
        }

        /** {@link ProfileRequest#server}. */
        public @NotNull Builder server(@NotNull URI value) {
            server = value;
            return this;
        }

        /** {@link ProfileRequest#handle}. */
        public @NotNull Builder handle(@NotNull String value) {
            handle = value;
            return this;
        }

        /** {@link ProfileRequest#secret}. */
        public @NotNull Builder secret(@Nullable Secret value) {
            secret = value;
            return this;
        }

        /** {@link ProfileRequest#enabled}. */
        public @NotNull Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /** {@link ProfileRequest#sites}. */
        public @NotNull Builder sites(@NotNull List<String> value) {
            sites = value;
            return this;
        }

        /** {@link ProfileRequest#rights}. */
        public @NotNull Builder rights(@Nullable ProfileRoles value) {
            rights = value;
            return this;
        }

        /** {@link ProfileRequest#collectEvery}. */
        public @NotNull Builder collectEvery(int value) {
            collectEvery = value;
            return this;
        }

        /** {@link ProfileRequest#voice}. */
        public @NotNull Builder voice(@NotNull Voice value) {
            voice = value;
            return this;
        }

        /** {@link ProfileRequest#rhythm}. */
        public @NotNull Builder rhythm(@NotNull PostingTimes value) {
            rhythm = value;
            return this;
        }

        /** {@link ProfileRequest#budget}. */
        public @NotNull Builder budget(@Nullable Budget value) {
            budget = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull ProfileRequest build() {
            return new ProfileRequest(
                    title,
                    network,
                    Objects.requireNonNull(server, "server"),
                    handle,
                    secret,
                    enabled,
                    sites,
                    rights,
                    collectEvery,
                    Objects.requireNonNull(voice, "voice"),
                    Objects.requireNonNull(rhythm, "rhythm"),
                    budget);
        }
    }
}
