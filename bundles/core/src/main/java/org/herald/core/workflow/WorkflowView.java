package org.herald.core.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.AuditEntry;
import org.herald.Change;
import org.herald.Stage;
import org.herald.Step;
import org.herald.Workflow;
import org.herald.Workflow.Planned;
import org.herald.core.repo.Article;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.workflow.Judgement.Facts;
import org.herald.core.workflow.Judgement.Verdict;

/** Where an article is, as it is shown to a person. */
final class WorkflowView {
    private WorkflowView() {}

    static Workflow of(ResourceResolver resolver, Article article, State state, Facts facts, List<AuditEntry> history) {
        return new Workflow(
                article.path(),
                article.title(),
                state.stage(),
                facts.policy().required(),
                Judgement.possible(facts),
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
                state.attempt() != null && state.stage() != Stage.PUBLISHING,
                state.moves());
    }

    private static String why(Facts facts) {
        if (facts.policy().required() && facts.policy().reviewers().isEmpty()) {
            return ((Verdict.Refused) Judgement.of(noReviewers(facts), Step.APPROVE)).why();
        }
        boolean changed = facts.changed() && facts.stage() != Stage.DRAFT;
        return changed ? "The article changed since it was submitted: submit it again." : "";
    }

    private static Facts noReviewers(Facts facts) {
        return new Facts(
                Stage.IN_REVIEW,
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

    private static List<Planned> planned(ResourceResolver resolver, Article article, State state) {
        Instant base = state.start();
        return state.asked().plan().stream()
                .map(wanted -> new Planned(
                        wanted,
                        Optional.ofNullable(
                                base == null
                                        ? wanted.when().at()
                                        : wanted.when().from(base)),
                        FactsReader.approval(resolver, article, state, wanted).isPresent()))
                .toList();
    }

    /** What is shown by reference and is another one: than was submitted, or else than was submitted before that. */
    private static List<Change> shown(ResourceResolver resolver, Article article, State state) {
        if (state.asked().shown() == null) {
            return List.of();
        }
        Node page = resolver.getResource(article.path()).adaptTo(Node.class);
        Map<String, Map<String, String>> now = new TreeMap<>(References.inWords(page));
        now.putAll(References.ofFiles(page, state.asked().media()));
        List<Change> since = Difference.between(state.asked().shown(), now);
        return since.isEmpty() && state.before().shown() != null
                ? Difference.between(state.before().shown(), now)
                : since;
    }

    private static List<Change> changes(ResourceResolver resolver, Article article, State state, Facts facts) {
        List<Change> changes = new ArrayList<>(Difference.between(state.before(), state.asked()));
        List<Change> shown = shown(resolver, article, state);
        String version =
                facts.changed() ? state.asked().version() : state.before().version();
        if (version.isEmpty()) {
            changes.addAll(shown);
            return state.before().by().isEmpty() ? shown : changes;
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
            changes.addAll(shown);
            return changes;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the version of " + article.path(), e);
        }
    }
}
