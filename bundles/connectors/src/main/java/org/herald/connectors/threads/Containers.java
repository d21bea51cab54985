package org.herald.connectors.threads;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.Visibility;
import org.herald.connectors.threads.Documents.Id;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;

/**
 * Makes what is to be published. Nobody sees any of it, and Threads forgets it after a day, so what is not known to be
 * made may be made again.
 */
final class Containers {
    /** Meta asks to wait thirty seconds on average before a container is published ("Threads Posts"). */
    static final Duration PREPARING = Duration.ofSeconds(30);

    private static final int MOST = 20;

    private final ThreadsApi api;

    Containers(ThreadsApi api) {
        this.api = api;
    }

    /** Goes on where the ticket stands. Never {@link Outcome.Done}: what is made is published by the next call. */
    Outcome make(Account account, Post post, RemoteRef parent, Ticket ticket, Instant end) {
        Optional<String> unfit = unfit(post);
        if (unfit.isPresent()) {
            return new Outcome.Refused(Reason.CONTENT, unfit.get());
        }
        List<Media> media = post.media();
        if (media.size() > 1) {
            return ticket.items().size() < media.size()
                    ? items(account, media, ticket, end)
                    : carousel(account, post, parent, ticket);
        }
        Form form = media.isEmpty() ? new Form().with("media_type", "TEXT") : form(media.get(0));
        return container(account, words(form, post, parent), ticket);
    }

    /** What is known before anybody is asked. */
    private static Optional<String> unfit(Post post) {
        if (post.media().size() > MOST) {
            return Optional.of("Threads takes at most " + MOST + " pictures and videos in a post.");
        }
        if (post.media().stream().anyMatch(media -> media.address().isEmpty())) {
            return Optional.of(
                    "Threads fetches pictures from a public address, and this site has none: an administrator"
                            + " sets the site's public address, or the post goes without pictures.");
        }
        return post.visibility() == Visibility.PUBLIC
                ? Optional.empty()
                : Optional.of("Threads shows posts to everybody: choose that everybody may see it.");
    }

    private static Form form(Media media) {
        URI address = media.address().orElseThrow();
        Form form = media.isVideo()
                ? new Form().with("media_type", "VIDEO").with("video_url", address.toString())
                : new Form().with("media_type", "IMAGE").with("image_url", address.toString());
        return media.alt().isBlank() ? form : form.with("alt_text", media.alt());
    }

    private static Form words(Form form, Post post, RemoteRef parent) {
        if (!post.text().isBlank()) {
            form.with("text", post.text());
        }
        return parent == null ? form : form.with("reply_to_id", parent.id());
    }

    private Outcome items(Account account, List<Media> media, Ticket ticket, Instant end) {
        List<String> made = new ArrayList<>(ticket.items());
        while (made.size() < media.size()) {
            if (!api.now().isBefore(end)) {
                return preparing(Duration.ZERO, ticket.withItems(made));
            }
            Form form = form(media.get(made.size())).with("is_carousel_item", "true");
            Answer answer = api.post(account, form, account.remoteId(), "threads");
            Optional<String> id = id(answer);
            if (id.isEmpty()) {
                return resuming(Failure.reading(answer, api.now()), ticket.withItems(made));
            }
            made.add(id.get());
        }
        return preparing(PREPARING, ticket.withItems(made));
    }

    /** Items that Threads has lost or kept too long are all made again. */
    private Outcome carousel(Account account, Post post, RemoteRef parent, Ticket ticket) {
        for (String item : ticket.items()) {
            Prepared prepared = Prepared.of(api, account, item);
            switch (prepared.state()) {
                case IN_PROGRESS -> {
                    return preparing(PREPARING, ticket);
                }
                case ERROR -> {
                    return failed(prepared);
                }
                case UNTOLD -> {
                    return resuming(prepared.trouble(), ticket);
                }
                case EXPIRED, LOST -> {
                    return preparing(Duration.ZERO, Ticket.fresh(ticket.key()));
                }
                default -> {} // finished, or part of a carousel already
            }
        }
        Form form = new Form().with("media_type", "CAROUSEL").with("children", String.join(",", ticket.items()));
        return container(account, words(form, post, parent), ticket);
    }

    private Outcome container(Account account, Form form, Ticket ticket) {
        Answer answer = api.post(account, form, account.remoteId(), "threads");
        return id(answer)
                .map(id -> preparing(PREPARING, ticket.withContainer(id)))
                .orElseGet(() -> resuming(Failure.reading(answer, api.now()), ticket));
    }

    static Optional<String> id(Answer answer) {
        return ThreadsApi.document(answer, Id.class).map(Id::id).filter(id -> !id.isEmpty());
    }

    Outcome preparing(Duration wait, Ticket ticket) {
        return new Outcome.Later(api.now().plus(wait), "Threads is preparing the post.", ticket.text());
    }

    /** What went wrong with a container stays wrong. */
    static Outcome failed(Prepared prepared) {
        return new Outcome.Refused(
                Reason.CONTENT,
                "Threads could not make a post of it (" + HttpErrorMapping.clean(prepared.error())
                        + "): look at the picture or video, or choose another one.");
    }

    /** Where it is tried again, it goes on from here. */
    static Outcome resuming(Outcome outcome, Ticket ticket) {
        return outcome instanceof Outcome.Later later
                ? new Outcome.Later(
                        later.notBefore(),
                        later.why(),
                        ticket.waiting(later.notBefore()).text())
                : outcome;
    }
}
