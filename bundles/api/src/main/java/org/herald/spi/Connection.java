package org.herald.spi;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/** What signing in brought. */
public sealed interface Connection {
    /**
     * It works.
     *
     * @param remoteId the network's own id of the account
     * @param handle as the network writes it
     * @param secret what to keep: the secret given, or the token that it was changed into
     * @param session short-lived tokens to keep as well
     * @param avatar where the network shows the account's picture, or the picture itself as a {@code data:} address;
     *     empty where it did not say
     */
    record Connected(
            @NotNull String remoteId,
            @NotNull String handle,
            @NotNull Secret secret,
            @NotNull Optional<Secret> session,
            @NotNull Optional<URI> avatar)
            implements Connection {
        /** Without a picture. */
        public Connected(
                @NotNull String remoteId,
                @NotNull String handle,
                @NotNull Secret secret,
                @NotNull Optional<Secret> session) {
            this(remoteId, handle, secret, session, Optional.empty());
        }

        /** The same with a picture, where its address is one of the web; null for none. */
        public @NotNull Connected pictured(@Nullable String address) {
            return new Connected(remoteId, handle, secret, session, picture(address));
        }

        /** The same with a picture itself, where its address would tell a secret. */
        public @NotNull Connected pictured(@NotNull Media picture) {
            String bytes = Base64.getEncoder().encodeToString(picture.bytes());
            URI address = URI.create("data:" + picture.type() + ";base64," + bytes);
            return new Connected(remoteId, handle, secret, session, Optional.of(address));
        }

        private static Optional<URI> picture(String address) {
            try {
                return Optional.ofNullable(address)
                        .map(URI::create)
                        .filter(uri -> uri.getHost() != null)
                        .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * It does not.
     *
     * @param reason AUTHORISATION when the network refused, SERVER when it could not be asked
     * @param why a sentence for a person
     */
    record Denied(@NotNull Reason reason, @NotNull String why) implements Connection {}

    /**
     * It works, and opens several accounts: a person says which.
     *
     * @param ticket to be kept until {@link CodeAuthorizer#choose}
     */
    record Choice(@NotNull List<Candidate> candidates, @NotNull Secret ticket) implements Connection {
        /** Copies the list. */
        public Choice {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * An account to choose.
     *
     * @param remoteId the network's own id of it
     * @param title as people call it
     * @param kind what it is, in a word or two ("Page", "Organisation")
     */
    record Candidate(@NotNull String remoteId, @NotNull String title, @NotNull String kind) {}
}
