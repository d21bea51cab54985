package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Shares.Act;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Reason;

/** What a person can do to a variant, and what becomes of it. Pure. */
final class ShareActs {
    private static final Set<VariantState> UNSENT =
            Set.of(VariantState.SUBMITTED, VariantState.PLANNED, VariantState.QUEUED, VariantState.REFUSED);

    private ShareActs() {}

    /** What waits for its time, or was held at it, is sent now by who may decide that. */
    static boolean isHeld(Variant variant) {
        return variant.state() == VariantState.PLANNED
                || variant.reason().equals(Reason.HELD.name())
                || variant.reason().equals(Reason.EXPIRED.name());
    }

    /** Whether it is sent by this only as long as readers see its article; who sends what was held was told of it. */
    static boolean isForReaders(Act act, Variant variant) {
        return act == Act.LET_THROUGH
                || act == Act.RETRY
                        && variant.posted() == 0
                        && !variant.reason().equals(Reason.HELD.name());
    }

    /**
     * What becomes of a variant.
     *
     * @param isSeen whether readers see its article, or are about to
     * @throws Rejection where that cannot be done in its state
     */
    static VariantChange after(Act act, VariantState state, Variant variant, boolean isSeen, Instant at) {
        Map<String, Object> now = Anew.values(at);
        boolean queued = UNSENT.contains(state);
        boolean byHand = state == VariantState.SENT
                && variant.posted() < variant.parts().size()
                && variant.reason().isEmpty();
        if (act == Act.WITHDRAW && byHand) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "byHand",
                    "Somebody said that it is there, and Herald does not know where: delete it on the network itself.");
        }
        return switch (act) {
            case RETRY -> sentNow(state, now, variant, isSeen, at);
            case WITHDRAW -> queued && variant.posted() == 0
                    ? new VariantChange(VariantState.WITHDRAWN, Map.of(PN_MESSAGE, "", PN_REASON, ""))
                    : when(
                            queued || state == VariantState.SENT,
                            new VariantChange(VariantState.WITHDRAWING, now),
                            variant);
            case MARK_SENT -> when( // what Herald does not know by its id, it can put nothing below
                    state == VariantState.UNCERTAIN
                            && variant.posted() + 1 >= variant.parts().size(),
                    new VariantChange(VariantState.SENT, Map.of(PN_MESSAGE, "", PN_SENT_AT, Nodes.date(at))),
                    variant);
            case MARK_UNSENT -> when(
                    state == VariantState.UNCERTAIN, new VariantChange(VariantState.QUEUED, now), variant);
            case LET_THROUGH -> when(
                    state == VariantState.REFUSED && variant.reason().equals(Reason.BUDGET.name()),
                    new VariantChange(VariantState.QUEUED, letThrough(now)),
                    variant);
        };
    }

    /** What becomes of one that waited for an approval and has it: it goes out at its time, or now where that is over. */
    static VariantChange approved(Instant wanted, boolean isPublic, Instant at) {
        if (wanted.isAfter(at)) {
            return new VariantChange(VariantState.PLANNED, ShareNodes.planned(wanted));
        }
        Map<String, Object> values = new HashMap<>(Anew.values(at));
        values.put(PN_CREATED, Nodes.date(at));
        values.put(PN_DAYS, DueIndex.days(List.of(at)));
        values.put(PN_WAS_PUBLIC, isPublic);
        return new VariantChange(VariantState.QUEUED, values);
    }

    /** What becomes of one that a person did not approve: it stays unsent, and says why. */
    static VariantChange declined(String reason) {
        return new VariantChange(VariantState.WITHDRAWN, Map.of(PN_REASON, Variant.DECLINED, PN_MESSAGE, reason));
    }

    private static VariantChange sentNow(
            VariantState state, Map<String, Object> now, Variant variant, boolean isSeen, Instant at) {
        Map<String, Object> values = new HashMap<>(now);
        if (state == VariantState.PLANNED) { // until now its time was another
            values.put(PN_CREATED, Nodes.date(at));
            values.put(PN_DAYS, DueIndex.days(List.of(at)));
        }
        if (variant.posted() == 0) { // who sends it while readers do not see its article knows that
            values.put(PN_WAS_PUBLIC, isSeen);
        }
        boolean possible = state == VariantState.REFUSED || state == VariantState.PLANNED;
        return when(possible, new VariantChange(VariantState.QUEUED, values), variant);
    }

    private static Map<String, Object> letThrough(Map<String, Object> now) {
        Map<String, Object> values = new HashMap<>(now);
        values.put(PN_LET_THROUGH, true);
        return values;
    }

    private static VariantChange when(boolean possible, VariantChange change, Variant variant) {
        if (!possible) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "notNow",
                    "Profile “" + variant.profileTitle() + "” is "
                            + variant.state().name().toLowerCase(java.util.Locale.ROOT) + ": this cannot be done now.");
        }
        return change;
    }
}
