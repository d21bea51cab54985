package org.herald.core.profile;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** An account as it was read from its profile. */
record StoredAccount(
        String profileId,
        URI server,
        String handle,
        String remoteId,
        Secret secret,
        Optional<Secret> session,
        String lesson,
        Keeper keeper)
        implements Account {
    /** Where what the account learns is kept. */
    record Keeper(Consumer<Secret> session, Consumer<String> lesson) {}

    @Override
    public void keepSession(Secret fresh) {
        keeper.session().accept(fresh);
    }

    @Override
    public void keepLesson(String fresh) {
        keeper.lesson().accept(fresh);
    }
}
