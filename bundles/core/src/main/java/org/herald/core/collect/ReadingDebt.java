package org.herald.core.collect;

import java.math.BigDecimal;
import java.time.Clock;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.budget.BudgetBook;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.NetworkTraits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reading cost a profile and does not stand in its month yet. It outlives the rounds: what the repository did not take
 * is noted with the next page, and counts as spent until then.
 */
final class ReadingDebt {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingDebt.class);

    private final Repository repository;
    private final String profileId;
    private final Clock clock;
    private BigDecimal owed = BigDecimal.ZERO;
    private NetworkTraits traits;

    ReadingDebt(Repository repository, String profileId, Clock clock) {
        this.repository = repository;
        this.profileId = profileId;
        this.clock = clock;
    }

    /** Adds what was charged, and notes all that is owed. */
    synchronized void add(BigDecimal amount, NetworkTraits network) {
        owed = owed.add(amount);
        traits = network;
        settle();
    }

    /** Notes what is owed; where that fails it stays owed, for the answer that was paid for is not lost by it. */
    synchronized void settle() {
        if (owed.signum() <= 0) {
            return;
        }
        String what = "note what reading cost profile " + profileId;
        try {
            Persistence.retry(what, () -> {
                try (ResourceResolver resolver = repository.open()) {
                    BudgetBook.charge(resolver, profileId, owed, traits, clock.instant());
                    Persistence.commit(resolver, what);
                    return null;
                }
            });
            owed = BigDecimal.ZERO;
        } catch (RuntimeException e) {
            LOG.warn("What reading cost profile {} is noted later: {} until now", profileId, owed, e);
        }
    }

    /** What is not noted yet. */
    synchronized BigDecimal owed() {
        return owed;
    }
}
