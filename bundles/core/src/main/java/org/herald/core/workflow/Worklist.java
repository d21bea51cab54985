package org.herald.core.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.WorkItem;
import org.herald.WorkItem.Kind;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.PostDecisions;
import org.herald.core.share.ShareStore;
import org.herald.core.workflow.WorkflowQueries.Found;

/** What waits for a person: told from the index and the states alone, no page and no file is read for it. */
final class Worklist {
    private static final int MOST = 500;

    private final WorkflowStore store;
    private final ShareStore shares;
    private final ResourceResolver herald;
    private final Instant now;

    Worklist(WorkflowStore store, ShareStore shares, ResourceResolver herald, Instant now) {
        this.store = store;
        this.shares = shares;
        this.herald = herald;
        this.now = now;
    }

    List<WorkItem> of(ResourceResolver caller, PolicyInputReader.Asking asking) {
        String user = Objects.toString(caller.getUserID(), "");
        List<WorkItem> items = new ArrayList<>(failed(caller, user));
        items.addAll(waiting(caller, user, asking.access()));
        for (Found found : store.waitingFor(user)) {
            if (caller.getResource(found.path()) != null) {
                item(found, asking.atAGlance(found.path(), found.state())).ifPresent(items::add);
            }
        }
        items.sort(Comparator.comparing(WorkItem::kind).thenComparing(WorkItem::at));
        return items.size() > MOST ? items.subList(0, MOST) : items;
    }

    private List<WorkItem> failed(ResourceResolver caller, String user) {
        List<WorkItem> items = new ArrayList<>();
        for (Share share : shares.ask().failed(user)) {
            boolean hidden = caller.getResource(share.articlePath()) == null
                    && !shares.ask().isGone(share.articlePath());
            share.variants().stream()
                    .filter(v -> !hidden)
                    .filter(v -> v.state() == VariantState.REFUSED || v.state() == VariantState.UNCERTAIN)
                    .forEach(v -> items.add(new WorkItem(
                            Kind.FAILED,
                            share.articlePath(),
                            share.articleTitle(),
                            share.by(),
                            share.at(),
                            v.message())));
        }
        return items;
    }

    /** Posts that wait for who publishes as their profile: for who may approve them, and for who wrote them. */
    private List<WorkItem> waiting(ResourceResolver caller, String user, ProfileAccess access) {
        boolean shares = Nodes.may(caller, Names.SHARES, Names.PRIVILEGE_SHARE);
        List<WorkItem> items = new ArrayList<>();
        for (Share share : PostDecisions.waiting(herald, now)) {
            String article = share.articlePath();
            if (caller.getResource(article) == null) {
                continue;
            }
            boolean edits = shares && Articles.mayEdit(caller, article);
            String site = Articles.siteOf(herald, article);
            for (Variant post : share.variants()) {
                boolean waits = post.state() == VariantState.SUBMITTED;
                boolean approves = edits && access.may(post.profileId(), ProfileAction.APPROVE, site);
                if (waits && (approves || share.by().equals(user))) {
                    items.add(new WorkItem(
                            approves ? Kind.APPROVE_POST : Kind.POST_WAITS,
                            article,
                            share.articleTitle(),
                            share.by(),
                            share.at(),
                            post.profileTitle()));
                }
            }
        }
        return items;
    }

    private static boolean isLate(WorkflowRecord state, Instant now) {
        Instant start = state.asked().publishAt();
        return start != null && start.plusSeconds(60).isBefore(now);
    }

    private static Optional<WorkItem> item(Found found, PolicyInput facts) {
        WorkflowRecord state = found.state();
        boolean own = state.asked().by().equals(facts.user());
        Kind kind = kind(state, WorkflowPolicy.possible(facts), own, isLate(state, facts.now()));
        return kind == null
                ? Optional.empty()
                : Optional.of(new WorkItem(kind, found.path(), found.title(), found.by(), found.at(), found.note()));
    }

    private static Kind kind(WorkflowRecord state, List<WorkflowAction> possible, boolean own, boolean late) {
        if (possible.contains(WorkflowAction.APPROVE) || possible.contains(WorkflowAction.APPROVE_POSTS)) {
            return Kind.REVIEW;
        }
        if (state.stage() == WorkflowState.CHANGES_REQUESTED && own) {
            return Kind.CORRECT;
        }
        if (late && possible.contains(WorkflowAction.PUBLISH)) {
            return Kind.LATE;
        }
        if (state.stage() == WorkflowState.APPROVED && possible.contains(WorkflowAction.PUBLISH)) {
            return Kind.PUBLISH;
        }
        return own && state.stage() != WorkflowState.PUBLISHED ? Kind.SENT : null;
    }
}
