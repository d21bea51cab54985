package org.herald.connectors.linkedin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.linkedin.Documents.Comment;
import org.herald.connectors.linkedin.Documents.Page;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Outcome;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads comments: two levels below a post, by page. */
final class Threads {
    /** As many as LinkedIn gives at once. */
    static final int MOST = 100;
    /** Of the first level, for what is below each is asked for, too. */
    private static final int COUNT = 20;

    private static final int PAGES = 10;
    private static final String CLOSED =
            "LinkedIn lets no application read the comments on a member's posts: read them on LinkedIn.";
    private static final String SHIFTED =
            "LinkedIn gives long threads in parts, and who deletes a comment shifts them: what is missing is"
                    + " asked for by itself.";
    private static final String UNREAD = "Some comments on LinkedIn could not be read: read them there.";
    private static final String LONG =
            "More than " + PAGES * MOST + " people answered one comment: the rest can be read on LinkedIn.";

    private final LinkedInApi api;

    Threads(LinkedInApi api) {
        this.api = api;
    }

    /** A page of comments; null where it was not given. */
    record Level(Said said, Page page, List<Comment> comments) {
        /** Whether everything on it could be read. */
        boolean whole() {
            return page == null || page.elements().size() == comments.size();
        }
    }

    /** What an answer stands below: a post, or a comment of the first level; or why that cannot be told. */
    record Place(String urn, Outcome trouble, boolean gone) {}

    /** LinkedIn has two levels: who answers on the second stands beside it. */
    Place place(Account account, RemoteRef parent) {
        boolean readable = Urns.isOrganisation(account.remoteId());
        if (!Urns.isComment(parent.id()) || !readable) {
            return new Place(parent.id(), null, false);
        }
        Said said = api.get(account, Urns.comment(parent.id()));
        Optional<Comment> comment = said.document(Comment.class);
        if (comment.isEmpty()) {
            return new Place("", api.failures().reading(said, api.now()), said.status() == 404);
        }
        String above = comment.get().parentComment();
        return new Place(above == null || above.isEmpty() ? parent.id() : above, null, false);
    }

    Level level(Account account, String urn, int start, int count) {
        Said said = api.get(account, Urns.comments(urn) + "?start=" + start + "&count=" + count);
        Optional<Page> page = said.document(Page.class).filter(p -> p.elements() != null);
        List<Comment> comments = page.stream()
                .flatMap(p -> p.elements().stream())
                .flatMap(element -> Json.read(element, Comment.class).stream())
                .filter(Comment::isWhole)
                .toList();
        return new Level(said, page.orElse(null), comments);
    }

    /** A page may be short without being the last: what is told of all counts first. */
    static boolean isLast(Page page, int start, int count) {
        return page.paging() != null && page.paging().total() != null
                ? start + count >= page.paging().total()
                : page.elements().size() < count;
    }

    /** @param page where it begins on the first level; empty for the beginning */
    Collected thread(Account account, RemoteRef root, String page) {
        if (!Urns.isOrganisation(account.remoteId())) {
            return new Collected.Replies(List.of(), "", CLOSED);
        }
        int start = page.isEmpty() ? 0 : Integer.parseInt(page);
        Level first = level(account, root.id(), start, COUNT);
        if (first.page() == null) {
            return api.failures().notCollected(first.said(), api.now());
        }
        List<RemoteReply> replies = new ArrayList<>();
        Set<String> leftOut = new LinkedHashSet<>(leftOut(first, start));
        for (Comment comment : first.comments()) {
            replies.add(reply(account, root, comment));
            Below below = below(account, root, comment);
            if (below.trouble() != null) {
                return below.trouble();
            }
            replies.addAll(below.replies());
            leftOut.addAll(below.leftOut());
        }
        String next = isLast(first.page(), start, COUNT) ? "" : String.valueOf(start + COUNT);
        return new Collected.Replies(replies, next, String.join(" ", leftOut));
    }

    /** What a page does not tell: what cannot be read, and what slipped to a page that was read before. */
    private static Set<String> leftOut(Level level, int start) {
        Set<String> leftOut = new LinkedHashSet<>();
        if (start > 0) {
            leftOut.add(SHIFTED);
        }
        if (!level.whole()) {
            leftOut.add(UNREAD);
        }
        return leftOut;
    }

    /** The second level below a comment. */
    private record Below(List<RemoteReply> replies, Set<String> leftOut, Collected trouble) {}

    private Below below(Account account, RemoteRef root, Comment comment) {
        List<RemoteReply> replies = new ArrayList<>();
        Set<String> leftOut = new LinkedHashSet<>();
        boolean some =
                comment.commentsSummary() == null || comment.commentsSummary().aggregatedTotalComments() > 0;
        for (int i = 0; some && i < PAGES; i++) {
            Level level = level(account, comment.commentUrn(), i * MOST, MOST);
            if (level.page() == null && level.said().status() == 404) { // deleted in the meantime
                return new Below(replies, leftOut, null);
            }
            if (level.page() == null) {
                return new Below(replies, leftOut, api.failures().notCollected(level.said(), api.now()));
            }
            level.comments().forEach(one -> replies.add(reply(account, root, one)));
            leftOut.addAll(leftOut(level, i));
            some = !isLast(level.page(), i * MOST, MOST);
        }
        if (some) {
            leftOut.add(LONG);
        }
        return new Below(replies, leftOut, null);
    }

    private RemoteReply reply(Account account, RemoteRef root, Comment comment) {
        boolean own = account.remoteId().equals(comment.actor());
        String urn = comment.commentUrn();
        return RemoteReply.builder()
                .ref(new RemoteRef(urn, "", Urns.address(api.web(), root.id(), urn)))
                .parentId(comment.parentComment() == null ? root.id() : comment.parentComment())
                .authorId(comment.actor())
                .authorHandle(own ? account.handle() : comment.actor())
                .authorName(own ? account.handle() : name(comment.actor()))
                .html(html(comment.message().text()))
                .at(Instant.ofEpochMilli(comment.created().time()))
                .visibility(Visibility.PUBLIC)
                .own(own)
                .build();
    }

    /** LinkedIn does not tell applications of pages what a member is called. */
    private static String name(String actor) {
        return Urns.isOrganisation(actor) ? "LinkedIn page" : "LinkedIn member";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\r?\\n", "<br>");
    }
}
