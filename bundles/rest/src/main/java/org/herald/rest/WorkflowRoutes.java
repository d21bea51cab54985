package org.herald.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.herald.AuditEntry;
import org.herald.WorkflowAction;
import org.herald.Workflows;

/** Where articles are, and what is decided about them. */
final class WorkflowRoutes {
    private static final List<String> COLUMNS =
            List.of("at", "article", "title", "by", "what", "from", "to", "comment");

    /** Entries where nothing is said of it: the same at any age. */
    private static final int PAGE = 1_000;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Workflows workflows;

    WorkflowRoutes(Workflows workflows) {
        this.workflows = workflows;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/workflow", c -> Reply.ok(workflows.get(c.caller(), Routes.article(c)))),
                new Route("POST", "/workflow", this::step),
                new Route("GET", "/work", c -> Reply.ok(Map.of("items", workflows.work(c.caller())))),
                new Route("GET", "/audit", this::audit));
    }

    private Reply step(Call call) {
        return Reply.ok(workflows.act(
                call.caller(),
                call.required("path"),
                Call.word(WorkflowAction.class, "step", call.required("step")),
                call.whole("moves"),
                call.text("comment", ""),
                new Workflows.Plan(
                        Times.moment(call, "at"), Times.moment(call, "until", "untilOffset"), PostRoutes.posts(call))));
    }

    private static int limit(Call call) {
        String limit = call.query("limit");
        if (!limit.isEmpty()
                && (!limit.matches("[1-9][0-9]{0,4}") || Integer.parseInt(limit) > Workflows.MOST_AUDITED)) {
            throw Call.invalid("limit", "Ask for 1 to " + Workflows.MOST_AUDITED + " entries.");
        }
        return limit.isEmpty() ? PAGE : Integer.parseInt(limit);
    }

    private Reply audit(Call call) {
        Instant before = call.query("before").isEmpty() ? LAST : Times.instant(call, "before");
        List<AuditEntry> entries = workflows.audit(call.caller(), call.query("site"), before, limit(call));
        if (!call.query("format").equals("csv")) {
            return Reply.ok(Map.of("entries", entries));
        }
        List<List<String>> rows = entries.stream()
                .map(e -> List.of(
                        e.at().toString(),
                        e.articlePath(),
                        e.articleTitle(),
                        e.by(),
                        e.what(),
                        e.from().name(),
                        e.to().name(),
                        e.comment()))
                .toList();
        return Reply.ok(new Table("herald-audit", COLUMNS, rows));
    }
}
