package org.herald.core.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.AuditEntry;
import org.herald.RevisionChange;
import org.herald.Workflow;
import org.herald.Workflow.PlannedPost;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.core.repo.Article;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.workflow.WorkflowPolicy.Decision;
import org.herald.core.workflow.WorkflowPolicy.PolicyInput;

/** Where an article is, as it is shown to a person. */
final class WorkflowView {
    private WorkflowView() {}

    static Workflow of(
            ResourceResolver resolver,
            Article article,
            WorkflowRecord state,
            PolicyInput facts,
            List<AuditEntry> history) {
        return new Workflow(
                article.path(),
                article.title(),
                state.stage(),
                facts.policy().required(),
                WorkflowPolicy.possible(facts),
                why(facts),
                state.asked().by(),
                state.approvedBy(),
                Optional.ofNullable(state.approvedUntil()),
                Optional.ofNullable(state.start()),
                Optional.ofNullable(state.asked().unpublishAt()),
                state.asked().zone(),
                !state.approvedRevision().isEmpty()
                        && state.approvedRevision().equals(state.asked().revision()),
                planned(resolver, article, state),
                changes(resolver, article, state, facts),
                history,
                state.moves());
    }

    private static String why(PolicyInput facts) {
        if (facts.policy().required() && facts.policy().reviewers().isEmpty()) {
            return ((Decision.Refused) WorkflowPolicy.of(noReviewers(facts), WorkflowAction.APPROVE)).why();
        }
        boolean changed = facts.changed() && facts.stage() != WorkflowState.DRAFT;
        return changed ? "The article changed since it was submitted: submit it again." : "";
    }

    private static PolicyInput noReviewers(PolicyInput facts) {
        return new PolicyInput(
                WorkflowState.IN_REVIEW,
                facts.policy(),
                facts.user(),
                true,
                true,
                false,
                Set.of(),
                Set.of(),
                false,
                false,
                null,
                facts.now());
    }

    private static List<PlannedPost> planned(ResourceResolver resolver, Article article, WorkflowRecord state) {
        Instant base = state.start();
        return state.asked().plan().stream()
                .map(wanted -> new PlannedPost(
                        wanted,
                        Optional.ofNullable(
                                base == null
                                        ? wanted.when().at()
                                        : wanted.when().from(base)),
                        PolicyInputReader.approval(resolver, article, state, wanted)
                                .isPresent()))
                .toList();
    }

    private static List<RevisionChange> changes(
            ResourceResolver resolver, Article article, WorkflowRecord state, PolicyInput facts) {
        List<RevisionChange> changes = new ArrayList<>(Difference.between(state.before(), state.asked()));
        String version =
                facts.changed() ? state.asked().version() : state.before().version();
        if (version.isEmpty()) {
            return state.before().by().isEmpty() ? List.of() : changes;
        }
        try {
            Session session = Nodes.session(resolver);
            Node content = session.getNode(article.path() + "/" + Names.NN_CONTENT);
            Node frozen = session.getWorkspace()
                    .getVersionManager()
                    .getVersionHistory(content.getPath())
                    .getVersion(version)
                    .getFrozenNode();
            changes.addAll(Difference.between(frozen, content));
            return changes;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the version of " + article.path(), e);
        }
    }
}
