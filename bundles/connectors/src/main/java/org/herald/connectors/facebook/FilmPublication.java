package org.herald.connectors.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.herald.connectors.facebook.Documents.Film;
import org.herald.connectors.facebook.Documents.Upload;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphErrors;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;

/**
 * Puts one video on a page, step by step: upload, a video that nobody sees, Facebook's work on it, publication. What is
 * there stands in the ticket, and a video is published once: so no try makes a second post.
 */
final class FilmPublication {
    /** No part is sent later than this in a call; the next try goes on. */
    static final Duration BUDGET = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int PART = 8 * 1024 * 1024;
    private static final String UNCLEAR = "Facebook's answer to the video cannot be understood.";
    private static final String WORKING = "Facebook still works on the video.";
    /** Meta writes a session's name as part of an address; anything else is none. */
    private static final Pattern SESSION = Pattern.compile("upload:[A-Za-z0-9+/=_:.-]+(\\?[A-Za-z0-9=&_.~%-]+)?");

    private final FacebookApi api;
    private final PostLookup lookup;
    private final Account account;
    private final Post post;
    private final Media film;
    private final Instant end;
    private FilmTicket ticket;

    FilmPublication(FacebookApi api, PostLookup lookup, Account account, Post post) {
        this.api = api;
        this.lookup = lookup;
        this.account = account;
        this.post = post;
        this.film = post.media().get(0);
        this.end = now().plus(BUDGET);
        this.ticket = FilmTicket.of(post, film);
    }

    private Instant now() {
        return api.graph().now();
    }

    Outcome go() {
        if (post.media().size() > 1) {
            return refused("Facebook takes one video in a post, and nothing beside it: leave the others out.");
        }
        if (!ticket.film().isEmpty()) {
            return shown();
        }
        if (!ticket.handle().isEmpty()) {
            return made(true);
        }
        return api.graph().appId().isEmpty()
                ? new Outcome.Refused(
                        Reason.SERVER,
                        "Facebook takes videos from an app only: an administrator enters the app's id in the connector's"
                                + " configuration.")
                : begun();
    }

    private static Outcome refused(String why) {
        return new Outcome.Refused(Reason.CONTENT, why);
    }

    private Outcome later(Instant notBefore, String why) {
        return new Outcome.Later(notBefore, why, ticket.written());
    }

    /** What an answer means that is not the one hoped for, before anything is public. */
    private Outcome trouble(Answer answer) {
        if (answer instanceof Answer.Received received && received.isSuccess()) {
            return new Outcome.Refused(Reason.SERVER, UNCLEAR);
        }
        Outcome outcome = api.graph().troubleReading(answer);
        return outcome instanceof Outcome.Later later ? later(later.notBefore(), later.why()) : outcome;
    }

    private Outcome begun() {
        if (!ticket.session().isEmpty()) {
            return resumed();
        }
        Answer answer = api.begin(account, film);
        Optional<String> session = GraphApi.document(answer, Upload.class)
                .map(Upload::id)
                .filter(id -> SESSION.matcher(id).matches());
        if (session.isEmpty()) {
            return trouble(answer);
        }
        ticket = ticket.begun(session.get());
        return sent(0);
    }

    private Outcome resumed() {
        Answer answer = api.graph().uploaded(ticket.session(), account);
        Optional<Long> offset = GraphApi.document(answer, Upload.class).map(Upload::offset);
        if (offset.filter(at -> at >= 0 && at < film.size()).isPresent()) {
            return sent(offset.get());
        }
        boolean useless = offset.isPresent() || GraphErrors.isAbsent(answer);
        return useless ? anew("The upload of the video has ended: it begins again.") : trouble(answer);
    }

    private Outcome anew(String why) {
        ticket = ticket.anew();
        return later(now().plus(SOON), why);
    }

    private Outcome sent(long from) {
        byte[] content = film.bytes();
        for (int at = (int) from; at < content.length; at += PART) {
            if (now().isAfter(end)) {
                return later(now().plus(SOON), "The video takes Facebook long.");
            }
            byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + PART));
            Answer answer = api.graph().upload(ticket.session(), account, at, part);
            Optional<Upload> upload = GraphApi.document(answer, Upload.class);
            Optional<String> handle = upload.map(Upload::handle).filter(one -> !one.isEmpty());
            if (handle.isPresent()) {
                ticket = ticket.uploaded(handle.get());
                return made(false);
            }
            if (upload.isEmpty()) {
                return trouble(answer);
            }
        }
        return new Outcome.Refused(Reason.SERVER, UNCLEAR);
    }

    /** A handle of an earlier try may have ended: then the file is sent again, once. */
    private Outcome made(boolean old) {
        Answer answer = api.film(account, ticket.handle(), post.text());
        Optional<String> id = GraphApi.document(answer, GraphApi.Made.class)
                .filter(GraphApi.Made::isWhole)
                .map(GraphApi.Made::id);
        if (id.isPresent()) {
            ticket = ticket.made(id.get());
            return later(now().plus(PAUSE), WORKING);
        }
        Outcome outcome = trouble(answer);
        boolean ended = outcome instanceof Outcome.Refused one && one.reason() == Reason.CONTENT;
        return old && ended ? anew("Facebook does not have the video any more: it is sent again.") : outcome;
    }

    private Outcome shown() {
        Answer answer = api.film(account, ticket.film());
        Optional<Film> seen = film(answer);
        if (seen.isEmpty()) {
            return GraphErrors.isAbsent(answer) ? lost() : trouble(answer);
        }
        if (seen.get().published()) {
            return found();
        }
        return switch (seen.get().state()) {
            case "ready" -> published();
            case "error", "expired", "upload_failed" -> refused("Facebook could not make a video of it ("
                    + seen.get().why() + "): look at it, or choose another one.");
            default -> later(now().plus(PAUSE), WORKING);
        };
    }

    private static Optional<Film> film(Answer answer) {
        return GraphApi.document(answer, Film.class).filter(one -> one.id() != null);
    }

    /** A video that is not there any more may have been published before. */
    private Outcome lost() {
        Lookup seen = lookup.find(account, post);
        if (seen instanceof Lookup.Present present) {
            return new Outcome.Done(present.ref());
        }
        return seen instanceof Lookup.Unknown unknown
                ? new Outcome.Uncertain(unknown.why())
                : anew("The video is not there any more: it is sent again.");
    }

    private Outcome found() {
        Lookup seen = lookup.film(account, post, ticket.film());
        return seen instanceof Lookup.Present present
                ? new Outcome.Done(present.ref())
                : new Outcome.Uncertain(PostLookup.NOT_SHOWN);
    }

    private Outcome published() {
        Answer answer = api.show(account, ticket.film());
        if (GraphApi.isDone(answer)) {
            return found();
        }
        Outcome outcome = answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain(UNCLEAR)
                : api.graph().trouble(answer);
        boolean live = outcome instanceof Outcome.Uncertain
                && film(api.film(account, ticket.film()))
                        .filter(Film::published)
                        .isPresent();
        if (live) {
            return found();
        }
        return outcome instanceof Outcome.Later later ? later(later.notBefore(), later.why()) : outcome;
    }
}
