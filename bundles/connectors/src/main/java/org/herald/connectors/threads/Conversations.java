package org.herald.connectors.threads;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.threads.Documents.Page;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.lookup.GraphTime;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Outcome;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads what people answered below a post, page by page, the oldest first. */
final class Conversations {
    private static final int LIMIT = 50;
    private static final String FIELDS = "id,text,timestamp,username,permalink,media_type,alt_text,gif_url,replied_to,"
            + "is_reply_owned_by_me,hide_status";
    private static final String HIDDEN = "On Threads some answers are hidden, and are left out here, too.";
    private static final String UNREAD = "Threads told of an answer what cannot be understood.";
    private static final String THIN = "Threads counts more answers than it shows to this account.";

    private final ThreadsApi api;

    Conversations(ThreadsApi api) {
        this.api = api;
    }

    /** An answer, with what is read of it. */
    record Reply(JsonNode json) {
        /** Takes it as Threads writes it. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Reply {}

        /** What nobody hid, or what was shown again; a word that is not known is taken for hidden. */
        private static final Set<String> SHOWN = Set.of("", "NOT_HUSHED", "UNHUSHED");

        boolean isShown() {
            return SHOWN.contains(text("hide_status"));
        }

        /** A field of text; empty where it is not there. */
        String text(String field) {
            return json.path(field).asText("");
        }

        /** What it answers; empty where Threads does not say. */
        String parent() {
            return json.at("/replied_to/id").asText("");
        }
    }

    Collected page(Account account, RemoteRef root, String page) {
        Form query = new Form().with("fields", FIELDS).with("reverse", "false").with("limit", Integer.toString(LIMIT));
        Answer answer = api.get(account, page.isEmpty() ? query : query.with("after", page), root.id(), "conversation");
        return ThreadsApi.page(answer, Reply.class)
                .<Collected>map(read -> replies(read, root))
                .orElseGet(() -> notCollected(answer));
    }

    private Collected notCollected(Answer answer) {
        Outcome trouble = Failure.reading(answer, api.now());
        return Failure.of(answer).isLimit()
                ? HttpErrorMapping.notCollected(trouble)
                : HttpErrorMapping.notCollected(answer, trouble);
    }

    /** A page may be the last without saying so: the one after it is empty then. */
    private static Collected replies(Page<Reply> page, RemoteRef root) {
        List<Reply> shown = page.data().stream().filter(Reply::isShown).toList();
        List<RemoteReply> replies =
                shown.stream().flatMap(reply -> reply(reply, root).stream()).toList();
        boolean more = page.more() || !page.data().isEmpty();
        boolean unread = !page.whole() || replies.size() < shown.size();
        return new Collected.Replies(replies, more ? page.after() : "", unread ? UNREAD : notShown(page, shown.size()));
    }

    private static String notShown(Page<Reply> page, int shown) {
        if (shown < page.data().size()) {
            return HIDDEN;
        }
        return page.more() && page.data().size() < LIMIT ? THIN : "";
    }

    /** Threads tells no id of an author, and of those whose profile is private not even a name. */
    private static Optional<RemoteReply> reply(Reply reply, RemoteRef root) {
        String author = reply.text("username");
        if (reply.text("id").isEmpty()) {
            return Optional.empty();
        }
        return GraphTime.of(reply.text("timestamp")).map(at -> RemoteReply.builder()
                .ref(new RemoteRef(reply.text("id"), "", Words.uri(reply.text("permalink"))))
                .parentId(reply.parent().isEmpty() ? root.id() : reply.parent())
                .authorId(author)
                .authorHandle(author)
                .authorName(author)
                .html(Words.html(reply.text("text")))
                .at(at)
                .visibility(Visibility.PUBLIC)
                .own(reply.json().path("is_reply_owned_by_me").asBoolean())
                .media(media(reply))
                .build());
    }

    /** The addresses of files change from day to day, so a person is sent to the reply. */
    private static List<RemoteMedia> media(Reply reply) {
        List<RemoteMedia> media = new ArrayList<>();
        RemoteMedia.Kind kind =
                switch (reply.text("media_type")) {
                    case "IMAGE" -> RemoteMedia.Kind.IMAGE;
                    case "VIDEO" -> RemoteMedia.Kind.VIDEO;
                    case "AUDIO" -> RemoteMedia.Kind.AUDIO;
                    case "CAROUSEL_ALBUM" -> RemoteMedia.Kind.OTHER;
                    default -> null;
                };
        if (kind != null) {
            media.add(new RemoteMedia(
                    reply.text("id"), kind, Words.uri(reply.text("permalink")), reply.text("alt_text")));
        }
        if (!reply.text("gif_url").isEmpty()) {
            media.add(new RemoteMedia(
                    reply.text("id") + "-gif", RemoteMedia.Kind.VIDEO, Words.uri(reply.text("permalink")), ""));
        }
        return media;
    }

    /** Threads does not tell what was deleted from what this account may not see any more: neither is public to it. */
    boolean isGone(Account account, RemoteRef reply) {
        return Failure.of(api.get(account, new Form().with("fields", "id"), reply.id()))
                .isGone();
    }
}
