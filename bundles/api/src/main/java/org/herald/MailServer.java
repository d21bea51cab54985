package org.herald;

import org.apache.sling.api.resource.ResourceResolver;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Where e-mail goes out. For administrators of Herald; throws {@link Rejection}. */
@ProviderType
public interface MailServer {
    /**
     * How it is reached. Holds no secret.
     *
     * @param host the server, which speaks SMTP over TLS; empty for no e-mail
     * @param port 465 as a rule
     * @param user who signs in there
     * @param from the sender's address
     * @param cms the address of this CMS, for links
     */
    record Setup(@NotNull String host, int port, @NotNull String user, @NotNull String from, @NotNull String cms) {
        /** No e-mail. */
        public static final Setup NONE = new Setup("", 465, "", "", "");
    }

    /** Reads it. */
    @NotNull
    Setup get(@NotNull ResourceResolver caller);

    /**
     * Changes it.
     *
     * @param password kept encrypted; null keeps the one there is
     */
    void set(@NotNull ResourceResolver caller, @NotNull Setup setup, @Nullable Secret password);
}
