package org.herald.core.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.ShareRequest.PostRequest;
import org.herald.WorkflowState;
import org.herald.core.profile.ProfileAccess;
import org.herald.core.repo.AbsentUser;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.OutgoingPost.Awaits;
import org.herald.core.share.PostDecisions;
import org.herald.core.share.ShareStore;
import org.herald.core.workflow.WorkflowStore.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what was approved with an article that is public now. However often it is tried, on whatever node, and
 * whatever a crash took back: each post is recorded once, because where it is recorded hangs on the request that it was
 * approved in, not on when it is tried. They are handed on in one commit with the article's own record, so whoever
 * revises it or takes it back before that keeps them all.
 */
final class PublicationPosts {
    /** A post that cannot be sent is tried again this often. */
    static final Duration AGAIN = Duration.ofMinutes(1);
    /** Later a person decides whether it is still wanted. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(PublicationPosts.class);
    private static final String BROKEN = "Something is broken: an administrator finds more in the log.";

    /** Freezes a post as it is to be sent. */
    interface Freezer {
        OutgoingPost freeze(
                ResourceResolver resolver, String articlePath, PostRequest wanted, String user, Instant now);
    }

    private final WorkflowStore store;
    private final Freezer freezer;
    private final ShareStore shares;
    private final DeliveryQueue queue;
    private final Repository repository;
    private final Clock clock;

    PublicationPosts(
            WorkflowStore store,
            Freezer freezer,
            ShareStore shares,
            DeliveryQueue queue,
            Repository repository,
            Clock clock) {
        this.store = store;
        this.freezer = freezer;
        this.shares = shares;
        this.queue = queue;
        this.repository = repository;
        this.clock = clock;
    }

    /** What is sent together: one share. */
    private record Together(PublishTime when, Round round) {}

    private record Post(PostRequest wanted, ApprovedPost approval) {}

    /**
     * A share that is to be recorded.
     *
     * @param at when it is sent; null for now
     */
    private record Handed(String id, Instant at, List<OutgoingPost> dispatches) {}

