package org.herald.spi;

import java.net.URI;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Begins what a {@link CodeAuthorizer} ends, where it is the account that says which server is to be asked. It is asked
 * instead of {@link CodeAuthorizer#begin}.
 */
@ConsumerType
public interface AccountAuthorizer extends Capability {

    /**
     * Finds the server of an account and tells where to send the admin.
     *
     * @param server that the admin entered
     * @param account the network's own id of it where the profile was connected before, else the name that the admin
     *     entered; empty where nobody is named
     */
    @NotNull
    CodeAuthorizer.Challenge begin(
            @NotNull URI server, @NotNull String account, @NotNull URI callback, @NotNull String state);
}
