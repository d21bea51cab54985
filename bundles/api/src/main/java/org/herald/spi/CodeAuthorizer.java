package org.herald.spi;

import java.net.URI;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Signs in by sending the admin to the network (OAuth 2 code flow with PKCE). */
@ConsumerType
public interface CodeAuthorizer extends Capability {

    /** Registers at the server and tells where to send the admin. */
    @NotNull
    Challenge begin(@NotNull URI server, @NotNull URI callback, @NotNull String state);

    /** Changes the code that the admin came back with into an account, or into several to choose from. */
    @NotNull
    Connection complete(@NotNull URI server, @NotNull URI callback, @NotNull Secret ticket, @NotNull Grant grant);

    /**
     * Connects one of the accounts that {@link #complete} gave to choose from.
     *
     * @param ticket of that choice
     * @param remoteId of the one that was chosen
     */
    default @NotNull Connection choose(@NotNull URI server, @NotNull Secret ticket, @NotNull String remoteId) {
        return new Connection.Denied(Reason.SERVER, "This network gives nothing to choose from.");
    }

    /**
     * What an admin came back with.
     *
     * @param issuer who says that it gave the code (RFC 9207); empty where nobody says so
     */
    record Grant(@NotNull String code, @NotNull Optional<String> issuer) {
        /** Nothing is told of where it comes from. */
        public Grant(@NotNull String code) {
            this(code, Optional.empty());
        }

        /** Keeps the code to itself. */
        @Override
        public String toString() {
            return "Grant";
        }
    }

    /** Answer to {@link #begin}. */
    sealed interface Challenge {
        /**
         * Where to send the admin.
         *
         * @param ticket to be kept until {@link #complete}
         */
        record Redirect(@NotNull URI to, @NotNull Secret ticket) implements Challenge {}

        /**
         * The server does not take part.
         *
         * @param why a sentence for a person
         */
        record Unavailable(@NotNull Reason reason, @NotNull String why) implements Challenge {}

        /**
         * The CMS is not set up for it yet; no server was asked.
         *
         * @param code a word for it that stays the same, for screens in other languages
         * @param why a sentence for a person, with what to do
         */
        record NotReady(@NotNull String code, @NotNull String why) implements Challenge {}
    }
}
