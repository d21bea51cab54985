package org.herald.simulators.instagram;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Listing;
import org.herald.simulators.meta.Page;

/** Comments: read, answered, hidden, deleted (IG Media Comments; IG Comment; IG Comment Replies). */
final class Talking {
    /** What may be asked of a list of comments. */
    static final Set<String> LIST = Set.of("limit", "after", "before");
    /** What may be sent to make a comment. */
    static final Set<String> ADD = Set.of("message");
    /** What may be sent to {comment}. */
    static final Set<String> CHANGE = Set.of("hide");

    static final int LONGEST = 2_200;
    private static final Listing.Type TYPE = new Listing.Type("IGComment", fields(), Set.of("timestamp", "text", "id"));

    private final Gallery gallery;
    private final Clock clock;
    private boolean namesOnly;

    Talking(Gallery gallery, Clock clock) {
        this.gallery = gallery;
        this.clock = clock;
    }

    void tellNamesOnly() {
        namesOnly = true;
    }

    Reply list(GraphCall call, List<IgComment> comments) throws Violation {
        call.only(LIST);
        return Listing.of(call, comments.stream().map(this::view).toList(), TYPE);
    }

    private static Set<String> fields() {
        Set<String> fields = new HashSet<>(IgComment.SAMPLE.view().keySet());
        fields.add("replies");
        return fields;
    }

    /** A comment with the first of its answers. */
    Map<String, Object> view(IgComment comment) {
        Map<String, Object> view = comment.view();
        if (namesOnly) {
            view.put("from", null);
        }
        view.put(
                "replies",
                Listing.within(gallery.answersTo(comment.id()).stream()
                        .map(IgComment::view)
                        .toList()));
        return view;
    }

    /** Adds a comment of the account's; an answer to an answer is added to the comment at the top. */
    Reply add(GraphCall call, Page page, String post, String parent) throws Violation {
        call.only(ADD);
        String message = call.need("message");
        if (message.length() > LONGEST) {
            throw GraphError.parameter("Comment is too long").violation("message of " + message.length());
        }
        if (gallery.comment(parent).filter(IgComment::hidden).isPresent()) {
            throw GraphError.parameter("Replying to hidden comments is not supported")
                    .violation("an answer to a hidden comment");
        }
        IgComment comment = written(post, parent, page.instagram(), page.username(), message);
        return Reply.json(200, Map.of("id", comment.id()));
    }

    IgComment written(String post, String parent, String author, String username, String text) {
        String top = gallery.comment(parent)
                .map(IgComment::parent)
                .filter(above -> !above.isEmpty())
                .orElse(parent);
        IgComment comment = new IgComment(gallery.next(), post, top, author, username, text, clock.instant(), false);
        gallery.put(comment);
        return comment;
    }

    Reply change(GraphCall call, Page page, IgComment comment) throws Violation {
        call.only(CHANGE);
        call.need("hide");
        if (comment.author().equals(page.instagram())) {
            throw GraphError.parameter("Own comments cannot be hidden").violation("the account's own comment");
        }
        gallery.put(comment.hidden(call.flag("hide", false)));
        return Reply.json(200, Map.of("success", true));
    }

    Reply delete(GraphCall call, IgComment comment) throws Violation {
        call.only(Set.of());
        gallery.removeComment(comment.id());
        return Reply.json(200, Map.of("success", true));
    }

    /** A notice of the field comments (Webhooks, Instagram). */
    static Map<String, Object> notice(String account, IgComment comment, long now) {
        Map<String, Object> value = new java.util.LinkedHashMap<>();
        value.put("id", comment.id());
        value.put("text", comment.text());
        value.put("from", Map.of("id", comment.author(), "username", comment.username()));
        value.put("media", Map.of("id", comment.post(), "media_product_type", "FEED"));
        if (!comment.parent().isEmpty()) {
            value.put("parent_id", comment.parent());
        }
        return Map.of(
                "object",
                "instagram",
                "entry",
                List.of(Map.of(
                        "id", account, "time", now, "changes", List.of(Map.of("field", "comments", "value", value)))));
    }
}
