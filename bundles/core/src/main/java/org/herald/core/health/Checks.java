package org.herald.core.health;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.Profile;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.KeyCheck;
import org.herald.core.profile.ProfileStore;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Checkup;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks networks how their accounts fare, and keeps what they say. No profile is asked about twice at one moment. */
@Component(service = Checks.class)
public final class Checks {
    /** Between two checks of a profile that nobody asks for. */
    static final Duration EVERY = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    private final ProfileStore profiles;
    private final Connectors connectors;
    private final HealthStore store;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    @Activate
    public Checks(@Reference ProfileStore profiles, @Reference Connectors connectors, @Reference HealthStore store) {
        this(profiles, connectors, store, Clock.systemUTC());
    }

    Checks(ProfileStore profiles, Connectors connectors, HealthStore store, Clock clock) {
        this.profiles = profiles;
        this.connectors = connectors;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Asks now.
     *
     * @return what the network said; empty where somebody is asking already, or there is nothing to ask with
     */
    Optional<Vitals> check(Profile profile) {
        if (!running.add(profile.id())) {
            return Optional.empty();
        }
        try {
            Optional<Vitals> vitals = ask(profile);
            vitals.ifPresent(said -> store.keep(profile.id(), profile.remoteId(), said, clock.instant()));
            return vitals;
        } finally {
            running.remove(profile.id());
        }
    }

    private Optional<Vitals> ask(Profile profile) {
        Optional<Account> account;
        try {
            account = profiles.account(profile.id());
        } catch (RuntimeException e) { // whatever the library says: the key does not open it
            return Optional.of(told(new Fact.Refused(Reason.AUTHORISATION, KeyCheck.LOCKED)));
        }
        try {
            return account.flatMap(open -> ask(profile, open));
        } catch (RuntimeException e) {
            LOG.error("Profile “{}” could not be checked", profile.title(), e);
            return Optional.of(
                    told(new Fact.Refused(Reason.SERVER, "The check failed: an administrator finds more in the log.")));
        }
    }

    /** A connector that tells nothing more can still say whether the sign-in works. */
    private Optional<Vitals> ask(Profile profile, Account account) {
        return connectors
                .capability(profile.network(), Checkup.class)
                .map(checkup -> checkup.check(account))
                .or(() -> connectors
                        .capability(profile.network(), Authorizer.class)
                        .map(authorizer -> told(fact(authorizer.check(account)))));
    }

    private static Fact fact(Connection connection) {
        if (connection instanceof Connection.Connected connected) {
            return new Fact.SignedIn(connected.remoteId());
        }
        return connection instanceof Connection.Denied denied
                ? new Fact.Refused(denied.reason(), denied.why())
                : new Fact.Refused(Reason.SERVER, "The network gives more than one account.");
    }

    private static Vitals told(Fact fact) {
        return new Vitals.Told(List.of(fact));
    }
}
