package org.herald.core.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import javax.jcr.UnsupportedRepositoryOperationException;
import javax.jcr.version.VersionException;
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

/** Where an article is, as it is shown to a person. */
final class WorkflowView {
    private WorkflowView() {}

    static Workflow of(
            ResourceResolver resolver,
            Article article,
            WorkflowRecord state,
            PolicyInput facts,
            List<AuditEntry> history) {
        Decision.Refused why = why(facts);
        return Workflow.builder()
                .articlePath(article.path())
                .articleTitle(article.title())
                .stage(state.stage())
                .required(facts.policy().required())
                .possible(WorkflowPolicy.possible(facts))
                .why(why.why())
                .whyCode(why.code())
                .submittedBy(state.asked().by())
                .approvedBy(state.approvedBy())
                .approvedUntil(Optional.ofNullable(state.approvedUntil()))
                .publishAt(Optional.ofNullable(state.start()))
                .unpublishAt(Optional.ofNullable(state.asked().unpublishAt()))
                .zone(state.asked().zone())
                .bound(!state.approvedRevision().isEmpty()
                        && state.approvedRevision().equals(state.asked().revision()))
                .planned(planned(resolver, article, state))
                .changes(changes(resolver, article, state, facts))
                .history(history)
                .leaving(state.attempt() != null && state.stage() != WorkflowState.PUBLISHING)
                .moves(state.moves())
                .build();
    }

    /** What keeps everybody from going on; empty where nothing does. */
    private static Decision.Refused why(PolicyInput facts) {
        if (facts.policy().required() && facts.policy().reviewers().isEmpty()) {
            return (Decision.Refused) WorkflowPolicy.of(noReviewers(facts), WorkflowAction.APPROVE);
        }
        boolean changed = facts.changed() && facts.stage() != WorkflowState.DRAFT;
        return changed ? WorkflowPolicy.CHANGED : new Decision.Refused("", "");
    }

    private static PolicyInput noReviewers(PolicyInput facts) {
        return PolicyInput.builder()
                .stage(WorkflowState.IN_REVIEW)
                .policy(facts.policy())
                .user(facts.user())
                .author(true)
                .reviewer(true)
                .now(facts.now())
                .build();
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

    /** What is shown by reference and is another one: than was submitted, or else than was submitted before that. */
    private static List<RevisionChange> shown(ResourceResolver resolver, Article article, WorkflowRecord state) {
        if (state.asked().shown() == null) {
            return List.of();
        }
        Node page = resolver.getResource(article.path()).adaptTo(Node.class);
        Map<String, Map<String, String>> now = new TreeMap<>(References.inWords(page));
        now.putAll(References.ofFiles(page, state.asked().media()));
        List<RevisionChange> since = Difference.between(state.asked().shown(), now);
        return since.isEmpty() && state.before().shown() != null
                ? Difference.between(state.before().shown(), now)
                : since;
    }

    private static List<RevisionChange> changes(
            ResourceResolver resolver, Article article, WorkflowRecord state, PolicyInput facts) {
        List<RevisionChange> changes = new ArrayList<>(Difference.between(state.before(), state.asked()));
        List<RevisionChange> shown = shown(resolver, article, state);
        String version =
                facts.changed() ? state.asked().version() : state.before().version();
        if (version.isEmpty()) {
            changes.addAll(shown);
            return state.before().by().isEmpty() ? shown : changes;
        }
        try {
            Session session = Nodes.session(resolver);
            Node content = session.getNode(article.path() + "/" + Names.NN_CONTENT);
            Optional<Node> frozen = frozen(session, content, version);
            changes.addAll(
                    frozen.isPresent()
                            ? Difference.between(frozen.get(), content)
                            : List.of(new RevisionChange("version:" + version, "", "")));
            changes.addAll(shown);
            return changes;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the version of " + article.path(), e);
        }
    }

    /** Empty where the version was purged, or the page was imported again since and has another history or none. */
    private static Optional<Node> frozen(Session session, Node content, String version) throws RepositoryException {
        try {
            return Optional.of(session.getWorkspace()
                    .getVersionManager()
                    .getVersionHistory(content.getPath())
                    .getVersion(version)
                    .getFrozenNode());
        } catch (VersionException | UnsupportedRepositoryOperationException e) {
            return Optional.empty();
        }
    }
}
