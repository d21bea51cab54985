package org.herald.rest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.herald.FirstSteps;
import org.herald.Health;
import org.herald.Inbox;
import org.herald.MailServer;
import org.herald.MediaLibrary;
import org.herald.Notifications;
import org.herald.Pages;
import org.herald.Profiles;
import org.herald.PublishingCalendar;
import org.herald.Rights;
import org.herald.Settings;
import org.herald.Shares;
import org.herald.Variants;
import org.herald.Workflows;

/** All operations, each one line of a table. */
final class Routes {
    private final List<Route> table;

    Routes(
            Shares shares,
            Variants variants,
            Profiles profiles,
            Inbox inbox,
            Settings settings,
            MediaLibrary library,
            Workflows workflows,
            PublishingCalendar calendar,
            Notifications notices,
            MailServer mail,
            Health health,
            Pages pages,
            FirstSteps firstSteps,
            Rights rights,
            Tokens tokens) {
        this.table = Stream.of(
                        List.of(new Route("GET", "/session", call -> session(call, rights, tokens))),
                        new PostRoutes(shares, variants, library, health).table(),
                        new HealthRoutes(health).table(),
                        new FirstStepsRoutes(firstSteps).table(),
                        new SiteRoutes(profiles, settings, pages).table(),
                        new WorkflowRoutes(workflows).table(),
                        new CalendarRoutes(calendar).table(),
                        new NotificationRoutes(notices, mail).table(),
                        new ProfileRoutes(profiles, shares, mail).table(),
                        new InboxRoutes(inbox).table())
                .flatMap(List::stream)
                .toList();
    }

    List<Route> table() {
        return table;
    }

    private static Reply session(Call call, Rights rights, Tokens tokens) {
        String user = Objects.toString(call.caller().getUserID(), "");
        String token = tokens.issue(user, rights.credential(call.caller()));
        return Reply.ok(Map.of("user", user, "token", token, "rights", rights.of(call.caller())));
    }

    /** The article that a query names. */
    static String article(Call call) {
        String path = call.query("path");
        if (!path.startsWith("/")) {
            throw Call.invalid("path", "Name the article: path=/content/…");
        }
        return path;
    }
}
