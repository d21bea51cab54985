package org.herald.connectors.discord;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** An account that keeps what was learned, and nothing else. */
record TestAccount(URI server, String remoteId, Secret secret, AtomicReference<String> learned) implements Account {
    TestAccount(URI server, String remoteId, Secret secret) {
        this(server, remoteId, secret, new AtomicReference<>(""));
    }

    @Override
    public String profileId() {
        return "press";
    }

    @Override
    public String handle() {
        return "Press (#news)";
    }

    @Override
    public Optional<Secret> session() {
        return Optional.empty();
    }

    @Override
    public void keepSession(Secret session) {
        throw new UnsupportedOperationException("Discord has no sessions");
    }

    @Override
    public Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
        throw new UnsupportedOperationException("Discord has no sessions");
    }

    @Override
    public String lesson() {
        return learned.get();
    }

    @Override
    public void keepLesson(String lesson) {
        learned.set(lesson);
    }
}
