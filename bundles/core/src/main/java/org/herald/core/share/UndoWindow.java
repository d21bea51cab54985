package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.SiteSettings;
import org.herald.VariantState;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;

/**
 * The time in which a share that goes out now can be taken back as a whole. Nobody waits for it: its variants have their
 * time at its end, and whoever looks what is due finds them then, also after a crash.
 */
final class UndoWindow {
    private UndoWindow() {}

    /** What undoing makes of a variant. */
    enum Fate {
        /** Nothing was begun: it is taken back. */
        TAKEN_BACK,
        /** It is back already. */
        IS_BACK,
        /** Somebody began with it: nothing of the share is undone any more. */
        TOO_LATE
    }

    /**
     * What undoing makes of a variant. Pure.
     *
     * @param turn the token of its last move; empty where nobody moved it since it was recorded
     */
    static Fate fate(VariantState state, String turn) {
        return switch (state) {
            case WITHDRAWN -> Fate.IS_BACK;
            case SUBMITTED -> Fate.TAKEN_BACK;
            case PLANNED, QUEUED -> turn.isEmpty() ? Fate.TAKEN_BACK : Fate.TOO_LATE;
            case SENDING, SENT, REFUSED, UNCERTAIN, WITHDRAWING -> Fate.TOO_LATE;
        };
    }

    static Fate fate(Resource variant) {
        ValueMap values = variant.getValueMap();
        return fate(ShareNodes.state(values), Nodes.string(values, PN_TURN));
    }

    /** Holds the variants of a share, which is not committed yet, until a time. */
    static void hold(Resource share, Instant until) {
        Nodes.values(share).put(PN_UNDO_UNTIL, Nodes.date(until));
        for (Resource variant : share.getChildren()) {
            var values = Nodes.values(variant);
            if (ShareNodes.state(values) == VariantState.QUEUED) { // what waits for an approval has no time yet
                values.put(PN_NOT_BEFORE, Nodes.date(until));
                values.put(PN_MINUTES, DueIndex.minutes(List.of(until)));
            }
        }
    }

    /** Notes which other shares were recorded with one, to be undone with it. */
    static void join(Resource share, List<String> others) {
        if (!others.isEmpty()) {
            Nodes.values(share).put(PN_ROUNDS, others.toArray(String[]::new));
        }
    }

    /** The shares that were recorded with one. */
    static List<String> joined(Resource share) {
        return List.of(share.getValueMap().get(PN_ROUNDS, new String[0]));
    }

    /** The variants of a share that can be undone, and of those that were recorded with it. */
    static List<Resource> together(ResourceResolver resolver, String id) {
        Resource first = resolver.getResource(ShareStore.path(id));
        List<Resource> variants = new ArrayList<>();
        if (first != null && isGiven(first)) {
            first.getChildren().forEach(variants::add);
            joined(first).stream()
                    .map(other -> resolver.getResource(ShareStore.path(other)))
                    .filter(Objects::nonNull)
                    .forEach(share -> share.getChildren().forEach(variants::add));
        }
        return variants;
    }

    /** Tells whether a share has, or had, such a time. */
    static boolean isGiven(Resource share) {
        return share.getValueMap().containsKey(PN_UNDO_UNTIL);
    }

    /** How many seconds are left to undo a share; 0 where it is over, or never was, or nothing goes out at its end. */
    static int left(Resource share, Instant now) {
        Instant until = Nodes.instant(share.getValueMap(), PN_UNDO_UNTIL).orElse(Instant.EPOCH);
        if (!until.isAfter(now)) {
            return 0;
        }
        boolean waits = false;
        for (Resource variant : share.getChildren()) {
            Fate fate = fate(variant);
            if (fate == Fate.TOO_LATE) {
                return 0;
            }
            waits |= fate == Fate.TAKEN_BACK && ShareNodes.state(variant.getValueMap()) == VariantState.QUEUED;
        }
        long begun = Duration.between(now, until).plusMillis(999).toSeconds(); // a second that has begun
        return waits ? (int) Math.min(begun, SiteSettings.MAX_UNDO) : 0;
    }
}
