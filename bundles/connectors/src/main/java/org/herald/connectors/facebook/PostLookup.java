package org.herald.connectors.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.connectors.facebook.Documents.Comment;
import org.herald.connectors.facebook.Documents.Film;
import org.herald.connectors.facebook.Documents.FilmPost;
import org.herald.connectors.facebook.Documents.PagePost;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphErrors;
import org.herald.connectors.meta.GraphList;
import org.herald.connectors.meta.GraphLookup;
import org.herald.kit.http.Answer;
import org.herald.kit.lookup.GraphTime;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/** Looks whether a post or an answer arrived: among the page's posts, or below what was answered. */
final class PostLookup {
    /** Requests of one look-up, at most: one for what is answered, and the pages. */
    static final int REQUESTS = 1 + GraphLookup.PAGES;
    /** Said of a video that is public while its post is not to be seen yet. */
    static final String NOT_SHOWN = "Facebook says that the video is public, and does not show its post yet.";
    /** Clocks may differ; what is older than this before the attempt is not asked for. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final FacebookApi api;
    private final GraphLookup lookup;

    PostLookup(FacebookApi api) {
        this.api = api;
        this.lookup = new GraphLookup(api.graph());
    }

    Lookup find(Account account, Post post) {
        Optional<RemoteRef> parent = post.attempt().parent();
        if (parent.isPresent()) {
            return answer(account, post, parent.get().id());
        }
        String film = FilmTicket.film(post.attempt().ticket());
        return film.isEmpty() ? post(account, post) : filmed(account, post, film);
    }

    /** A video knows whether it was published. */
    private Lookup filmed(Account account, Post post, String id) {
        Answer asked = api.film(account, id);
        Optional<Film> film = GraphApi.document(asked, Film.class).filter(one -> one.id() != null);
        if (film.isEmpty()) {
            return GraphErrors.isAbsent(asked)
                    ? post(account, post)
                    : new Lookup.Unknown("Facebook could not be asked what became of the video.");
        }
        return film.get().published() ? film(account, post, id) : new Lookup.Absent();
    }

    /** Looks for the post that shows a video which was published. */
    Lookup film(Account account, Post post, String film) {
        Instant since = post.attempt().began().minus(MARGIN);
        String after = "";
        for (int i = 0; i < GraphLookup.PAGES; i++) {
            Optional<GraphList<FilmPost>> page = GraphList.of(api.filmPosts(account, since, after), FilmPost.class);
            Optional<FilmPost> shown = page.stream()
                    .flatMap(list -> list.data().stream())
                    .filter(one -> one.shows(film))
                    .findFirst();
            if (shown.isPresent()) {
                return new Lookup.Present(shown.get().ref());
            }
            after = page.map(GraphList::after).orElse("");
            if (after.isEmpty()) {
                break;
            }
        }
        return new Lookup.Unknown(NOT_SHOWN);
    }

    private Lookup post(Account account, Post post) {
        Instant since = post.attempt().began().minus(MARGIN);
        return lookup.find(
                post,
                PagePost.class,
                after -> api.posts(account, since, after),
                one -> one.id() == null ? Optional.empty() : Optional.of(own(one)));
    }

    private static GraphLookup.Own own(PagePost post) {
        return new GraphLookup.Own(
                post.ref(), post.message(), GraphTime.of(post.created()).orElse(null));
    }

    /** It stands below what was answered, or beside it where that is an answer itself. */
    private Lookup answer(Account account, Post post, String parent) {
        Answer asked = api.comment(account, parent, isPost(account, parent));
        if (GraphErrors.isAbsent(asked)) {
            return new Lookup.Unknown("What was answered is not there any more: look at the post on Facebook.");
        }
        Optional<Comment> told = GraphApi.document(asked, Comment.class).filter(Comment::isWhole);
        if (told.isEmpty()) {
            return new Lookup.Unknown("Facebook could not be asked where the answer stands.");
        }
        String object = told.get().above().orElse(parent);
        return lookup.find(
                post,
                Comment.class,
                after -> api.below(account, object, after),
                one -> one.isWhole() && one.mayBeBy(account.remoteId()) ? Optional.of(own(one)) : Optional.empty());
    }

    /** The id of a post begins with its page's. */
    static boolean isPost(Account account, String id) {
        return id.startsWith(account.remoteId() + "_");
    }

    private static GraphLookup.Own own(Comment comment) {
        return new GraphLookup.Own(
                comment.ref(),
                comment.message(),
                GraphTime.of(comment.created()).orElse(null),
                comment.isSigned());
    }
}
