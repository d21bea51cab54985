package org.herald.simulators.facebook;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.meta.Grant;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Listing;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Pages;
import org.herald.simulators.meta.Scopes;

/** Comments: read, answered, hidden, deleted (Graph API, Object Comments; Comment). */
final class Commenting {
    /** What may be sent to {object}/comments. */
    static final Set<String> ADD = Set.of("message", "attachment_url", "attachment_share_url");
    /** What may be asked of {object}/comments. */
    static final Set<String> LIST = Set.of("filter", "order", "since", "limit", "after", "before");
    /** What may be sent to {comment}. */
    static final Set<String> CHANGE = Set.of("is_hidden", "message");

    static final int LONGEST = 8_000;
    private static final Listing.Type TYPE = new Listing.Type(
            "Comment", PageComment.SAMPLE.view(true).keySet(), Set.of("created_time", "from", "message", "id"));
    private static final String READS_USERS = "pages_read_user_content";

    private final Wall wall;
    private final Clock clock;

    Commenting(Wall wall, Clock clock) {
        this.wall = wall;
        this.clock = clock;
    }

    /** Lists the comments on a post: those at the top, or all of the stream. */
    Reply list(GraphCall call, Grant grant, PagePost post) throws Violation {
        call.only(LIST);
        mustRead(grant, post);
        List<PageComment> all = new ArrayList<>(
                switch (call.get("filter")) {
                    case "", "toplevel" -> wall.answersTo("").stream()
                            .filter(comment -> comment.post().equals(post.id()))
                            .toList();
                    case "stream" -> wall.commentsOn(post.id());
                    default -> throw GraphError.parameter("Param filter must be one of {STREAM, TOPLEVEL}")
                            .violation("filter=" + call.get("filter"));
                });
        return page(call, grant, ordered(call, all));
    }

    /** Lists the answers to a comment. */
    Reply answers(GraphCall call, Grant grant, PageComment comment, PagePost post) throws Violation {
        call.only(LIST);
        mustRead(grant, post);
        return page(call, grant, ordered(call, new ArrayList<>(wall.answersTo(comment.id()))));
    }

    private static List<PageComment> ordered(GraphCall call, List<PageComment> all) throws Violation {
        switch (call.get("order")) {
            case "", "chronological" -> {}
            case "reverse_chronological" -> Collections.reverse(all);
            default -> throw GraphError.parameter("Param order must be one of {CHRONOLOGICAL, REVERSE_CHRONOLOGICAL}")
                    .violation("order=" + call.get("order"));
        }
        return all;
    }

    private static Reply page(GraphCall call, Grant grant, List<PageComment> all) throws Violation {
        boolean writers = grant.scopes().contains(READS_USERS);
        return Listing.of(
                call, all.stream().map(comment -> comment.view(writers)).toList(), TYPE);
    }

    static void mustRead(Grant grant, PagePost post) throws Violation {
        Pages.mustActAs(grant, post.page().id());
        Scopes.need(grant, "pages_read_engagement");
    }

    /** Adds a comment of the page's. */
    Reply add(GraphCall call, Grant grant, PagePost post, String parent) throws Violation {
        call.only(ADD);
        Pages.mustActAs(grant, post.page().id());
        Scopes.need(grant, "pages_manage_engagement");
        String message = call.need("message");
        if (message.length() > LONGEST) {
            throw GraphError.parameter("Comment is too long").violation("message of " + message.length());
        }
        if (wall.comment(parent).filter(above -> !above.parent().isEmpty()).isPresent()) {
            throw GraphError.of(100, 0, "(#100) Comments on replies are not supported")
                    .violation("an answer below an answer: can_comment is false");
        }
        PageComment comment = written(post, parent, post.page(), message, "");
        return Reply.json(200, Map.of("id", comment.id()));
    }

    PageComment written(PagePost post, String parent, Person from, String message, String picture) {
        String number = post.id().substring(post.id().indexOf('_') + 1);
        PageComment comment = new PageComment(
                number + "_" + wall.next(), post.id(), parent, from, message, clock.instant(), false, picture);
        wall.put(comment);
        return comment;
    }

    Reply change(GraphCall call, Grant grant, PageComment comment, PagePost post) throws Violation {
        call.only(CHANGE);
        Pages.mustActAs(grant, post.page().id());
        Scopes.need(grant, "pages_manage_engagement");
        boolean own = comment.from().id().equals(post.page().id());
        if (call.has("message")) {
            if (!own) {
                throw GraphError.permission("pages_manage_engagement").violation("somebody else's comment");
            }
            wall.put(comment.saying(call.need("message")));
        } else {
            call.need("is_hidden");
            if (own) {
                throw GraphError.parameter("This comment cannot be hidden").violation("the page's own comment");
            }
            wall.put(comment.hidden(call.flag("is_hidden", false)));
        }
        return Reply.json(200, Map.of("success", true));
    }

    Reply delete(GraphCall call, Grant grant, PageComment comment, PagePost post) throws Violation {
        call.only(Set.of());
        Pages.mustActAs(grant, post.page().id());
        Scopes.need(grant, "pages_manage_engagement");
        wall.removeComment(comment.id());
        return Reply.json(200, Map.of("success", true));
    }

    /** A notice of the field feed (Webhooks reference, Page: feed). */
    static Map<String, Object> notice(Page page, PageComment comment, String verb, long now) {
        Map<String, Object> value = new java.util.LinkedHashMap<>();
        value.put("from", comment.from().view());
        value.put("item", "comment");
        value.put("verb", verb);
        value.put("post_id", comment.post());
        value.put("comment_id", comment.id());
        value.put("parent_id", comment.parent().isEmpty() ? comment.post() : comment.parent());
        value.put("message", comment.message());
        value.put("created_time", comment.at().getEpochSecond());
        return Map.of(
                "object",
                "page",
                "entry",
                List.of(Map.of(
                        "id", page.id(), "time", now, "changes", List.of(Map.of("field", "feed", "value", value)))));
    }
}
