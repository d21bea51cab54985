package org.herald.core.delivery;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.VariantState;
import org.herald.core.budget.Asked;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.NoPlace;
import org.herald.core.budget.Place;
import org.herald.core.repo.Nodes;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.DeliveryItem.Claim;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/**
 * Stands before every call to a network: a post gets its place in the profile's budget in the commit that claims it, and
 * what may have changed since the decision to call is looked at once more.
 */
final class OutgoingGate {
    /** Between the claim and the call nothing slow happens: whoever takes longer was stopped, and may be given up. */
    static final Duration PROMPT = Duration.ofSeconds(10);

    static final String HIDDEN = "The article was taken back from the public before this was sent.";

    private final ShareStore shares;
    private final Clock clock;

    OutgoingGate(ShareStore shares, Clock clock) {
        this.shares = shares;
        this.clock = clock;
    }

    /** What a post is told that asks to be sent. */
    sealed interface Passage {
        /** It is claimed, and its places are taken. */
        record Open(DeliveryItem claimed) implements Passage {}

        /** There is no place for it now. */
        record Full(NoPlace answer) implements Passage {}

        /** Somebody else has it now. */
        record Lost() implements Passage {}
    }

    /**
     * Claims a post and takes what it needs of its profile's budget, both in one commit: nobody else has the last place,
     * on no node and after no crash.
     */
    Passage enter(DeliveryItem item, Claim claim, String token, NetworkTraits traits) {
        Asked asked = asked(item, traits, claim.at());
        DeliveryItem claimed = item.claimed(token, claim, asked.all());
        VariantChange change = new VariantChange(
                VariantState.SENDING,
                Map.of(
                        PN_ATTEMPTS, claimed.attempts(),
                        PN_CLAIMANT, claim.claimant(),
                        PN_CLAIMED_AT, Nodes.date(claim.at()),
                        PN_NOT_BEFORE, Nodes.date(claim.at()),
                        PN_REASON, "",
                        PN_PLACES, Place.encode(asked.all())));
        try {
            boolean moved = shares.move(
                    item,
                    change,
                    token,
                    (resolver, whose) -> BudgetBook.take(resolver, asked, traits, clock.instant()));
            return moved ? new Passage.Open(claimed) : new Passage.Lost();
        } catch (NoPlace e) {
            return new Passage.Full(e);
        }
    }

    /** What a post asks for: the part that is next and all that follow, so that no thread is begun that cannot be ended. */
    static Asked asked(DeliveryItem item, NetworkTraits traits, Instant now) {
        return new Asked(
                item.path(),
                item.dispatch().profileId(),
                item.createdAt(),
                item.budget().places(),
                item.refs().size(),
                item.dispatch().prices().places(traits, item.part(), now),
                item.budget().waits(),
                item.budget().letThrough());
    }

    /** Counts a part that is, or may be, on the network without having been claimed by this repository. */
    VariantChange counted(DeliveryItem item, VariantChange change, Optional<NetworkTraits> traits) {
        List<Place> places = item.budget().places();
        if (places.size() > item.part() || traits.isEmpty()) {
            return change;
        }
        Map<String, Object> values = new HashMap<>(change.values());
        values.put(
                PN_PLACES,
                Place.encode(asked(item, traits.get(), clock.instant()).all().subList(0, item.part() + 1)));
        return new VariantChange(change.state(), values);
    }

    /** What becomes of a post whose article readers see no more, or not yet; empty where some of it is there already. */
    Optional<Outcome> hidden(DeliveryItem item) {
        if (!item.refs().isEmpty() || item.mayBeThere()) {
            return Optional.empty();
        }
        return switch (shares.ask().readers(item.path())) {
            case NOW -> Optional.empty();
            case COMING -> Optional.of(new Outcome.Later(
                    clock.instant().plus(PROMPT),
                    "The article is about to be published.",
                    item.tries().ticket()));
            case NO -> Optional.of(new Outcome.Refused(Reason.HELD, HIDDEN));
        };
    }

    /** Why the call may not be made; empty where it may. */
    Optional<String> closed(DeliveryItem item) {
        Optional<DeliveryItem> now = shares.ask().item(item.path());
        if (!now.map(DeliveryItem::turn).equals(Optional.of(item.turn()))) {
            return Optional.of("Somebody else has it now.");
        }
        if (item.state() == VariantState.SENDING && shares.trouble().isPresent()) {
            return shares.trouble(); // the claim is not in the journal: after a crash nobody would know of the call
        }
        if (item.state() == VariantState.SENDING && hidden(item).isPresent()) {
            return Optional.of(HIDDEN); // the next try finds it so, and says it
        }
        Duration since = Duration.between(item.tries().claim().at(), clock.instant());
        boolean prompt = item.state() != VariantState.SENDING || !since.isNegative() && since.compareTo(PROMPT) <= 0;
        return prompt ? Optional.empty() : Optional.of("The machine was stopped before it was sent.");
    }
}
