package org.herald.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.herald.ApprovalPolicy;
import org.herald.GateMode;
import org.herald.Pages;
import org.herald.Profiles;
import org.herald.Settings;
import org.herald.SiteSettings;

/** The sites and their rules. */
final class SiteRoutes {
    /** No name of a group is longer. */
    private static final int MOST_TYPED = 100;
    /** No path is longer that anybody types. */
    private static final int LONGEST_PATH = 1000;

    private final Profiles profiles;
    private final Settings settings;
    private final Pages pages;

    SiteRoutes(Profiles profiles, Settings settings, Pages pages) {
        this.profiles = profiles;
        this.settings = settings;
        this.pages = pages;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/networks", c -> Reply.ok(Map.of("networks", profiles.networks()))),
                new Route("GET", "/sites", c -> Reply.ok(Map.of("sites", profiles.sites(c.caller())))),
                new Route("GET", "/pages", this::pages),
                new Route("GET", "/groups", this::groups),
                new Route("GET", "/settings", c -> Reply.ok(settings.get(c.caller(), c.query("site")))),
                new Route("PUT", "/settings", this::save));
    }

    private Reply pages(Call call) {
        String text = call.query("q");
        if (text.length() > LONGEST_PATH) {
            throw Call.invalid("q", "Look for a page by some words of its title, or by its path.");
        }
        return Reply.ok(Map.of("pages", pages.find(call.caller(), text, call.query("site"))));
    }

    private Reply groups(Call call) {
        String text = call.query("q");
        if (text.length() > MOST_TYPED) {
            throw Call.invalid("q", "Look for a group by at most " + MOST_TYPED + " letters of its name.");
        }
        return Reply.ok(Map.of("groups", profiles.groups(call.caller(), text)));
    }

    private Reply save(Call call) {
        Map<String, GateMode> gate = new HashMap<>();
        call.map("gate").forEach((rule, mode) -> gate.put(rule, Call.word(GateMode.class, "gate", mode)));
        return Reply.ok(settings.save(
                call.caller(),
                new SiteSettings(
                        call.required("site"),
                        call.map("templates"),
                        gate,
                        call.map("parameters"),
                        approval(call),
                        undo(call))));
    }

    /** A request that says nothing of it leaves it as it is. */
    private int undo(Call request) {
        return request.said("undoSeconds")
                ? request.number("undoSeconds", SiteSettings.USUAL_UNDO)
                : settings.get(request.caller(), request.required("site")).undoSeconds();
    }

    /** A request that says nothing of approvals takes none away; one that does says all of it. */
    private ApprovalPolicy approval(Call request) {
        if (!request.body().has("approval")) {
            return settings.get(request.caller(), request.required("site")).approval();
        }
        Call call = request.requiredObject("approval");
        return new ApprovalPolicy(
                call.requiredFlag("required"),
                call.texts("authors"),
                call.texts("reviewers"),
                call.flag("own"),
                call.number("days", ApprovalPolicy.NONE.days()));
    }
}
