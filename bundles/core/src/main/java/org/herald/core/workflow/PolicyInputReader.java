package org.herald.core.workflow;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.ProfileAction;
import org.herald.Rejection;
import org.herald.ShareRequest.PostRequest;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.VariantFreezer;
import org.herald.core.site.SettingsStore;

/** Reads what a judgement rests on. */
final class PolicyInputReader {
    private final SettingsStore settings;
    private final Publication publication;
    private final Clock clock;

    PolicyInputReader(SettingsStore settings, Publication publication, Clock clock) {
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
    PolicyInput of(ResourceResolver caller, ResourceResolver resolver, Article article, WorkflowRecord state) {
        boolean open = state.asked().plan().stream()
                .anyMatch(wanted -> approval(resolver, article, state, wanted).isEmpty());
        boolean changed = !state.asked().revision().isEmpty()
                && !state.asked().revision().equals(revision(resolver, article.path()));
        return facts(caller, resolver, article, state, open, changed);
    }

    private PolicyInput facts(
            ResourceResolver caller,
            ResourceResolver resolver,
            Article article,
            WorkflowRecord state,
            boolean open,
            boolean changed) {
        boolean seen = publication.isLive() && Articles.isPublic(resolver, article.path());
        return asking(caller, resolver).facts(article.path(), article.site(), state, seen, open, changed);
    }

    /** A person who asks, for one article or many. */
    Asking asking(ResourceResolver caller, ResourceResolver resolver) {
        return new Asking(caller, resolver);
    }

    /** Remembers a person's groups and the sites' rules. */
    final class Asking {
        private final ResourceResolver caller;
        private final ResourceResolver resolver;
        private final String user;
        private final Set<String> groups;
        private final ProfileAccess access;
        private final Map<String, ApprovalPolicy> policies = new HashMap<>();

        private Asking(ResourceResolver caller, ResourceResolver resolver) {
            this.caller = caller;
            this.resolver = resolver;
            this.user = Objects.toString(caller.getUserID(), "");
            this.groups = groups(resolver, user);
            this.access = ProfileAccess.of(resolver, caller);
        }

        private ApprovalPolicy policy(String site) {
            return policies.computeIfAbsent(site, s -> settings.of(s).approval());
        }

        /** The facts without a look at page and files: whether they changed is seen when somebody opens the article. */
        PolicyInput atAGlance(String path, WorkflowRecord state) {
            return facts(path, Articles.siteOf(resolver, path), state, false, state.isOpen(), false);
        }

        /**
         * Whether this person may know what is decided about an article: who sees it, and writes or reviews there, sees
         * what is shared, or administers Herald.
         */
        boolean mayKnow(String path) {
            return caller.getResource(path) != null
                    && (Articles.mayEdit(caller, path)
                            || isOf(policy(Articles.siteOf(resolver, path)))
                            || caller.getResource(Names.SHARES) != null
                            || Nodes.may(caller, Names.PROFILES, Names.PRIVILEGE_ADMINISTER));
        }

        /** What is planned, said and decided is told to who has a part in it. */
        void mustKnow(String path) {
            if (!mayKnow(path)) {
                throw new Rejection(
                        Rejection.Kind.NOT_FOUND,
                        "articleUnknown",
                        "There is no article at " + path + ", or you may not see what is decided about it.");
            }
        }

        /** Whether this person may know what is decided about the posts of a profile. */
        boolean maySee(String profileId) {
            return access.may(profileId, ProfileAction.SEE_POSTS);
        }

        /** What this person may do as which profile. */
        ProfileAccess access() {
            return access;
        }

        private boolean isOf(ApprovalPolicy policy) {
            return Stream.concat(policy.authors().stream(), policy.reviewers().stream())
                    .anyMatch(groups::contains);
        }

        private PolicyInput facts(
                String path, String site, WorkflowRecord state, boolean seen, boolean open, boolean changed) {
            ApprovalPolicy policy = policy(site);
            boolean mayAuthor =
                    policy.authors().isEmpty() || policy.authors().stream().anyMatch(groups::contains);
            return PolicyInput.builder()
                    .stage(state.stage())
                    .policy(policy)
                    .user(user)
                    .author(mayAuthor && Articles.mayEdit(caller, path))
                    .reviewer(policy.reviewers().stream().anyMatch(groups::contains))
                    .seen(seen)
                    .submittedBy(with(state.hands(), state.asked().by()))
                    .postsBy(with(state.hands(), state.postsBy()))
                    .open(open)
                    .changed(changed)
                    .approvedUntil(state.approvedUntil())
                    .now(clock.instant())
                    .build();
        }
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
    static Optional<ApprovedPost> approval(
            ResourceResolver resolver, Article article, WorkflowRecord state, PostRequest wanted) {
        return state.approvedPosts().isEmpty()
                ? Optional.empty()
                : state.approval(VariantFreezer.fingerprint(resolver, article, wanted));
    }

    /** Approves a plan; what was approved already, and is still to be sent, keeps the request that it belongs to. */
    static List<ApprovedPost> approve(
            ResourceResolver resolver, Article article, WorkflowRecord state, List<PostRequest> plan, String by) {
        Round round = state.asked().round();
        return plan.stream()
                .map(wanted -> {
                    String contentHash = VariantFreezer.fingerprint(resolver, article, wanted);
                    return state.approval(contentHash)
                            .orElseGet(() -> new ApprovedPost(ApprovedPost.nameOf(wanted), contentHash, round, by));
                })
                .toList();
    }
}
