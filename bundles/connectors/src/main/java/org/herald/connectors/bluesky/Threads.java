package org.herald.connectors.bluesky;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.herald.Visibility;
import org.herald.connectors.bluesky.Documents.Notification;
import org.herald.connectors.bluesky.Documents.Notifications;
import org.herald.connectors.bluesky.Documents.PostView;
import org.herald.connectors.bluesky.Documents.ThreadPost;
import org.herald.connectors.bluesky.Documents.ThreadView;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads what stands below posts of ours. */
final class Threads {
    /** The deepest thread that the server gives (getPostThread, maximum of depth). */
    private static final String DEPTH = "1000";

    private static final String LEFT_OUT =
            "Bluesky counts more answers than it shows: some are blocked, hidden, or too deep in the thread.";

    private final BlueskyApi api;
    private final BiFunction<String, String, URI> permalink;

    /**
     * Reads by an API.
     *
     * @param permalink makes an address for people of a handle and a record's address
     */
    Threads(BlueskyApi api, BiFunction<String, String, URI> permalink) {
        this.api = api;
        this.permalink = permalink;
    }

    Collected below(Account account, RemoteRef root) {
        Answer answer = api.query(
                account, "app.bsky.feed.getPostThread", Map.of("uri", root.id(), "depth", DEPTH, "parentHeight", "0"));
        Optional<ThreadPost> thread = BlueskyApi.document(answer, ThreadView.class)
                .map(ThreadView::thread)
                .filter(t -> t.post() != null);
        if (thread.isPresent()) {
            return new Collected.Replies(below(thread.get(), account), "", isWhole(thread.get()) ? "" : LEFT_OUT);
        }
        return HttpErrorMapping.notCollected(answer, api.troubleReading(answer));
    }

    /** False where the network counts more answers to a post than it shows. */
    private static boolean isWhole(ThreadPost root) {
        Deque<ThreadPost> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            ThreadPost parent = open.pop();
            List<ThreadPost> children = parent.replies() == null ? List.of() : parent.replies();
            Integer counted = parent.post() == null ? null : parent.post().replyCount();
            if (counted != null && counted > children.size()) {
                return false;
            }
            open.addAll(children);
        }
        return true;
    }

    private List<RemoteReply> below(ThreadPost root, Account account) {
        List<RemoteReply> replies = new ArrayList<>();
        Deque<ThreadPost> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            ThreadPost parent = open.pop();
            List<ThreadPost> children = parent.replies() == null ? List.of() : parent.replies();
            for (ThreadPost child : children) {
                if (child.post() != null
                        && child.post().uri() != null
                        && child.post().author() != null) {
                    replies.add(reply(child.post(), parent.post().uri(), account));
                    open.push(child);
                }
            }
        }
        return replies;
    }

    private RemoteReply reply(PostView post, String parent, Account account) {
        String handle = String.valueOf(post.author().handle());
        boolean named = post.author().displayName() != null
                && !post.author().displayName().isBlank();
        String cid = post.cid() == null ? "" : post.cid();
        URI address = permalink.apply(handle, post.uri());
        return RemoteReply.builder()
                .ref(new RemoteRef(post.uri(), cid, address))
                .parentId(parent)
                .authorId(String.valueOf(post.author().did()))
                .authorHandle(handle)
                .authorName(named ? post.author().displayName() : handle)
                .html(RecordHtml.of(post.record()))
                .at(at(post))
                .visibility(Visibility.PUBLIC)
                .own(account.remoteId().equals(post.author().did()))
                .warning(Labels.warning(post.record(), post.labels(), Carried.quotedLabels(post.embed())))
                .media(Carried.of(post.embed(), post.record(), address, permalink))
                .build();
    }

    private static Instant at(PostView post) {
        String written =
                post.record() == null ? "" : post.record().path("createdAt").asText();
        return instant(written).or(() -> instant(post.indexedAt())).orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    News news(Account account, String cursor) {
        Answer answer = api.query(account, "app.bsky.notification.listNotifications", Map.of("limit", "100"));
        List<Notification> all = BlueskyApi.document(answer, Notifications.class)
                .map(Notifications::notifications)
                .orElse(List.of());
        Set<String> answered = new HashSet<>();
        String newest = cursor;
        for (Notification one : all) {
            boolean fresh = one.indexedAt() != null && one.indexedAt().compareTo(cursor) >= 0;
            if (fresh && "reply".equals(one.reason()) && one.record() != null) {
                answered.add(one.record().at("/reply/root/uri").asText(""));
            }
            newest = fresh && one.indexedAt().compareTo(newest) > 0 ? one.indexedAt() : newest;
        }
        return new News(answered, newest);
    }
}
