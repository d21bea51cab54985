package org.herald.core.collect;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.Profile;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Repository;
import org.herald.spi.Collector;
import org.herald.spi.Meter;
import org.herald.spi.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The collectors that are installed, each kept to the money of its profile where its network charges for reading. */
@Component(service = PaidCollectors.class)
public final class PaidCollectors {
    private final Connectors connectors;
    private final Repository repository;
    private final Clock clock;
    /** By profile, as long as this runs. */
    private final Map<String, ReadingDebt> debts = new ConcurrentHashMap<>();

    @Activate
    public PaidCollectors(@Reference Connectors connectors, @Reference Repository repository) {
        this(connectors, repository, Clock.systemUTC());
    }

    PaidCollectors(Connectors connectors, Repository repository, Clock clock) {
        this.connectors = connectors;
        this.repository = repository;
        this.clock = clock;
    }

    /** What reads for a profile; empty where its connector does not run, or reads nothing. */
    Optional<PaidCollector> of(Profile profile) {
        String network = profile.network();
        Optional<Collector> collector = connectors.capability(network, Collector.class);
        Optional<PaidCollector.Till> till = connectors
                .capability(network, Meter.class)
                .flatMap(meter -> connectors
                        .network(network)
                        .map(Network::traits)
                        .map(traits -> new PaidCollector.Till(
                                repository, profile.id(), meter, traits, debt(profile.id()), clock)));
        return collector.map(reads -> new PaidCollector(reads, till, clock));
    }

    private ReadingDebt debt(String profileId) {
        return debts.computeIfAbsent(profileId, id -> new ReadingDebt(repository, id, clock));
    }

    /** Notes what is still owed. */
    @Deactivate
    public void stop() {
        debts.values().forEach(ReadingDebt::settle);
    }
}
