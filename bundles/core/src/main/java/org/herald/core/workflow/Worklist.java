package org.herald.core.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.AuditEntry;
import org.herald.Share;
import org.herald.Stage;
import org.herald.Step;
import org.herald.VariantState;
import org.herald.WorkItem;
import org.herald.WorkItem.Kind;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.share.ShareStore;
import org.herald.core.workflow.Judgement.Facts;
import org.herald.core.workflow.WorkflowQueries.Found;

/** What waits for a person. */
final class Worklist {
    private static final List<Stage> WAITING =
            List.of(Stage.CHANGES_REQUESTED, Stage.IN_REVIEW, Stage.APPROVED, Stage.SCHEDULED, Stage.PUBLISHED);

    private final WorkflowStore store;
    private final ShareStore shares;
    private final BiFunction<Article, State, Facts> facts;

    Worklist(WorkflowStore store, ShareStore shares, BiFunction<Article, State, Facts> facts) {
        this.store = store;
        this.shares = shares;
        this.facts = facts;
    }

    List<WorkItem> of(ResourceResolver caller) {
        String user = Objects.toString(caller.getUserID(), "");
        List<WorkItem> items = new ArrayList<>();
        for (Share share : shares.failed(user)) {
            share.variants().stream()
                    .filter(v -> v.state() == VariantState.REFUSED || v.state() == VariantState.UNCERTAIN)
                    .forEach(v -> items.add(new WorkItem(
                            Kind.FAILED,
                            share.articlePath(),
                            share.articleTitle(),
                            share.by(),
                            share.at(),
                            v.message())));
        }
        for (Stage stage : WAITING) {
            store.in(stage, state -> concerns(state, user)).stream()
                    .filter(found -> caller.getResource(found.articlePath()) != null)
                    .forEach(found -> item(caller, found, user).ifPresent(items::add));
        }
        items.sort(Comparator.comparing(WorkItem::kind).thenComparing(WorkItem::at));
        return items;
    }

    /** Told from the state alone: what waits for its time by thousands is nobody's work. */
    private static boolean concerns(State state, String user) {
        boolean open = state.asked().plan().size() > state.approvedPosts().size();
        return switch (state.stage()) {
            case PUBLISHED -> !state.asked().plan().isEmpty();
            case SCHEDULED -> open || isLate(state) || state.asked().by().equals(user);
            default -> true;
        };
    }

    private static boolean isLate(State state) {
        Instant start = state.asked().publishAt();
        return start != null && start.plusSeconds(60).isBefore(Clock.systemUTC().instant());
    }

    private Optional<WorkItem> item(ResourceResolver caller, Found found, String user) {
        Article article = Articles.read(caller, found.articlePath());
        State state = found.state();
        List<Step> possible = Judgement.possible(facts.apply(article, state));
        Kind kind = kind(state, possible, state.asked().by().equals(user));
        if (kind == null) {
            return Optional.empty();
        }
        AuditEntry last = store.history(article.path()).get(0);
        return Optional.of(new WorkItem(kind, article.path(), article.title(), last.by(), last.at(), last.comment()));
    }

    private static Kind kind(State state, List<Step> possible, boolean own) {
        if (possible.contains(Step.APPROVE) || possible.contains(Step.APPROVE_POSTS)) {
            return Kind.REVIEW;
        }
        if (state.stage() == Stage.CHANGES_REQUESTED && own) {
            return Kind.CORRECT;
        }
        if (isLate(state) && possible.contains(Step.PUBLISH)) {
            return Kind.LATE;
        }
        if (state.stage() == Stage.APPROVED && possible.contains(Step.PUBLISH)) {
            return Kind.PUBLISH;
        }
        return own && state.stage() != Stage.PUBLISHED ? Kind.SENT : null;
    }
}
