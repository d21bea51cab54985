package org.herald.core.profile;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    record Keeper(Consumer<Secret> session, Consumer<String> lesson, Renewal renewal, AtomicReference<Secret> newest) {
        Keeper(Consumer<Secret> session, Consumer<String> lesson, Renewal renewal) {
            this(session, lesson, renewal, new AtomicReference<>());
        }
    }

    /** Changes a session for another one, once. */
    interface Renewal {
        Optional<Secret> of(Secret stale, Supplier<Optional<Secret>> renewal);
    }

    /** What was read, or what came since. */
    @Override
    public Optional<Secret> session() {
        return Optional.ofNullable(keeper.newest().get()).or(() -> session);
    }

    @Override
    public void keepSession(Secret fresh) {
        keeper.newest().set(fresh);
        keeper.session().accept(fresh);
    }

    @Override
    public Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
        Optional<Secret> fresh = keeper.renewal().of(stale, renewal);
        fresh.ifPresent(keeper.newest()::set);
        return fresh;
    }

    @Override
    public void keepLesson(String fresh) {
        keeper.lesson().accept(fresh);
    }
}