    /** Does it for an article, and plans what has a time of its own. */
    void send(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            WorkflowRecord state = store.find(resolver, articlePath);
            if (state.stage() == WorkflowState.PUBLISHED
                    && !state.approvedPosts().isEmpty()) {
                new Sending(resolver, Articles.read(resolver, articlePath), state).run();
            }
        }
    }

    private final class Sending {
        private final ResourceResolver resolver;
        private final Article article;
        private final WorkflowRecord state;
        private final Instant now = clock.instant();
        private final List<PostRequest> left = new ArrayList<>();
        private final List<ApprovedPost> kept = new ArrayList<>();
        private final Set<String> told;
        private final List<Said> said = new ArrayList<>();
        private final List<Handed> handed = new ArrayList<>();

        Sending(ResourceResolver resolver, Article article, WorkflowRecord state) {
            this.resolver = resolver;
            this.article = article;
            this.state = state;
            this.told =
                    new HashSet<>(state.held() == null ? Set.of() : state.held().told());
        }

        void run() {
            Map<Together, List<Post>> all = new LinkedHashMap<>();
            for (PostRequest wanted : state.asked().plan()) {
                Optional<ApprovedPost> approval = PolicyInputReader.approval(resolver, article, state, wanted);
                if (approval.isPresent()) {
                    Together together =
                            new Together(wanted.when(), approval.get().round());
                    all.computeIfAbsent(together, t -> new ArrayList<>()).add(new Post(wanted, approval.get()));
                } else {
                    left.add(wanted);
                    tell(
                            ApprovedPost.nameOf(wanted),
                            "POSTS_HELD",
                            "Posts that changed since the approval wait for one.");
                }
            }
            all.forEach(this::send);
            settle();
        }

        private void tell(String name, String what, String why) {
            if (told.add(name)) {
                said.add(new Said(WorkflowStore.HERALD, what, why, Publishing.author(state)));
            }
        }

        private String id(Together together, String profile) {
            String decision = Articles.identify(resolver, article.path())
                    + "/" + together.round()
                    + "/" + together.when()
                    + "/" + profile;
            return ShareStore.idOf(together.round().at(), decision);
        }

        private boolean isRecorded(String id, String profile) {
            return shares.ask().item(ShareStore.path(id, profile)).isPresent();
        }

        private void send(Together together, List<Post> posts) {
            String share = id(together, "");
            List<OutgoingPost> dispatches = new ArrayList<>();
            for (Post post : posts) {
                String profile = post.wanted().profileId();
                if (!isRecorded(share, profile) && !isRecorded(id(together, profile), profile)) {
                    freeze(post).ifPresent(dispatches::add);
                }
            }
            if (dispatches.isEmpty()) {
                return;
            }
            PublishTime when = together.when();
            Instant at = when.isNow() ? null : when.from(state.publishedAt());
            if (resolver.getResource(ShareStore.path(share)) == null) {
                handed.add(new Handed(share, at, dispatches));
            } else { // the others of its share went before these could
                dispatches.forEach(one -> handed.add(new Handed(id(together, one.profileId()), at, List.of(one))));
            }
        }

        /** Records the shares; returns what is done when that is committed. */
        private Runnable hand(ResourceResolver resolver) throws PersistenceException {
            List<Resource> recorded = new ArrayList<>();
            for (Handed share : handed) {
                recorded.add(shares.record(
                        resolver,
                        share.id(),
                        article.path(),
                        article.title(),
                        state.postsBy(),
                        "",
                        share.dispatches(),
                        share.at()));
                PostDecisions.submitted(
                        resolver,
                        store.notices(),
                        article.path(),
                        article.title(),
                        state.postsBy(),
                        share.dispatches(),
                        now);
            }
            return () -> shares.recorded(recorded);
        }

        private void queue(Handed share) {
            if (share.at() == null) {
                share.dispatches().stream()
                        .filter(one -> !one.waits())
                        .forEach(one -> queue.addOnce(one.network(), ShareStore.path(share.id(), one.profileId())));
            }
        }

        /** Empty where it cannot be sent now: then it waits, with its approval. */
        private Optional<OutgoingPost> freeze(Post post) {
            try {
                OutgoingPost frozen = freezer.freeze(resolver, article.path(), post.wanted(), state.postsBy(), now);
                return Optional.of(mayGoOut(post) ? frozen : frozen.awaiting(Awaits.PUBLISHER_AFTER_REVIEW));
            } catch (Rejection e) { // a profile that was disabled meanwhile, say
                wait(post, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error(
                        "A post of {} for {} cannot be made",
                        article.path(),
                        post.wanted().profileId(),
                        e);
                wait(post, "Profile “" + post.wanted().profileId() + "”: " + BROKEN);
            }
            return Optional.empty();
        }

        /** Who asked for it publishes as its profile, or who approved it does; else it waits for somebody who does. */
        private boolean mayGoOut(Post post) {
            String profile = post.wanted().profileId();
            return ProfileAccess.isOpen(resolver, profile)
                    || Stream.of(state.postsBy(), post.approval().by())
                            .flatMap(user -> AbsentUser.of(resolver, user).stream())
                            .map(user -> ProfileAccess.of(resolver, user))
                            .anyMatch(person -> person.may(profile, ProfileAction.SHARE, article.site()));
        }

        private void wait(Post post, String why) {
            left.add(post.wanted());
            if (isPatient()) {
                kept.add(post.approval());
                tell(post.approval().name(), "NOT_SENT", why + " It is tried again for a day.");
            } else {
                String again = why + " It was tried for a day: to send it now, somebody approves it again.";
                said.add(new Said(WorkflowStore.HERALD, "NOT_SENT", again, Publishing.author(state)));
            }
        }

        private boolean isPatient() {
            return state.held() == null || now.isBefore(state.held().since().plus(PATIENCE));
        }

        private void settle() {
            Set<String> names =
                    new HashSet<>(left.stream().map(ApprovedPost::nameOf).toList());
            told.retainAll(names);
            Instant since = state.held() == null ? now : state.held().since();
            Held held = left.isEmpty() ? null : new Held(told, since, kept.isEmpty() ? null : now.plus(AGAIN));
            boolean counts = left.size() != state.asked().plan().size()
                    || kept.size() != state.approvedPosts().size()
                    || !said.isEmpty();
            WorkflowRecord after = state.with(state.asked().with(left), state.postsBy(), kept)
                    .change()
                    .held(held)
                    .done();
            if (store.sent(article, state, after, counts, said, this::hand)) {
                handed.forEach(this::queue);
            }
        }
    }
}
