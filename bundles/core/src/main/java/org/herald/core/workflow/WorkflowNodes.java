package org.herald.core.workflow;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ValueMap;
import org.herald.WorkflowState;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.Plans;
import org.herald.core.workflow.WorkflowStore.Said;

/** How states stand in the repository. */
final class WorkflowNodes {
    static final String PN_STAGE = "herald:stage";
    /** Whether posts of a public article are to be handed on now. */
    static final String PN_UNSENT = "herald:unsent";

    static final String PN_COMMENT = "herald:comment";
    static final String PN_WAITS_FOR = "herald:waitsFor";

    private static final String PN_ASKED = "herald:asked";
    private static final String PN_BEFORE = "herald:before";
    private static final String PN_HANDS = "herald:hands";
    private static final String PN_POSTS_BY = "herald:postsBy";
    private static final String PN_APPROVED_REVISION = "herald:approvedRevision";
    private static final String PN_APPROVED_POSTS = "herald:approvedPosts";
    private static final String PN_PUBLISHED_AT = "herald:publishedAt";
    private static final String PN_ATTEMPT = "herald:attempt";
    private static final String PN_HELD = "herald:held";
    private static final String PN_WARNED = "herald:warned";
    private static final String PN_APPROVED_BY = "herald:approvedBy";
    private static final String PN_APPROVED_UNTIL = "herald:approvedUntil";

    private WorkflowNodes() {}

    static WorkflowRecord read(ValueMap values) {
        return new WorkflowRecord(
                WorkflowState.valueOf(values.get(PN_STAGE, WorkflowState.DRAFT.name())),
                Plans.read(Nodes.string(values, PN_ASKED), Submission.class).orElse(Submission.NONE),
                Plans.read(Nodes.string(values, PN_BEFORE), Submission.class).orElse(Submission.NONE),
                Set.of(values.get(PN_HANDS, new String[0])),
                Nodes.string(values, PN_POSTS_BY),
                Nodes.string(values, PN_APPROVED_BY),
                Nodes.instant(values, PN_APPROVED_UNTIL).orElse(null),
                Nodes.string(values, PN_APPROVED_REVISION),
                approvedPosts(values),
                Nodes.instant(values, PN_PUBLISHED_AT).orElse(null),
                optional(values, PN_ATTEMPT, Attempt::parse),
                optional(values, PN_HELD, text -> Plans.read(text, Held.class).orElse(null)),
                values.get(PN_WARNED, false),
                values.get(Names.PN_MOVES, 0L));
    }

    private static List<ApprovedPost> approvedPosts(ValueMap values) {
        return Arrays.stream(values.get(PN_APPROVED_POSTS, new String[0]))
                .map(ApprovedPost::parse)
                .toList();
    }

    private static <T> T optional(ValueMap values, String name, Function<String, T> parse) {
        String text = Nodes.string(values, name);
        return text.isEmpty() ? null : parse.apply(text);
    }

    /** Writes all but the moves. */
    static void write(ModifiableValueMap values, WorkflowRecord state) {
        values.put(PN_STAGE, state.stage().name());
        values.put(PN_ASKED, Plans.write(state.asked()));
        values.put(PN_BEFORE, Plans.write(state.before()));
        values.put(PN_HANDS, state.hands().toArray(String[]::new));
        values.put(PN_POSTS_BY, state.postsBy());
        values.put(PN_APPROVED_BY, state.approvedBy());
        put(values, PN_APPROVED_UNTIL, state.approvedUntil());
        values.put(PN_APPROVED_REVISION, state.approvedRevision());
        values.put(
                PN_APPROVED_POSTS,
                state.approvedPosts().stream().map(ApprovedPost::toString).toArray(String[]::new));
        put(values, PN_PUBLISHED_AT, state.publishedAt());
        values.put(PN_ATTEMPT, state.attempt() == null ? "" : state.attempt().toString());
        values.put(PN_HELD, state.held() == null ? "" : Plans.write(state.held()));
        values.put(PN_WARNED, state.warned());
        values.put(PN_WAITS_FOR, state.waitsFor().toArray(String[]::new));
        values.put(DueIndex.PN_DAYS, DueIndex.days(state.shown()));
        if (state.pending().isEmpty()) {
            values.remove(DueIndex.PN_MINUTES);
        } else {
            values.put(DueIndex.PN_MINUTES, DueIndex.minutes(state.pending()));
        }
    }

    /** Writes what was said last, for lists. */
    static void write(ModifiableValueMap values, Said said, Instant at) {
        values.put(Names.PN_BY, said.by());
        values.put(Names.PN_AT, Nodes.date(at));
        values.put(PN_COMMENT, said.comment());
    }

    private static void put(ModifiableValueMap values, String name, Instant at) {
        if (at == null) {
            values.remove(name);
        } else {
            values.put(name, Nodes.date(at));
        }
    }
}
