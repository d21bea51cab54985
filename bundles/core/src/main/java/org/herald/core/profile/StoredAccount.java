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
        Consumer<Secret> keeper,
        String lesson,
        Consumer<String> learner)
        implements Account {
    @Override
    public void keepSession(Secret fresh) {
        keeper.accept(fresh);
    }

    @Override
    public void keepLesson(String fresh) {
        learner.accept(fresh);
    }
}
