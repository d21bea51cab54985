package org.herald.spi;

import java.net.URI;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Signs in with what the admin was given by the network. */
@ConsumerType
public interface Authorizer extends Capability {

    /** Checks a password or token at the server and tells which account it opens. */
    @NotNull
    Connection signIn(@NotNull URI server, @NotNull String handle, @NotNull Secret secret);

    /** Checks whether an account already connected still works. */
    @NotNull
    Connection check(@NotNull Account account);
}
