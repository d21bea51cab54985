package org.herald.connectors.instagram;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.herald.connectors.instagram.Documents.IgPost;
import org.herald.connectors.instagram.Documents.Quota;
import org.herald.connectors.instagram.Documents.Work;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphErrors;
import org.herald.connectors.meta.GraphList;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;

/**
 * Puts one post on Instagram, step by step: quota, containers, publication. A container is known to the ticket before it is
 * published, and Instagram publishes it once: so no try makes a second post.
 */
final class Publication {
    /** No container is made later than this in a call; the next try goes on. */
    static final Duration BUDGET = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(5);

    private final InstagramApi api;
    private final PostLookup lookup;
    private final Account account;
    private final Post post;
    private final boolean film;
    private Ticket ticket;

    Publication(InstagramApi api, PostLookup lookup, Account account, Post post) {
        this.api = api;
        this.lookup = lookup;
        this.account = account;
        this.post = post;
        this.film = post.media().stream().anyMatch(Media::isVideo);
        this.ticket = Ticket.of(post);
    }

    private String what() {
        if (!film) {
            return "the pictures";
        }
        return post.media().size() == 1 ? "the video" : "the pictures and videos";
    }

    private String working() {
        return "Instagram prepares " + what() + ".";
    }

    private Instant now() {
        return api.graph().now();
    }

    Outcome go() {
        return refused().orElseGet(() -> full().orElseGet(this::step));
    }

    /** What Instagram would never take. */
    private Optional<Outcome> refused() {
        if (post.media().isEmpty()) {
            return refusal("Instagram takes no post without a picture or video: add one.");
        }
        return post.media().stream().anyMatch(media -> media.address().isEmpty())
                ? refusal("Instagram fetches " + what()
                        + " from a public address, and this site has none: an administrator"
                        + " sets the site's public URL, where Instagram can reach it.")
                : Optional.empty();
    }

    private static Optional<Outcome> refusal(String why) {
        return Optional.of(new Outcome.Refused(Reason.CONTENT, why));
    }

    /** The quota is read before anything is prepared, for that dies after a day. */
    private Optional<Outcome> full() {
        Answer answer = api.quota(account);
        Optional<GraphList<Quota>> quota = GraphList.of(answer, Quota.class);
        if (quota.isEmpty()) {
            return Optional.of(later(GraphErrors.reading(answer, now())));
        }
        return quota.get().data().stream().allMatch(Quota::hasRoom)
                ? Optional.empty()
                : Optional.of(later(now().plus(InstagramErrors.QUOTA_PAUSE), InstagramErrors.QUOTA));
    }

    private Outcome later(Instant notBefore, String why) {
        return new Outcome.Later(notBefore, why, ticket.waiting(notBefore).written());
    }

    /** The same outcome, with the ticket where it is one that is tried again. */
    private Outcome later(Outcome outcome) {
        return outcome instanceof Outcome.Later later ? later(later.notBefore(), later.why()) : outcome;
    }

    private Outcome step() {
        if (!ticket.container().isEmpty()) {
            return published();
        }
        return post.media().size() == 1 ? single(post.media().get(0)) : carousel();
    }

    private Outcome single(Media media) {
        URI address = media.address().orElseThrow();
        return made(
                film
                        ? api.reel(account, address, post.text())
                        : api.picture(account, address, media.alt(), post.text()));
    }

    /** What is made is published by the next try, when it stands in the ticket. */
    private Outcome made(Answer answer) {
        Optional<String> id = id(answer);
        if (id.isEmpty()) {
            return later(notMade(answer));
        }
        ticket = ticket.made(id.get());
        return later(now().plus(SOON), working());
    }

    private static Optional<String> id(Answer answer) {
        return GraphApi.document(answer, GraphApi.Made.class)
                .filter(GraphApi.Made::isWhole)
                .map(GraphApi.Made::id);
    }

