package org.herald.core.delivery;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.herald.VariantState;
import org.herald.core.budget.NoPlace;
import org.herald.core.delivery.Accounts.Access;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Persistence;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.DeliveryItem.Claim;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for one variant what its state asks for. Whoever calls a network says so before, under a token of its own; what
 * comes after the call is recorded under that token only. An answer that comes when others went on is kept as knowledge.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final ShareStore shares;
    private final Accounts accounts;
    private final Connectors connectors;
    private final PostAssembler posts;
    private final NotificationStore notices;
    private final Claims claims;
    private final OutgoingGate gate;
    private final Withdrawal withdrawal;
    private final Search search;
    private final Consumer<String> answered;
    private final Clock clock;
    /** Answers that the repository did not take, by the token of their call. */
    private final Map<String, Outcome> unrecorded = new ConcurrentHashMap<>();

    /**
     * @param answered is told the profile by which an answer of ours was sent
     */
    Delivery(
            ShareStore shares,
            Accounts accounts,
            Connectors connectors,
            PostAssembler posts,
            NotificationStore notices,
            Claims claims,
            Consumer<String> answered,
            Clock clock) {
        this.shares = shares;
        this.accounts = accounts;
        this.connectors = connectors;
        this.posts = posts;
        this.notices = notices;
        this.claims = claims;
        this.gate = new OutgoingGate(shares, clock);
        this.withdrawal = new Withdrawal(accounts, connectors, gate, clock);
        this.search = new Search(shares, gate, connectors);
        this.answered = answered;
        this.clock = clock;
    }

    /** Sends it, looks it up or takes it back, if it is time: a second job of the same may come at any moment. */
    void lookAfter(DeliveryItem item) {
        if (item.tries().notBefore().isAfter(clock.instant()) && item.known().isEmpty()) {
            return;
        }
        switch (item.state()) {
            case QUEUED -> send(item);
            case SENDING -> recover(item);
            case UNCERTAIN -> lookUp(item);
            case WITHDRAWING -> {
                VariantChange change = withdrawal.of(item);
                if (move(item, change)) {
                    LOG.info("{} is {}", item.path(), change.state());
                }
            }
            default -> LOG.debug("{} is settled", item.path());
        }
    }

    private void send(DeliveryItem item) {
        Instant now = clock.instant();
        Access access;
        Optional<Outcome> hidden;
        if (item.known().isPresent()) {
            move(item, counted(item, Transition.posted(item, item.known().get(), "", now)));
        } else if (item.deadline().isBefore(now)) {
            settle(item, new Outcome.Refused(Reason.EXPIRED, "It could not be sent in time."));
        } else if (item.refs().isEmpty() && shares.ask().isOrphan(item.path())) {
            move(item, ShareStore.orphaned());
            LOG.warn("{} is not sent: its article was deleted", item.path());
        } else if ((hidden = gate.hidden(item)).isPresent()) {
            settle(item, hidden.get());
        } else if (item.mayBeThere()) {
            move(item, counted(item, Transition.lookFirst(item, accounts.title(item.profileId()), now)));
        } else if (shares.trouble().isPresent()) {
            settle(item, notNow(item, shares.trouble().get()));
        } else if ((access = accounts.of(item.profileId())) instanceof Access.Closed closed) {
            settle(item, new Outcome.Refused(Reason.AUTHORISATION, closed.why()));
        } else if (access instanceof Access.Locked locked) {
            settle(item, notNow(item, locked.why()));
        } else {
            send(item, ((Access.Open) access).account());
        }
    }

    private void send(DeliveryItem item, Account account) {
        Optional<Publisher> publisher = connectors.capability(item.dispatch().network(), Publisher.class);
        if (publisher.isEmpty()) {
            settle(item, notNow(item, "The connector of this network is not running."));
            return;
        }
        try {
            Post post = posts.of(item, account, search.others(item));
            claimAndSend(item, account, publisher.get(), post);
        } catch (PostAssembler.Unsendable e) {
            settle(item, new Outcome.Refused(Reason.CONTENT, e.getMessage()));
        } catch (PostAssembler.Unready e) {
            LOG.error("{} could not be made into a post", item.path(), e);
            settle(item, notNow(item, "An internal error kept it from being sent."));
        }
    }

    /** What was done already is gone on with: a container that may be public is not made a second time. */
    private Outcome notNow(DeliveryItem item, String why) {
        return new Outcome.Later(clock.instant().plus(PAUSE), why, item.tries().ticket());
    }

    /** Says, before the call, that the call is being made: after a crash nobody sends it again unlooked. */
    private void claimAndSend(DeliveryItem item, Account account, Publisher publisher, Post post) {
        String token = UUID.randomUUID().toString();
        Claim claim = claims.begin(token);
        try {
            NetworkTraits traits = network(item).orElseThrow().traits();
            OutgoingGate.Passage passage = gate.enter(item, claim, token, traits);
            if (passage instanceof OutgoingGate.Passage.Full full) {
                hold(item, full.answer());
            } else if (passage instanceof OutgoingGate.Passage.Open open) {
                DeliveryItem claimed = open.claimed();
                Outcome outcome = gate.closed(claimed)
                        .<Outcome>map(why -> new Outcome.Later(
                                clock.instant(), why, claimed.tries().ticket()))
                        .orElseGet(() -> search.unlessAnothers(claimed, call(claimed, account, publisher, post)));
                settle(claimed, outcome);
            }
        } finally {
            claims.end(token);
        }
    }

    /** It waits for its place, or somebody is asked. */
    private void hold(DeliveryItem item, NoPlace answer) {
        VariantChange change = Transition.held(item, accounts.title(item.profileId()), answer);
        if (move(item, change)) {
            LOG.info("{}", change.values().get(PN_MESSAGE));
        }
    }

    private Outcome call(DeliveryItem item, Account account, Publisher publisher, Post post) {
        try {
            OutgoingPost.Reply reply = PostAssembler.below(item);
            if (reply == null) {
                return publisher.publish(account, post);
            }
            return connectors
                    .capability(item.dispatch().network(), Responder.class)
                    .map(responder -> responder.respond(account, post, reply.root(), reply.parent(), reply.to()))
                    .orElseGet(() -> new Outcome.Refused(Reason.CONTENT, "This network takes no answers."));
        } catch (RuntimeException e) {
            LOG.error("Delivery of {} failed in a way that nobody foresaw", item.path(), e);
            return new Outcome.Uncertain("An internal error interrupted the delivery.");
        }
    }

    /** Records what came of a call, or of the look before it. */
    private void settle(DeliveryItem item, Outcome outcome) {
        VariantChange change = Transition.sent(item, accounts.title(item.profileId()), outcome, clock.instant());
        try {
            if (move(item, change)) {
                report(item, outcome, change);
            } else if (outcome instanceof Outcome.Done done) {
                heardLate(item, done.ref());
            }
        } catch (Persistence.Failure e) {
            if (item.state() == VariantState.SENDING) {
                unrecorded.put(item.turn(), outcome);
            }
            throw e;
        }
    }

    /** The answer of a call that others took for lost: they are not disturbed, and learn of it. */
    private void heardLate(DeliveryItem item, RemoteRef ref) {
        shares.know(item.path(), item.part(), ref);
        LOG.warn("The answer for {} came late: it is on the network as {}", item.path(), ref.id());
        shares.ask().item(item.path()).ifPresent(now -> {
            boolean asks = now.state() == VariantState.QUEUED || now.state() == VariantState.UNCERTAIN;
            if (asks && now.known().isPresent()) {
                lookAfter(now);
            } else if (now.refs().stream().noneMatch(known -> known.id().equals(ref.id()))) {
                String where = ref.url() == null ? "on the network" : "at " + ref.url();
                tell(
                        now,
                        "The answer to an earlier try came late: it stands " + where
                                + ". Look whether it is there twice.");
            }
        });
    }

    private void tell(DeliveryItem item, String what) {
        shares.ask().whose(item.path()).ifPresent(whose -> notices.tell(whose.by(), whose.failed(what)));
    }

    private void report(DeliveryItem item, Outcome outcome, VariantChange change) {
        String message = String.valueOf(change.values().get(PN_MESSAGE));
        if (outcome instanceof Outcome.Done done) {
            LOG.info("Sent {} as {}", item.path(), done.ref().id());
            accounts.health(item.profileId(), "");
            if (!item.answers().isEmpty()) {
                answered.accept(item.profileId());
            }
        } else if (outcome instanceof Outcome.Refused refused && refused.reason() == Reason.AUTHORISATION) {
            accounts.health(item.profileId(), message);
            LOG.error("{}", message);
        } else {
            LOG.warn("{}", message);
        }
    }

    /** A call that nobody makes any more: its answer is recorded if it came, else it is looked up. */
    private void recover(DeliveryItem item) {
        Outcome outcome = unrecorded.remove(item.turn());
        if (outcome != null) {
            settle(item, outcome);
            return;
        }
        Duration longest = Claims.longest(connectors, item.dispatch().network());
        if (claims.isAbandoned(item.turn(), item.tries().claim(), longest)) {
            String why = "The CMS stopped while it was being sent.";
            move(item, Transition.uncertain(item, accounts.title(item.profileId()), why, 0, clock.instant()));
        }
    }

    private void lookUp(DeliveryItem item) {
        Instant now = clock.instant();
        String title = accounts.title(item.profileId());
        Optional<Publisher> publisher = connectors.capability(item.dispatch().network(), Publisher.class);
        if (item.known().isPresent()) {
            move(item, counted(item, Transition.posted(item, item.known().get(), "", now)));
        } else if (publisher.isEmpty()) {
            String why = "The connector of this network is not running.";
            move(item, Transition.askedLater(item, title, why, now.plus(PAUSE)));
        } else {
            Lookup lookup = accounts.of(item.profileId()) instanceof Access.Open open
                    ? search.of(item, open.account(), publisher.get())
                    : new Lookup.Unknown("The profile is not connected.");
            var idempotency =
                    network(item).map(network -> network.traits().idempotency()).orElse(NetworkTraits.Idempotency.KEY);
            move(item, Transition.lookedUp(item, title, lookup, idempotency, clock.instant()));
        }
    }

    /** Moves it, and tells who waits for it in the same commit where it came to an end that must be known. */
    private boolean move(DeliveryItem item, VariantChange change) {
        return shares.move(item, change, Transition.notice(notices, change));
    }

    private VariantChange counted(DeliveryItem item, VariantChange change) {
        return gate.counted(item, change, network(item).map(Network::traits));
    }

    private Optional<Network> network(DeliveryItem item) {
        return connectors.network(item.dispatch().network());
    }
}
