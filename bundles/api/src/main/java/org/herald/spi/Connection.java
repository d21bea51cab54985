package org.herald.spi;

import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/** What signing in brought. */
public sealed interface Connection {
    /**
     * It works.
     *
     * @param remoteId the network's own id of the account
     * @param handle as the network writes it
     * @param secret what to keep: the secret given, or the token that it was changed into
     * @param session short-lived tokens to keep as well
     */
    record Connected(
            @NotNull String remoteId, @NotNull String handle, @NotNull Secret secret, @NotNull Optional<Secret> session)
            implements Connection {}

    /**
     * It does not.
     *
     * @param reason AUTHORISATION when the network refused, SERVER when it could not be asked
     * @param why a sentence for a person
     */
    record Denied(@NotNull Reason reason, @NotNull String why) implements Connection {}
}
