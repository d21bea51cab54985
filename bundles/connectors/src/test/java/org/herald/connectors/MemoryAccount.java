package org.herald.connectors;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** An account that keeps everything in memory, for one node. */
public class MemoryAccount implements Account {
    private final URI server;
    private final String remoteId;
    private final Secret secret;
    private Secret session;
    private String lesson = "";
    private int renewals;

    public MemoryAccount(URI server, String remoteId, Secret secret) {
        this.server = server;
        this.remoteId = remoteId;
        this.secret = secret;
    }

    /** How often another session was asked for. */
    public synchronized int renewals() {
        return renewals;
    }

    @Override
    public String profileId() {
        return "press";
    }

    @Override
    public URI server() {
        return server;
    }

    @Override
    public String handle() {
        return "press";
    }

    @Override
    public String remoteId() {
        return remoteId;
    }

    @Override
    public Secret secret() {
        return secret;
    }

    @Override
    public synchronized Optional<Secret> session() {
        return Optional.ofNullable(session);
    }

    @Override
    public synchronized void keepSession(Secret fresh) {
        session = fresh;
    }

    @Override
    public synchronized Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
        Secret kept = session == null ? secret : session;
        if (!kept.reveal().equals(stale.reveal())) {
            return Optional.of(kept);
        }
        renewals++;
        Optional<Secret> fresh = renewal.get();
        fresh.ifPresent(this::keepSession);
        return fresh;
    }

    @Override
    public String lesson() {
        return lesson;
    }

    @Override
    public void keepLesson(String fresh) {
        lesson = fresh;
    }
}
