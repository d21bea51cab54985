package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;

/**
 * Changes the session of a profile for another one, once for all nodes. Many networks take a refresh token once: of two
 * that use it at one moment, one signs both out. So whoever renews says so before, in the repository, and the others
 * wait for what it brings.
 */
public final class SessionRenewals {
    /** Whoever waits longer for a session than this is told that there is none yet. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(45);
    /** Whoever said that it renews and did not come back after this has died. */
    static final Duration LEASE = Duration.ofSeconds(90);
    /** After a renewal that brought nothing, this node does not ask the network again for so long. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    private static final long PAUSE_MILLIS = 100;

    private final Repository repository;
    private final CryptoService crypto;
    private final Clock clock;
    /** Within this node nobody has to ask the repository whose turn it is. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    /** By profile, what could not be renewed a moment ago. */
    private final Map<String, Vain> vain = new ConcurrentHashMap<>();

    private record Vain(Secret stale, Instant until) {}

    /** What is to be changed, of whom, and at which server. */
    private record Session(String profile, URI server, Secret stale) {}

    SessionRenewals(Repository repository, CryptoService crypto, Clock clock) {
        this.repository = repository;
        this.crypto = crypto;
        this.clock = clock;
    }

    /**
     * Changes a session.
     *
     * @param server whose session it is: where the profile was given another one meanwhile, nothing is told or kept
     */
    Optional<Secret> of(String profileId, URI server, Secret stale, Supplier<Optional<Secret>> renewal) {
        Instant end = clock.instant().plus(LONGEST_WAIT);
        ReentrantLock turn = turns.computeIfAbsent(profileId, id -> new ReentrantLock());
        try {
            if (!turn.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            throw stopping(e);
        }
        try {
            return inTurn(new Session(profileId, server, stale), renewal, end);
        } finally {
            turn.unlock();
        }
    }

    private Optional<Secret> inTurn(Session session, Supplier<Optional<Secret>> renewal, Instant end) {
        String token = UUID.randomUUID().toString();
        do {
            Look look = look(session, token);
            if (look.renewed().isPresent() || look.over()) {
                return look.renewed();
            }
            if (look.mine()) {
                return renew(session, token, renewal);
            }
            pause();
        } while (clock.instant().isBefore(end));
        return Optional.empty();
    }

    /**
     * What there is.
     *
     * @param renewed what somebody else renewed
     * @param mine whether this one is to renew now
     * @param over whether there is nothing to renew, or nothing to be had now
     */
    private record Look(Optional<Secret> renewed, boolean mine, boolean over) {
        private static final Look WAIT = new Look(Optional.empty(), false, false);
        private static final Look OVER = new Look(Optional.empty(), false, true);
        private static final Look MINE = new Look(Optional.empty(), true, false);

        static Look renewed(Secret kept) {
            return new Look(Optional.of(kept), false, false);
        }
    }

    /**
     * Of two that say at one moment that they renew, the repository takes one. Whoever saw an old state of it, as a node
     * of a cluster does for a second, sees the new one after its commit, and looks again.
     */
    private Look look(Session session, String token) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = node(resolver, session);
            if (node == null) {
                return Look.OVER;
            }
            if (!isKept(node, session.stale())) {
                return Look.renewed(kept(node));
            }
            Instant now = clock.instant();
            Vain before = vain.get(session.profile());
            if (before != null
                    && equal(before.stale(), session.stale())
                    && before.until().isAfter(now)) {
                return Look.OVER;
            }
            Instant until = Nodes.instant(node.getValueMap(), PN_RENEWING_UNTIL).orElse(Instant.EPOCH);
            if (until.isAfter(now) && !until.isAfter(now.plus(LEASE))) { // later than that: a clock that was wrong
                return Look.WAIT;
            }
            ModifiableValueMap values = values(node);
            values.put(PN_RENEWING, token);
            values.put(PN_RENEWING_UNTIL, Nodes.date(now.plus(LEASE)));
            resolver.commit();
            resolver.refresh();
            if (isKept(node(resolver, session), session.stale())) {
                return Look.MINE;
            }
            Secret other = end(session, token, null);
            return other == null ? Look.OVER : Look.renewed(other);
        } catch (PersistenceException e) {
            if (Persistence.isConflict(e)) {
                return Look.WAIT; // another node was first
            }
            throw new IllegalStateException("cannot renew the session of profile " + session.profile(), e);
        }
    }

    /** What is kept; null where there is nothing, or nothing of that server. */
    private static Resource node(ResourceResolver resolver, Session session) {
        Resource node = resolver.getResource(PROFILES + "/" + session.profile() + "/" + NN_SECRET);
        return node != null && SecretNodes.belongs(node, session.server().toString()) ? node : null;
    }

    private static ModifiableValueMap values(Resource node) {
        return node.adaptTo(ModifiableValueMap.class);
    }

    private Secret kept(Resource node) {
        String session = Nodes.string(node.getValueMap(), PN_SESSION);
        return new Secret(
                crypto.decrypt(session.isEmpty() ? Nodes.string(node.getValueMap(), PN_CIPHERTEXT) : session));
    }

    private boolean isKept(Resource node, Secret stale) {
        return node != null && equal(kept(node), stale);
    }

    private static boolean equal(Secret one, Secret other) {
        return one.reveal().equals(other.reveal());
    }

    private Optional<Secret> renew(Session session, String token, Supplier<Optional<Secret>> renewal) {
        Secret fresh = null;
        Secret kept;
        try {
            fresh = renewal.get().orElse(null);
        } finally {
            kept = end(session, token, fresh);
        }
        boolean none = kept == null || equal(kept, session.stale());
        if (none) {
            vain.put(
                    session.profile(), new Vain(session.stale(), clock.instant().plus(AGAIN)));
        }
        return none ? Optional.empty() : Optional.of(kept);
    }

    /**
     * Keeps what came, whoever believes by now that it is their turn: a refresh token that was used is worth nothing. The
     * token of the lease stays, so that a node which saw the state before meets a conflict.
     *
     * @return what is kept now; null where the profile is gone, or has another server
     */
    private Secret end(Session session, String token, Secret fresh) {
        return Persistence.retry("keep the session of profile " + session.profile(), () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = node(resolver, session);
                if (node == null) {
                    return null;
                }
                if (fresh != null && isKept(node, session.stale())) {
                    values(node).put(PN_SESSION, crypto.encrypt(fresh.reveal()));
                }
                if (token.equals(Nodes.string(node.getValueMap(), PN_RENEWING))) {
                    values(node).remove(PN_RENEWING_UNTIL);
                }
                if (resolver.hasChanges()) {
                    resolver.commit();
                }
                return kept(node(resolver, session));
            }
        });
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw stopping(e);
        }
    }

    private static IllegalStateException stopping(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the CMS is stopping", e);
    }
}
