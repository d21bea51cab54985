package org.herald.connectors.instagram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.Visibility;
import org.herald.connectors.instagram.Documents.Comment;
import org.herald.connectors.meta.GraphList;
import org.herald.connectors.meta.PlainText;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.lookup.GraphTime;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads the comments on a post: a page of those at the top a call, with all that answers them. */
final class Comments {
    /** Further requests for answers in one call, at most. */
    private static final int MOST_MORE = 20;

    private static final String LEFT_OUT = "Some comments have more answers than Herald reads at once.";
    private static final String UNREAD = "Instagram did not tell all answers to a comment.";
    private static final String NOBODY = "Somebody on Instagram";

    private final InstagramApi api;

    Comments(InstagramApi api) {
        this.api = api;
    }

    Collected thread(Account account, RemoteRef root, String page) {
        Answer answer = api.thread(account, root.id(), page);
        Optional<GraphList<Comment>> list = GraphList.of(answer, Comment.class);
        if (list.isEmpty()) {
            return HttpErrorMapping.notCollected(answer, api.graph().troubleReading(answer));
        }
        Reading reading = new Reading(account, root);
        if (!list.get().whole()) {
            reading.leftOut = UNREAD;
        }
        reading.whole(list.get().data()).forEach(reading::add);
        return new Collected.Replies(reading.replies, list.get().after(), reading.leftOut);
    }

    /** One call's reading. */
    private final class Reading {
        private final Account account;
        private final RemoteRef root;
        private final List<RemoteReply> replies = new ArrayList<>();
        private int more = MOST_MORE;
        private String leftOut = "";

        Reading(Account account, RemoteRef root) {
            this.account = account;
            this.root = root;
        }

        void add(Comment comment) {
            replies.add(reply(comment, root.id()));
            if (comment.replies() == null || comment.replies().data() == null) {
                return;
            }
            below(comment, comment.replies().data());
            String after = comment.replies().paging() == null
                    ? ""
                    : comment.replies().paging().after();
            if (comment.replies().paging() != null && comment.replies().paging().isCut()) {
                leftOut = UNREAD;
            }
            while (!after.isEmpty()) {
                after = further(comment, after);
            }
        }

        private void below(Comment top, List<Comment> answers) {
            whole(answers).forEach(one -> replies.add(reply(one, top.id())));
        }

        /** What is whole of them; that something is not is said. */
        List<Comment> whole(List<Comment> told) {
            List<Comment> whole = told.stream().filter(Comment::isWhole).toList();
            if (whole.size() < told.size()) {
                leftOut = UNREAD;
            }
            return whole;
        }

        private String further(Comment top, String after) {
            if (more-- <= 0) {
                leftOut = LEFT_OUT;
                return "";
            }
            Optional<GraphList<Comment>> list = GraphList.of(api.replies(account, top.id(), after), Comment.class);
            if (list.isEmpty()) {
                leftOut = UNREAD;
                return "";
            }
            if (!list.get().whole()) {
                leftOut = UNREAD;
            }
            below(top, list.get().data());
            return list.get().after();
        }

        /** What is hidden is not for readers. */
        private RemoteReply reply(Comment comment, String parent) {
            String name = comment.name().isEmpty() ? NOBODY : comment.name();
            return RemoteReply.builder()
                    .ref(comment.ref())
                    .parentId(parent)
                    .authorId(
                            comment.from() == null || comment.from().id() == null
                                    ? name
                                    : comment.from().id())
                    .authorHandle(name)
                    .authorName(name)
                    .html(PlainText.html(comment.text()))
                    .at(GraphTime.of(comment.timestamp()).orElse(Instant.EPOCH))
                    .visibility(comment.hidden() ? Visibility.FOLLOWERS : Visibility.PUBLIC)
                    .own(comment.isBy(account))
                    .build();
        }
    }
}
