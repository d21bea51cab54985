package org.herald.core.guard;

import java.util.Set;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.WorkflowState;
import org.herald.core.repo.Names;

/** What was decided about pages, read from the state of the repository. */
final class ApprovalRecords {
    /** Where Oak's unique index tells the path of an identity. */
    private static final String UUIDS = "/oak:index/uuid/:index/";

    private static final Set<String> UNDECIDED =
            Set.of(WorkflowState.DRAFT.name(), WorkflowState.IN_REVIEW.name(), WorkflowState.CHANGES_REQUESTED.name());

    private ApprovalRecords() {}

    /** The identity of a page; empty for none. */
    static String identity(NodeState page) {
        String identity = page.getString("jcr:uuid");
        return identity == null || identity.length() < 2 ? "" : identity;
    }

    private static NodeState record(NodeState root, String identity) {
        return Policies.at(root, Names.WORKFLOW + "/" + identity.substring(0, 2) + "/" + identity);
    }

    /** Tells whether a page is one that readers see by an approval, and says what was approved. */
    static boolean isPublishedAs(NodeState root, NodeState page) {
        String identity = identity(page);
        return !identity.isEmpty()
                && isStage(record(root, identity), WorkflowState.PUBLISHED)
                && isApproved(root, page);
    }

    /** Tells whether a page was published by an approval, whatever it says now. */
    static boolean isPublished(NodeState root, NodeState page) {
        String identity = identity(page);
        return !identity.isEmpty() && isStage(record(root, identity), WorkflowState.PUBLISHED);
    }

    private static boolean isStage(NodeState record, WorkflowState stage) {
        return stage.name().equals(record.getString("herald:stage"));
    }

    /** Tells whether a page says what was approved last, and no decision took that back. */
    static boolean isApproved(NodeState root, NodeState page) {
        String identity = identity(page);
        if (identity.isEmpty()) {
            return false;
        }
        NodeState record = record(root, identity);
        String approved = record.getString("herald:approvedRevision");
        String stage = record.getString("herald:stage");
        return approved != null
                && !approved.isEmpty()
                && stage != null
                && !UNDECIDED.contains(stage)
                && isHash(approved, ContentHash.ofPage(new StateContent("", page)));
    }

    /** A revision is the hash of the page, and after a dot that of what it refers to. */
    private static boolean isHash(String revision, String hash) {
        int dot = revision.indexOf('.');
        return hash.equals(dot < 0 ? revision : revision.substring(0, dot));
    }

    /** Where a page is; empty where it has no identity or is not there. */
    static String place(NodeState root, NodeState page) {
        return place(root, identity(page));
    }

    /** Where the page with an identity is; empty where it is not there. */
    static String place(NodeState root, String identity) {
        PropertyState entry =
                identity.isEmpty() ? null : Policies.at(root, UUIDS + identity).getProperty("entry");
        return entry == null || entry.count() != 1 ? "" : entry.getValue(Type.STRING, 0);
    }
}
