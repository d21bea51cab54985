package org.herald.core.share;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.herald.VariantState;
import org.herald.spi.RemoteRef;

/**
 * What is known of an account's other posts when one of them is looked for.
 *
 * @param held the ids that they, and the earlier parts of the post itself, have on the network
 * @param rivals whether one of them with the same text and parent may be there as well, and nobody knows
 */
public record Neighbours(Set<String> held, boolean rivals) {
    /** Nothing is known of others, and nothing need be. */
    public static final Neighbours NONE = new Neighbours(Set.of(), false);

    /** Copies the set. */
    public Neighbours {
        held = Set.copyOf(held);
    }

    /** Looks at the others of the same account; the post itself may be among them. */
    static Neighbours of(DeliveryItem item, List<DeliveryItem> others) {
        Set<String> held = new HashSet<>();
        item.refs().forEach(ref -> held.add(ref.id()));
        boolean rivals = false;
        for (DeliveryItem other : others) {
            if (!other.path().equals(item.path())) {
                other.refs().forEach(ref -> held.add(ref.id()));
                other.tries().known().forEach(known -> held.add(known.ref().id()));
                rivals |= isRival(item, other);
            }
        }
        return new Neighbours(held, rivals);
    }

    private static boolean isRival(DeliveryItem item, DeliveryItem other) {
        boolean open = other.state() == VariantState.SENDING || other.state() == VariantState.UNCERTAIN;
        return open && Objects.equals(text(item), text(other)) && parent(item).equals(parent(other));
    }

    private static String text(DeliveryItem item) {
        return item.dispatch().parts().get(item.part());
    }

    /** A further part stands below the one before it. */
    private static Optional<String> parent(DeliveryItem item) {
        if (!item.refs().isEmpty()) {
            return Optional.of(item.refs().get(item.refs().size() - 1).id());
        }
        return Optional.ofNullable(item.dispatch().reply())
                .map(OutgoingPost.Reply::parent)
                .map(RemoteRef::id);
    }
}
