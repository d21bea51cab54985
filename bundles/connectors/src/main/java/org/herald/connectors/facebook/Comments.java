package org.herald.connectors.facebook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.Visibility;
import org.herald.connectors.facebook.Documents.Comment;
import org.herald.connectors.facebook.Documents.Writer;
import org.herald.connectors.meta.GraphList;
import org.herald.connectors.meta.PlainText;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.lookup.GraphTime;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads the comments on a post, a page of them a call. */
final class Comments {
    private static final String NOBODY = "Somebody on Facebook";
    private final FacebookApi api;

    Comments(FacebookApi api) {
        this.api = api;
    }

    Collected thread(Account account, RemoteRef root, String page) {
        Answer answer = api.thread(account, root.id(), page);
        Optional<GraphList<Comment>> list = GraphList.of(answer, Comment.class);
        if (list.isEmpty()) {
            return HttpErrorMapping.notCollected(answer, api.graph().troubleReading(answer));
        }
        List<RemoteReply> replies = list.get().data().stream()
                .filter(Comment::isWhole)
                .map(comment -> reply(account, root, comment))
                .toList();
        boolean left = !list.get().whole() || replies.size() < list.get().data().size();
        return new Collected.Replies(
                replies, list.get().after(), left ? "Facebook told of a comment what cannot be understood." : "");
    }

    /** Who wrote it is told only where the person behind has agreed; what is hidden is not for readers. */
    private static RemoteReply reply(Account account, RemoteRef root, Comment comment) {
        Writer writer = comment.from() == null ? new Writer("", NOBODY) : comment.from();
        String name = writer.name() == null || writer.name().isBlank() ? NOBODY : writer.name();
        return RemoteReply.builder()
                .ref(comment.ref())
                .parentId(comment.above().orElse(root.id()))
                .authorId(writer.id() == null ? "" : writer.id())
                .authorHandle(name)
                .authorName(name)
                .html(PlainText.html(comment.message()))
                .at(GraphTime.of(comment.created()).orElse(Instant.EPOCH))
                .visibility(comment.hidden() ? Visibility.FOLLOWERS : Visibility.PUBLIC)
                .own(comment.isBy(account.remoteId()))
                .media(comment.media())
                .build();
    }
}
