package org.herald.core.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.herald.VariantState;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore;

/** Stands before every call to a network: what may have changed since the decision to call is looked at once more. */
final class OutgoingGate {
    /** Between the claim and the call nothing slow happens: whoever takes longer was stopped, and may be given up. */
    static final Duration PROMPT = Duration.ofSeconds(10);

    private final ShareStore shares;
    private final Clock clock;

    OutgoingGate(ShareStore shares, Clock clock) {
        this.shares = shares;
        this.clock = clock;
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
        Duration since = Duration.between(item.tries().claim().at(), clock.instant());
        boolean prompt = item.state() != VariantState.SENDING || !since.isNegative() && since.compareTo(PROMPT) <= 0;
        return prompt ? Optional.empty() : Optional.of("The machine was stopped before it was sent.");
    }
}
