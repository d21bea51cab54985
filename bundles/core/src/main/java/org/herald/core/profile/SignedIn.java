package org.herald.core.profile;

import java.net.URI;
import java.util.Optional;
import org.herald.spi.Connection;
import org.herald.spi.Secret;

/** What signing in brought, to be kept with the profile. */
record SignedIn(String remoteId, String handle, Secret secret, Optional<Secret> session, Optional<URI> avatar) {
    static SignedIn of(Connection.Connected done) {
        return new SignedIn(done.remoteId(), done.handle(), done.secret(), done.session(), done.avatar());
    }
}
