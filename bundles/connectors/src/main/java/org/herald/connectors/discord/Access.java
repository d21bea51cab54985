package org.herald.connectors.discord;

import java.net.URI;
import java.util.Optional;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** A server, and what opens it. */
record Access(URI server, Credentials credentials) {

    /**
     * What opens an account.
     *
     * @throws Credentials.Unreadable when its secret makes no sense, or belongs to another server
     */
    static Access of(Account account) throws Credentials.Unreadable {
        return of(account.server(), account.secret());
    }

    static Access of(URI server, Secret secret) throws Credentials.Unreadable {
        Credentials credentials = Credentials.of(secret);
        if (!credentials.isOf(server)) {
            throw new Credentials.Unreadable("The webhook belongs to " + credentials.host() + " and the profile to "
                    + server.getAuthority() + ": correct the one that is wrong.");
        }
        return new Access(server, credentials);
    }

    String webhookId() {
        return credentials.webhookId();
    }

    Optional<String> bot() {
        return credentials.botToken();
    }
}
