package org.herald.connectors.instagram;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.connectors.instagram.Documents.Comment;
import org.herald.connectors.instagram.Documents.IgPost;
import org.herald.connectors.instagram.Documents.Work;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphErrors;
import org.herald.connectors.meta.GraphLookup;
import org.herald.kit.http.Answer;
import org.herald.kit.lookup.GraphTime;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/** Looks whether a post or an answer arrived: among the account's posts, or below what was answered. */
final class PostLookup {
    /** Requests of one look-up, at most: the container or what is answered, and the pages. */
    static final int REQUESTS = 1 + GraphLookup.PAGES;
    /** Clocks may differ; what is older than this before the attempt is not asked for. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final InstagramApi api;
    private final GraphLookup lookup;

    PostLookup(InstagramApi api) {
        this.api = api;
        this.lookup = new GraphLookup(api.graph());
    }

    Lookup find(Account account, Post post) {
        Optional<RemoteRef> parent = post.attempt().parent();
        return parent.isPresent() ? answer(account, post, parent.get()) : post(account, post);
    }

    private Lookup post(Account account, Post post) {
        Instant since = post.attempt().began().minus(MARGIN);
        Lookup seen = lookup.find(
                post,
                IgPost.class,
                after -> api.posts(account, since, after),
                one -> one.isWhole() ? Optional.of(own(one)) : Optional.empty());
        return seen instanceof Lookup.Absent ? contained(account, post) : seen;
    }

    /** A list may lag behind; the container knows, as long as there is one. */
    private Lookup contained(Account account, Post post) {
        String container = Ticket.container(post.attempt().ticket());
        if (container.isEmpty()) {
            return new Lookup.Absent();
        }
        Answer answer = api.work(account, container);
        Optional<Work> work = Work.of(answer);
        if (work.isEmpty() && !GraphErrors.isAbsent(answer)) {
            return new Lookup.Unknown("Instagram could not be asked whether it has published it.");
        }
        return work.filter(one -> "PUBLISHED".equals(one.code())).isPresent()
                ? new Lookup.Unknown("Instagram says that it is published, but does not show it yet.")
                : new Lookup.Absent();
    }

    private static GraphLookup.Own own(IgPost post) {
        return new GraphLookup.Own(
                post.ref(), post.caption(), GraphTime.of(post.timestamp()).orElse(null));
    }

    /** Answers to an answer stand beside it, below the comment at the top. */
    private Lookup answer(Account account, Post post, RemoteRef parent) {
        if (!parent.version().equals(Documents.COMMENT)) {
            return lookup.search(
                    post, Comment.class, after -> api.comments(account, parent.id(), after), one -> own(account, one));
        }
        Answer asked = api.comment(account, parent.id());
        if (GraphErrors.isAbsent(asked)) {
            return new Lookup.Unknown("What was answered is not there any more: look at the post on Instagram.");
        }
        Optional<Comment> told = GraphApi.document(asked, Comment.class).filter(Comment::isWhole);
        if (told.isEmpty()) {
            return new Lookup.Unknown("Instagram could not be asked where the answer stands.");
        }
        String top = told.map(Comment::parent).orElse(parent.id());
        return lookup.search(post, Comment.class, after -> api.replies(account, top, after), one -> own(account, one));
    }

    private static Optional<GraphLookup.Own> own(Account account, Comment comment) {
        return comment.isWhole() && comment.mayBeBy(account)
                ? Optional.of(new GraphLookup.Own(
                        comment.ref(),
                        comment.text(),
                        GraphTime.of(comment.timestamp()).orElse(null),
                        comment.isBy(account)))
                : Optional.empty();
    }
}
