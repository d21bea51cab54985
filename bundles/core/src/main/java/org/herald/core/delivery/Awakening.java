package org.herald.core.delivery;

import static org.herald.core.repo.Names.*;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.VariantState;
import org.herald.core.budget.Asked;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.Holdings;
import org.herald.core.budget.Place;
import org.herald.core.budget.Verdict;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.share.Alongside;
import org.herald.core.share.Anew;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;

/** Looks again at what waits for its profile's budget, when a place was given back or the budget is another one. */
final class Awakening {
    private final Repository repository;
    private final ShareStore shares;
    private final Connectors connectors;
    private final Clock clock;

    Awakening(Repository repository, ShareStore shares, Connectors connectors, Clock clock) {
        this.repository = repository;
        this.shares = shares;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** Does it; where there is nothing to be done, it writes nothing. What a crash interrupts is done again. */
    void run() {
        List<Holdings.Awake> all;
        try (ResourceResolver resolver = repository.open()) {
            all = Holdings.awake(resolver);
        }
        all.forEach(this::look);
    }

    private void look(Holdings.Awake awake) {
        try (ResourceResolver resolver = repository.open()) {
            paths(Holdings.waiting(resolver, awake.profileId())).forEach(this::wake);
            if (awake.changed()) {
                askAgain(resolver, paths(Holdings.asking(resolver, awake.profileId())));
            }
        }
        Persistence.retry("note that the posts of " + awake.profileId() + " were looked at", () -> {
            try (ResourceResolver resolver = repository.open()) {
                Holdings.looked(resolver, awake);
                if (resolver.hasChanges()) {
                    Persistence.commit(resolver, "note that the posts of " + awake.profileId() + " were looked at");
                }
                return null;
            }
        });
    }

    private static List<String> paths(List<Resource> variants) {
        return variants.stream().map(Resource::getPath).toList();
    }

    private void wake(String path) {
        Instant now = clock.instant();
        shares.ask()
                .item(path)
                .filter(item ->
                        item.budget().waits() && item.tries().notBefore().isAfter(now))
                .ifPresent(item -> shares.move(
                        item,
                        new VariantChange(VariantState.QUEUED, Map.of(PN_NOT_BEFORE, Nodes.date(now))),
                        Alongside.NOTHING));
    }

    /** What nobody let through in its time is news no more; an administrator still can. */
    private static boolean isOver(DeliveryItem item, Instant now) {
        return item.deadline().isBefore(now);
    }

    /** As far as the money goes, in the order that they were wanted in. */
    private void askAgain(ResourceResolver resolver, List<String> paths) {
        Instant now = clock.instant();
        BigDecimal promised = BigDecimal.ZERO;
        for (String path : paths) {
            Optional<DeliveryItem> item = shares.ask().item(path);
            Optional<NetworkTraits> traits = item.flatMap(
                            found -> connectors.network(found.dispatch().network()))
                    .map(Network::traits);
            if (traits.isPresent() && item.get().state() == VariantState.REFUSED && !isOver(item.get(), now)) {
                Asked asked = OutgoingGate.asked(item.get(), traits.get(), now);
                boolean goes =
                        !(BudgetBook.verdict(resolver, asked, traits.get(), promised, now) instanceof Verdict.Asks);
                if (goes && shares.move(item.get(), Anew.queued(now), Alongside.NOTHING)) {
                    promised = promised.add(Place.cost(asked.wanted()));
                }
            }
        }
    }
}
