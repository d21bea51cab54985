package org.herald.core.delivery;

import java.time.Clock;
import org.herald.core.delivery.Accounts.Access;
import org.herald.core.profile.Connectors;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Editor;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what is on a network, the last part first. What cannot be taken back stays sent. */
final class Withdrawal {
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawal.class);

    private final Accounts accounts;
    private final Connectors connectors;
    private final OutgoingGate gate;
    private final Clock clock;

    Withdrawal(Accounts accounts, Connectors connectors, OutgoingGate gate, Clock clock) {
        this.accounts = accounts;
        this.connectors = connectors;
        this.gate = gate;
        this.clock = clock;
    }

    /** Deletes a part, and says what that makes of the variant. */
    VariantChange of(DeliveryItem item) {
        String title = accounts.title(item.dispatch().profileId());
        return item.refs().isEmpty()
                ? Transition.stillThere(item, title, Reason.GONE, "Herald does not know its address.")
                : Transition.deleted(item, title, delete(item), clock.instant());
    }

    private Outcome delete(DeliveryItem item) {
        String network = item.dispatch().network();
        if (connectors.network(network).isEmpty()) {
            return notNow("The connector of this network is not running.");
        }
        var editor = connectors.capability(network, Editor.class);
        if (editor.isEmpty()) {
            return new Outcome.Refused(Reason.CONTENT, "This network lets Herald take nothing back.");
        }
        Access access = accounts.of(item.dispatch().profileId());
        if (access instanceof Access.Closed closed) {
            return new Outcome.Refused(Reason.AUTHORISATION, closed.why());
        }
        if (access instanceof Access.Locked locked) {
            return notNow(locked.why());
        }
        try {
            RemoteRef last = item.refs().get(item.refs().size() - 1);
            return gate.closed(item).<Outcome>map(this::notNow).orElseGet(() -> editor.get()
                    .delete(((Access.Open) access).account(), last));
        } catch (RuntimeException e) {
            LOG.error("Taking back {} failed in a way that nobody foresaw", item.path(), e);
            return new Outcome.Uncertain("An internal error interrupted it.");
        }
    }

    private Outcome notNow(String why) {
        return new Outcome.Later(clock.instant().plus(Delivery.PAUSE), why);
    }
}
