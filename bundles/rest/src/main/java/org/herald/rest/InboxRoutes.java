package org.herald.rest;

import java.util.List;
import java.util.Map;
import org.herald.Inbox;
import org.herald.InboxItem;
import org.herald.InboxQuery;
import org.herald.ReviewState;

/** What readers say on the networks: read, reviewed, answered. */
final class InboxRoutes {
    private static final int PAGE = 25;

    private final Inbox inbox;

    InboxRoutes(Inbox inbox) {
        this.inbox = inbox;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/inbox", this::inbox),
                new Route("POST", "/inbox/review", this::review),
                new Route("GET", "/inbox/{id}", c -> Reply.ok(inbox.get(c.caller(), c.path("id")))),
                new Route("POST", "/inbox/{id}/check", this::checkAnswer),
                new Route("POST", "/inbox/{id}/answer", this::answer));
    }

    private Reply inbox(Call call) {
        String state = call.query("state");
        String size = call.query("size");
        if (!size.isEmpty() && !size.matches("[0-9]{1,3}")) {
            throw Call.invalid("size", "Ask for 1 to 100 items a page.");
        }
        return Reply.ok(inbox.page(
                call.caller(),
                new InboxQuery(
                        state.isEmpty() ? null : Call.word(ReviewState.class, "state", state),
                        call.query("network"),
                        call.query("site"),
                        call.query("article"),
                        call.query("after"),
                        size.isEmpty() ? PAGE : Integer.parseInt(size))));
    }

    private Reply review(Call call) {
        ReviewState state = Call.word(ReviewState.class, "state", call.required("state"));
        Call versions = call.object("seen");
        List<Inbox.Seen> seen = call.texts("ids").stream()
                .map(id -> new Inbox.Seen(id, versions.whole(id)))
                .toList();
        List<InboxItem> items = inbox.review(call.caller(), seen, state);
        return Reply.ok(Map.of("items", items));
    }

    private Reply checkAnswer(Call call) {
        return Reply.ok(inbox.checkAnswer(call.caller(), call.path("id"), call.text("text", "")));
    }

    private Reply answer(Call call) {
        return Reply.accepted(inbox.answer(
                call.caller(), new Inbox.Seen(call.path("id"), call.whole("seen")), call.required("text")));
    }
}
