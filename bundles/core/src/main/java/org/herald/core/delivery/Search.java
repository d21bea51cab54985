package org.herald.core.delivery;

import org.herald.core.profile.Connectors;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.Neighbours;
import org.herald.core.share.ShareStore;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks on the network whether a post is there. */
final class Search {
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    private final ShareStore shares;
    private final OutgoingGate gate;
    private final Connectors connectors;

    Search(ShareStore shares, OutgoingGate gate, Connectors connectors) {
        this.shares = shares;
        this.gate = gate;
        this.connectors = connectors;
    }

    /** What must be known of other posts to send one: where nothing but a look tells them apart, connectors look. */
    Neighbours others(DeliveryItem item) {
        return isLookedAt(item) ? shares.ask().neighbours(item) : Neighbours.NONE;
    }

    private boolean isLookedAt(DeliveryItem item) {
        return connectors
                .network(item.dispatch().network())
                .filter(network -> network.traits().idempotency().tellsPostsApart())
                .isEmpty();
    }

    /** What a connector found while it posted may be another post that says the same. */
    Outcome unlessAnothers(DeliveryItem item, Outcome outcome) {
        boolean anothers = outcome instanceof Outcome.Done done
                && isLookedAt(item)
                && shares.ask().neighbours(item).held().contains(done.ref().id());
        return anothers ? new Outcome.Uncertain("The network showed another post that says the same.") : outcome;
    }

    /** What the network tells; that it cannot, where it may not be asked. */
    Lookup of(DeliveryItem item, Account account, Publisher publisher) {
        try {
            return gate.closed(item)
                    .<Lookup>map(Lookup.Unknown::new)
                    .orElseGet(() -> unlessAnothers(
                            item,
                            publisher.find(
                                    account,
                                    PostAssembler.bare(item, shares.ask().neighbours(item)))));
        } catch (RuntimeException e) {
            LOG.error("Looking up {} failed in a way that nobody foresaw", item.path(), e);
            return new Lookup.Unknown("An internal error interrupted the look-up.");
        }
    }

    /** What was found may be another post that says the same and was sent while the network was asked. */
    private Lookup unlessAnothers(DeliveryItem item, Lookup found) {
        if (!(found instanceof Lookup.Present present)) {
            return found;
        }
        Neighbours now = shares.ask().neighbours(item);
        boolean clear = !now.rivals() && !now.held().contains(present.ref().id());
        return clear ? found : new Lookup.Unknown("Another post that says the same was sent at the same moment.");
    }
}
