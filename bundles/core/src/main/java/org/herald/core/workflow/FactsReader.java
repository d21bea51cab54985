package org.herald.core.workflow;

import java.time.Clock;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.ShareRequest.Wanted;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.VariantsService;
import org.herald.core.site.SettingsStore;
import org.herald.core.workflow.Judgement.Facts;
import org.herald.core.workflow.State.ApprovedPost;
import org.herald.core.workflow.State.Round;

/** Reads what a judgement rests on. */
final class FactsReader {
    private final SettingsStore settings;
    private final Publication publication;
    private final Clock clock;

    FactsReader(SettingsStore settings, Publication publication, Clock clock) {
        this.settings = settings;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Reads all of it.
     *
     * @param caller who wants to make a step
     * @param resolver with Herald's rights
     */
    Facts of(ResourceResolver caller, ResourceResolver resolver, Article article, State state) {
        boolean open = state.asked().plan().stream()
                .anyMatch(wanted -> approval(resolver, article, state, wanted).isEmpty());
        boolean changed = !state.asked().revision().isEmpty()
                && !state.asked().revision().equals(revision(resolver, article.path()));
        return facts(caller, resolver, article, state, open, changed);
    }

    /** The same without a look at page and files: whether they changed is seen when somebody opens the article. */
    Facts atAGlance(ResourceResolver caller, ResourceResolver resolver, Article article, State state) {
        return facts(caller, resolver, article, state, state.isOpen(), false);
    }

    private Facts facts(
            ResourceResolver caller,
            ResourceResolver resolver,
            Article article,
            State state,
            boolean open,
            boolean changed) {
        ApprovalPolicy policy = settings.of(article.site()).approval();
        String user = Objects.toString(caller.getUserID(), "");
        Set<String> groups = groups(resolver, user);
        boolean mayAuthor =
                policy.authors().isEmpty() || policy.authors().stream().anyMatch(groups::contains);
        return new Facts(
                state.stage(),
                policy,
                user,
                mayAuthor && Articles.mayEdit(caller, article.path()),
                policy.reviewers().stream().anyMatch(groups::contains),
                publication.isLive() && Articles.isPublic(resolver, article.path()),
                with(state.hands(), state.asked().by()),
                with(state.hands(), state.postsBy()),
                open,
                changed,
                state.approvedUntil(),
                clock.instant());
    }

    static Set<String> with(Set<String> people, String one) {
        Set<String> all = new HashSet<>(people);
        if (!one.isEmpty()) {
            all.add(one);
        }
        return Set.copyOf(all);
    }

    /** The groups of a user, also those that hold others. */
    static Set<String> groups(ResourceResolver resolver, String user) {
        try {
            Session session = Nodes.session(resolver);
            Authorizable authorizable =
                    ((JackrabbitSession) session).getUserManager().getAuthorizable(user);
            Set<String> ids = new HashSet<>();
            for (Iterator<Group> all = authorizable == null ? null : authorizable.memberOf();
                    all != null && all.hasNext(); ) {
                ids.add(all.next().getID());
            }
            return ids;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the groups of " + user, e);
        }
    }

    static String revision(ResourceResolver resolver, String articlePath) {
        return Revision.of(
                resolver.getResource(articlePath + "/" + Names.NN_CONTENT).adaptTo(Node.class));
    }

    /** The approval of just this post, with its files as they are now. */
    static Optional<ApprovedPost> approval(ResourceResolver resolver, Article article, State state, Wanted wanted) {
        return state.approvedPosts().isEmpty()
                ? Optional.empty()
                : state.approval(VariantsService.fingerprint(resolver, article, wanted));
    }

    /** Approves a plan; what was approved already, and is still to be sent, keeps the request that it belongs to. */
    static List<ApprovedPost> approve(ResourceResolver resolver, Article article, State state, List<Wanted> plan) {
        Round round = state.asked().round();
        return plan.stream()
                .map(wanted -> {
                    String seal = VariantsService.fingerprint(resolver, article, wanted);
                    return state.approval(seal)
                            .orElseGet(() -> new ApprovedPost(ApprovedPost.nameOf(wanted), seal, round));
                })
                .toList();
    }
}
