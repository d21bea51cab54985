package org.herald.spi;

import java.net.URI;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Signs in by sending the admin to the network (OAuth 2 code flow with PKCE). Registered with {@link Network#ID}. */
@ConsumerType
public interface CodeAuthorizer {

    /** Registers at the server and tells where to send the admin. */
    @NotNull
    Challenge begin(@NotNull URI server, @NotNull URI callback, @NotNull String state);

    /** Changes the code that the admin came back with into an account. */
    @NotNull
    Connection complete(@NotNull URI server, @NotNull URI callback, @NotNull Secret ticket, @NotNull String code);

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
    }
}
