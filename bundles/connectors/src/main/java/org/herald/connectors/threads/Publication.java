package org.herald.connectors.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.connectors.threads.Documents.Posted;
import org.herald.connectors.threads.Prepared.State;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Makes a post public, once: a container is published once at most, and the container is written down before it is
 * published. Whatever Threads says then, the container tells whether it is public.
 */
final class Publication {
    /** Threads does not always find what it has finished; after so many times it never will. */
    private static final int MOST_MISSES = 3;

    private static final String NOT_SHOWN = "Threads says that the post is public, and does not show it yet.";
    private static final String NOT_FOUND = "Threads does not find what it prepared, and may have published it.";
    private static final Duration MISS_PAUSE = Duration.ofMinutes(1);

    private final ThreadsApi api;
    private final Containers containers;
    private final Quotas quotas;
    private final OwnPosts own;

    Publication(ThreadsApi api, OwnPosts own, Quotas quotas) {
        this.api = api;
        this.containers = new Containers(api);
        this.quotas = quotas;
        this.own = own;
    }

    /**
     * Goes on where the last try stopped.
     *
     * @param parent what is answered; null for a post of its own
     * @param end nothing is made after it
     */
    Outcome publish(Account account, Post post, RemoteRef parent, Instant end) {
        Ticket ticket = Ticket.of(post.attempt().ticket(), post.key());
        if (!ticket.isMade()) {
            return containers.make(account, post, parent, ticket, end);
        }
        Prepared prepared = Prepared.of(api, account, ticket.container());
        return switch (prepared.state()) {
            case IN_PROGRESS -> containers.preparing(Containers.PREPARING, ticket);
            case ERROR -> Containers.failed(prepared);
            case EXPIRED, LOST -> anew(account, post, ticket);
            case PUBLISHED -> found(account, post);
            case UNTOLD -> Containers.resuming(prepared.trouble(), ticket);
            case FINISHED -> isGivenUp(ticket) ? anew(account, post, ticket) : send(account, post, parent, ticket);
        };
    }

    /** It was missed as often as it may be, and the core has looked for it since. */
    private boolean isGivenUp(Ticket ticket) {
        return ticket.misses() + 1 >= MOST_MISSES && !ticket.isDoubtful(api.now());
    }

    private Outcome send(Account account, Post post, RemoteRef parent, Ticket ticket) {
        if (quotas.isUsedUp(account, parent == null ? Quotas.POSTS : Quotas.REPLIES)) {
            return Containers.resuming(Failure.usedUp(api.now()), ticket);
        }
        Form form = new Form().with("creation_id", ticket.container());
        Answer answer = api.post(account, form, account.remoteId(), "threads_publish");
        return Containers.id(answer)
                .map(id -> done(account, post, id))
                .orElseGet(() -> answer instanceof Answer.NotSent
                        ? Containers.resuming(Failure.changing(answer, api.now()), ticket)
                        : doubted(account, post, ticket, answer));
    }

    /** Threads calls failures what is public, so the container is asked before anything is said. */
    private Outcome doubted(Account account, Post post, Ticket ticket, Answer answer) {
        if (Prepared.of(api, account, ticket.container()).state() == State.PUBLISHED) {
            return found(account, post);
        }
        if (Failure.of(answer).isNotFoundYet()) {
            return missed(account, post, ticket.missed());
        }
        return waiting(Failure.changing(answer, api.now()), ticket);
    }

    /** Where it is tried again, the ticket tells that it was tried. */
    private static Outcome waiting(Outcome outcome, Ticket ticket) {
        return outcome instanceof Outcome.Later later
                ? Containers.resuming(later, ticket.tried(later.notBefore()))
                : outcome;
    }

    private Outcome missed(Account account, Post post, Ticket ticket) {
        return ticket.misses() < MOST_MISSES
                ? waiting(
                        new Outcome.Later(api.now().plus(MISS_PAUSE), "Threads does not find what it prepared."),
                        ticket)
                : told(account, post, own.find(account, post), NOT_FOUND);
    }

    /** A container that is lost may have been published: one look soon after a try does not tell that it was not. */
    private Outcome anew(Account account, Post post, Ticket ticket) {
        Lookup lookup = own.find(account, post);
        return lookup instanceof Lookup.Absent && !ticket.isDoubtful(api.now())
                ? new Outcome.Later(api.now(), "Threads lost what it prepared: it is prepared again.")
                : told(account, post, lookup, NOT_FOUND);
    }

    private Outcome found(Account account, Post post) {
        return told(account, post, own.find(account, post), NOT_SHOWN);
    }

    private Outcome told(Account account, Post post, Lookup lookup, String absent) {
        if (lookup instanceof Lookup.Present present) {
            return done(account, post, present.ref().id());
        }
        return new Outcome.Uncertain(lookup instanceof Lookup.Unknown unknown ? unknown.why() : absent);
    }

    /** Looks at the post for its address and for what became of it; it is public whether or not that can be told. */
    private Outcome done(Account account, Post post, String id) {
        Optional<Posted> shown =
                ThreadsApi.document(api.get(account, new Form().with("fields", Posted.FIELDS), id), Posted.class);
        RemoteRef ref = new RemoteRef(
                id, "", shown.map(posted -> Words.uri(posted.permalink())).orElse(null));
        return new Outcome.Done(
                ref, shown.map(posted -> difference(post, posted)).orElse(""));
    }

    private static String difference(Post post, Posted shown) {
        int files = post.media().size();
        if (shown.files() < files) {
            return "Threads shows " + shown.files() + " of " + files + " pictures.";
        }
        return Words.same(post.text(), shown.text()) ? "" : "Threads shows another text than was sent.";
    }

    /** Whether it is there, for a try whose answer was lost. */
    Lookup find(Account account, Post post) {
        Ticket ticket = Ticket.of(post.attempt().ticket(), post.key());
        State state =
                ticket.isMade() ? Prepared.of(api, account, ticket.container()).state() : State.LOST;
        Lookup lookup = own.find(account, post);
        if (!(lookup instanceof Lookup.Absent)) {
            return lookup;
        }
        return switch (state) {
            case PUBLISHED -> new Lookup.Unknown(NOT_SHOWN);
            case UNTOLD -> new Lookup.Unknown("Threads could not be asked what became of the post.");
            default -> lookup;
        };
    }
}