    private Outcome notMade(Answer answer) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Refused(Reason.SERVER, "Instagram's answer to " + what() + " cannot be understood.")
                : InstagramErrors.making(answer, now());
    }

    private Outcome carousel() {
        Instant end = now().plus(BUDGET);
        List<Media> media = post.media();
        boolean begun = ticket.items().size() < media.size();
        while (ticket.items().size() < media.size()) {
            if (now().isAfter(end)) {
                return later(now().plus(SOON), working());
            }
            Media next = media.get(ticket.items().size());
            URI address = next.address().orElseThrow();
            Answer answer = next.isVideo() ? api.film(account, address) : api.item(account, address, next.alt());
            Optional<String> id = id(answer);
            if (id.isEmpty()) {
                return later(notMade(answer));
            }
            ticket = ticket.with(id.get());
        }
        return begun ? later(now().plus(SOON), working()) : together(end);
    }

    /** Parts that are all worked on are put together. */
    private Outcome together(Instant end) {
        for (String item : ticket.items()) {
            if (now().isAfter(end)) {
                return later(now().plus(SOON), working());
            }
            Optional<Outcome> unfinished = unfinished(item);
            if (unfinished.isPresent()) {
                return unfinished.get();
            }
        }
        return made(api.carousel(account, ticket.items(), post.text()));
    }

    /** Why a container cannot be used yet, or not any more; empty where it can. */
    private Optional<Outcome> unfinished(String container) {
        Answer answer = api.work(account, container);
        Optional<Work> work = Work.of(answer);
        if (work.isEmpty() && !GraphErrors.isAbsent(answer)) {
            return Optional.of(later(GraphErrors.reading(answer, now())));
        }
        return switch (work.map(Work::code).map(Objects::toString).orElse("EXPIRED")) {
            case "FINISHED" -> Optional.empty();
            case "PUBLISHED" -> Optional.of(live());
            case "EXPIRED" -> Optional.of(anew("What was prepared has expired: it is prepared anew."));
            case "ERROR" -> Optional.of(failed(String.valueOf(work.get().status())));
            default -> Optional.of(
                    later(now().plus(InstagramErrors.PAUSE), "Instagram still works on " + what() + "."));
        };
    }

    /** What may have been published is looked for before anything is made again. */
    private Outcome anew(String why) {
        Lookup seen = ticket.container().isEmpty() ? new Lookup.Absent() : lookup.find(account, post);
        if (seen instanceof Lookup.Present present) {
            return new Outcome.Done(present.ref());
        }
        if (seen instanceof Lookup.Unknown unknown) {
            return new Outcome.Uncertain(unknown.why());
        }
        if (ticket.isDoubtful(now())) {
            return new Outcome.Uncertain(
                    "Instagram has let go of what was to be published, and may have published it.");
        }
        ticket = ticket.anew();
        return later(now().plus(SOON), why);
    }

    private Outcome failed(String status) {
        return InstagramErrors.passes(status)
                ? anew("Instagram could not prepare " + what() + ": that is done anew.")
                : new Outcome.Refused(
                        Reason.CONTENT,
                        InstagramErrors.unfetched(status)
                                .orElseGet(() -> "Instagram could not use " + what() + ": "
                                        + HttpErrorMapping.clean(status) + "."));
    }

    /** An earlier try published it, and its answer was lost. */
    private Outcome live() {
        return lookup.find(account, post) instanceof Lookup.Present present
                ? new Outcome.Done(present.ref())
                : new Outcome.Uncertain("Instagram says that it is published, but does not show it yet.");
    }

    private Outcome published() {
        Optional<Outcome> unfinished = unfinished(ticket.container());
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        Answer answer = api.publish(account, ticket.container());
        Optional<String> id = id(answer);
        if (id.isPresent()) {
            return new Outcome.Done(ref(id.get()));
        }
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain("Instagram's answer cannot be understood.")
                : looked(InstagramErrors.changing(answer, now()));
    }

    /** Before anything is said of a failure, it is seen whether it was one. */
    private Outcome looked(Outcome outcome) {
        if (outcome instanceof Outcome.Later wait) {
            ticket = ticket.tried(wait.notBefore());
        }
        boolean vague = outcome instanceof Outcome.Uncertain;
        return vague && lookup.find(account, post) instanceof Lookup.Present present
                ? new Outcome.Done(present.ref())
                : later(outcome);
    }

    /** Where people read it; without an address where Instagram does not tell now. */
    private RemoteRef ref(String id) {
        return GraphApi.document(api.post(account, id), IgPost.class)
                .filter(IgPost::isWhole)
                .map(IgPost::ref)
                .orElseGet(() -> new RemoteRef(id, "", null));
    }
}
