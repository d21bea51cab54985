package org.herald.spi;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** An account on a network, with what is needed to act as it. Held for one operation, never kept. */
@ProviderType
public interface Account {

    /** The id of the profile it belongs to. */
    @NotNull
    String profileId();

    /** The server's address, without a path. */
    @NotNull
    URI server();

    /** The name the account is known by on its server. */
    @NotNull
    String handle();

    /** The network's own id of the account. */
    @NotNull
    String remoteId();

    /** The app password or access token. */
    @NotNull
    Secret secret();

    /** What {@link #keepSession} kept last; empty before. */
    @NotNull
    Optional<Secret> session();

    /** Keeps short-lived tokens, encrypted, for all nodes of the cluster. */
    void keepSession(@NotNull Secret session);

    /**
     * Changes the session for another one, once for all nodes of the cluster. Whoever asks while it is being done waits
     * and is given the same.
     *
     * @param stale the session that ends or was refused; the secret where there was no session
     * @param renewal asks the network for another one: called once at most, and what it gives is kept before anybody
     *     is given it
     * @return the session that is kept now; empty where there is none but the stale one
     */
    @NotNull
    Optional<Secret> renewSession(@NotNull Secret stale, @NotNull Supplier<Optional<Secret>> renewal);

    /** What {@link #keepLesson} kept last; empty before. */
    @NotNull
    String lesson();

    /**
     * Keeps what a connector learned of the account's server that the server does not say of itself; in the connector's
     * own words, for all nodes of the cluster and past a restart. No secret.
     */
    void keepLesson(@NotNull String lesson);
}
