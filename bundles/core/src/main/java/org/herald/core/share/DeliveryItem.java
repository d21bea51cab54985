package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.herald.VariantState;
import org.herald.core.budget.Place;
import org.herald.core.repo.Nodes;
import org.herald.spi.RemoteRef;

/**
 * A variant as the delivery sees it.
 *
 * @param turn the token of its last move: who moves it next shows it; empty before the first
 * @param refs the parts that are on the network, in their order
 * @param budget what it has of its profile's budget
 */
public record DeliveryItem(
        String path,
        String turn,
        VariantState state,
        OutgoingPost dispatch,
        Instant createdAt,
        Instant deadline,
        Tries tries,
        String articleTitle,
        String answers,
        List<RemoteRef> refs,
        BudgetShare budget) {
    /** Later than any time: a person decides. */
    public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** Copies the list. */
    public DeliveryItem {
        refs = List.copyOf(refs);
    }

    /**
     * How it was tried so far.
     *
     * @param attempts calls of the present part that were made and may have arrived
     * @param lookups how often the network was asked for it since
     * @param notBefore nothing is done for it earlier
     * @param lookSince from when on it may have been sent by a repository that is lost; the epoch where it cannot be
     * @param claim who makes, or made, the last call
     * @param known what was heard of calls whose turn was over when their answer came
     * @param ticket how far the last call came, in the connector's words; empty for nowhere
     * @param remark what is said of the parts that are on the network already; empty when they are as they were wanted
     */
    public record Tries(
            int attempts,
            int lookups,
            Instant notBefore,
            Instant lookSince,
            Claim claim,
            List<Known> known,
            String ticket,
            String remark) {
        /** Copies the list. */
        public Tries {
            known = List.copyOf(known);
        }
    }

    /**
     * Who makes a call. The token that proves it is the item's turn.
     *
     * @param claimant which process of which node; empty for nobody
     */
    public record Claim(String claimant, Instant at) {
        /** Nobody's. */
        public static final Claim NONE = new Claim("", Instant.EPOCH);
    }

    /**
     * What it has of its profile's budget.
     *
     * @param places in the order of its parts
     * @param waits whether it waits for its places
     * @param letThrough whether an administrator sends it whatever it costs
     */
    public record BudgetShare(List<Place> places, boolean waits, boolean letThrough) {
        /** Nothing. */
        public static final BudgetShare NONE = new BudgetShare(List.of(), false, false);

        /** Copies the list. */
        public BudgetShare {
            places = List.copyOf(places);
        }
    }

    /** A part that the network took, as an answer said that came too late to be acted on. */
    public record Known(int part, RemoteRef ref) {}

    /** As it is once a claim on it was committed. */
    public DeliveryItem claimed(String token, Claim claim, List<Place> places) {
        return DeliveryItem.builder()
                .path(path)
                .turn(token)
                .state(VariantState.SENDING)
                .dispatch(dispatch)
                .createdAt(createdAt)
                .deadline(deadline)
                .tries(new Tries(
                        attempts() + 1,
                        lookups(),
                        claim.at(),
                        tries.lookSince(),
                        claim,
                        tries.known(),
                        tries.ticket(),
                        tries.remark()))
                .articleTitle(articleTitle)
                .answers(answers)
                .refs(refs)
                .budget(new BudgetShare(places, false, budget.letThrough()))
                .build();
    }

    /** Calls that may have arrived. */
    public int attempts() {
        return tries.attempts();
    }

    /** How often the network was asked for it. */
    public int lookups() {
        return tries.lookups();
    }

    /** Where the next part is on the network, as a late answer said. */
    public Optional<RemoteRef> known() {
        return refs.size() >= parts()
                ? Optional.empty()
                : tries.known().stream()
                        .filter(known -> known.part() == part())
                        .map(Known::ref)
                        .findFirst();
    }

    /** Whether it must be looked up before it is sent for the first time. */
    public boolean mayBeThere() {
        return tries.lookSince().isAfter(Instant.EPOCH);
    }

    /** By which profile it goes out. */
    public String profileId() {
        return dispatch.profileId();
    }

    /** Which part is to be sent next, or is being sent; 0 is the post itself. */
    public int part() {
        return Math.min(refs.size(), dispatch.parts().size() - 1);
    }

    /** How many posts it takes. */
    public int parts() {
        return dispatch.parts().size();
    }

    /** What is recorded of a part that is on the network: the post itself, or one below it. */
    public Map<String, Object> posted(RemoteRef ref, Instant at) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_REASON, "");
        if (!refs.isEmpty()) {
            List<RemoteRef> more = new ArrayList<>(refs.subList(1, refs.size()));
            more.add(ref);
            values.put(PN_MORE, RemoteRefs.encode(more));
            return values;
        }
        values.put(PN_SENT_BY, dispatch.profileId());
        values.put(PN_SENT_ON, SentPosts.key(dispatch.profileId(), at));
        values.put(PN_REMOTE_ID, ref.id());
        values.put(PN_REMOTE_VERSION, ref.version());
        values.put(PN_URL, Optional.ofNullable(ref.url()).map(URI::toString).orElse(""));
        values.put(PN_SENT_AT, Nodes.date(at));
        return values;
    }

    /** What is recorded when the last part of several was taken back. */
    public Map<String, Object> unposted() {
        return Map.of(PN_MORE, RemoteRefs.encode(refs.subList(1, Math.max(1, refs.size() - 1))));
    }

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String path = "";
        private String turn = "";
        private VariantState state;
        private OutgoingPost dispatch;
        private Instant createdAt;
        private Instant deadline;
        private Tries tries;
        private String articleTitle = "";
        private String answers = "";
        private List<RemoteRef> refs = List.of();
        private BudgetShare budget = BudgetShare.NONE;

        private Builder() {}

        /** {@link DeliveryItem#path}. */
        public Builder path(String value) {
            path = value;
            return this;
        }

        /** {@link DeliveryItem#turn}. */
        public Builder turn(String value) {
            turn = value;
            return this;
        }

        /** {@link DeliveryItem#state}. */
        public Builder state(VariantState value) {
            state = value;
            return this;
        }

        /** {@link DeliveryItem#dispatch}. */
        public Builder dispatch(OutgoingPost value) {
            dispatch = value;
            return this;
        }

        /** {@link DeliveryItem#createdAt}. */
        public Builder createdAt(Instant value) {
            createdAt = value;
            return this;
        }

        /** {@link DeliveryItem#deadline}. */
        public Builder deadline(Instant value) {
            deadline = value;
            return this;
        }

        /** {@link DeliveryItem#tries}. */
        public Builder tries(Tries value) {
            tries = value;
            return this;
        }

        /** {@link DeliveryItem#articleTitle}. */
        public Builder articleTitle(String value) {
            articleTitle = value;
            return this;
        }

        /** {@link DeliveryItem#answers}. */
        public Builder answers(String value) {
            answers = value;
            return this;
        }

        /** {@link DeliveryItem#refs}. */
        public Builder refs(List<RemoteRef> value) {
            refs = value;
            return this;
        }

        /** {@link DeliveryItem#budget}. */
        public Builder budget(BudgetShare value) {
            budget = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public DeliveryItem build() {
            return new DeliveryItem(
                    path,
                    turn,
                    Objects.requireNonNull(state, "state"),
                    Objects.requireNonNull(dispatch, "dispatch"),
                    Objects.requireNonNull(createdAt, "createdAt"),
                    Objects.requireNonNull(deadline, "deadline"),
                    Objects.requireNonNull(tries, "tries"),
                    articleTitle,
                    answers,
                    refs,
                    budget);
        }
    }
}
