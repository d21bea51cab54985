package org.herald.rest;

import java.util.List;
import java.util.Map;
import org.herald.PublishingCalendar;

/** What happens when. */
final class CalendarRoutes {
    private final PublishingCalendar calendar;

    CalendarRoutes(PublishingCalendar calendar) {
        this.calendar = calendar;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/calendar", this::calendar),
                new Route("POST", "/calendar/move", this::move),
                new Route("GET", "/calendar/feed", c -> Reply.ok(Map.of("open", calendar.hasFeed(c.caller())))),
                new Route("POST", "/calendar/feed", this::openFeed),
                new Route("DELETE", "/calendar/feed", this::closeFeed));
    }

    private Reply calendar(Call call) {
        return Reply.ok(calendar.between(call.caller(), Times.instant(call, "from"), Times.instant(call, "to")));
    }

    private Reply move(Call call) {
        call.required("at");
        calendar.move(call.caller(), call.required("id"), Times.moment(call, "at"));
        return Reply.nothing();
    }

    private Reply openFeed(Call call) {
        String address = FeedServlet.ROOT + "/" + calendar.openFeed(call.caller()) + FeedServlet.EXTENSION;
        return Reply.created(Map.of("address", address));
    }

    private Reply closeFeed(Call call) {
        calendar.closeFeed(call.caller());
        return Reply.nothing();
    }
}
