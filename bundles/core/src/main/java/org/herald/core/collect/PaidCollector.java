package org.herald.core.collect;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.BudgetWords;
import org.herald.core.repo.Repository;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Meter;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;

/**
 * Reads as long as the profile's month has money. What a page costs is known when it was read: so the last one may go over,
 * and nothing is read after it.
 */
final class PaidCollector implements Collector {
    /** When a round that the money ended is looked at again. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Collector collector;
    private final Optional<Till> till;
    private final Clock clock;

    PaidCollector(Collector collector, Optional<Till> till, Clock clock) {
        this.collector = collector;
        this.till = till;
        this.clock = clock;
    }

    /** Puts what reading cost into the profile's month. */
    static final class Till {
        private final Repository repository;
        private final String profileId;
        private final Meter meter;
        private final NetworkTraits traits;
        private final ReadingDebt debt;
        private final Clock clock;

        Till(
                Repository repository,
                String profileId,
                Meter meter,
                NetworkTraits traits,
                ReadingDebt debt,
                Clock clock) {
            this.repository = repository;
            this.profileId = profileId;
            this.meter = meter;
            this.traits = traits;
            this.debt = debt;
            this.clock = clock;
        }

        void settle(Account account) {
            debt.add(meter.take(account), traits);
        }

        Optional<String> spent() {
            try (ResourceResolver resolver = repository.open()) {
                return BudgetBook.allSpent(resolver, profileId, traits, debt.owed(), clock.instant())
                        .map(dear -> BudgetWords.unread(dear, traits.title()));
            }
        }
    }

    /** Why nothing is read now, as sentences for a person; empty where something is. */
    Optional<String> spent(Account account) {
        till.ifPresent(one -> one.settle(account)); // what look-ups and checks read since
        return till.flatMap(Till::spent);
    }

    private <T> T paid(Account account, Supplier<T> call) {
        try {
            return call.get();
        } finally {
            till.ifPresent(one -> one.settle(account));
        }
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        Optional<String> spent = till.flatMap(Till::spent);
        return spent.isPresent()
                ? new Collected.NotNow(clock.instant().plus(AGAIN), spent.get())
                : paid(account, () -> collector.thread(account, root, page));
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return till.flatMap(Till::spent).isEmpty() && paid(account, () -> collector.isGone(account, reply));
    }

    @Override
    public News news(Account account, String cursor) {
        Optional<String> spent = till.flatMap(Till::spent);
        return spent.isPresent()
                ? new News(Set.of(), cursor, spent.get())
                : paid(account, () -> collector.news(account, cursor));
    }
}
