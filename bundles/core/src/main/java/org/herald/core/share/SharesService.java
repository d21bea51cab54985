package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ProfileAction;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.ShareRequest.PostRequest;
import org.herald.Shares;
import org.herald.Variant;
import org.herald.ZonedTime;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.share.DuePost.Visible;
import org.herald.core.share.ShareRecords.Recorded;
import org.herald.core.share.ShareRecords.Round;
import org.herald.core.share.ShareRecords.ShareDecision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shares for a person: checks rights and texts, freezes what is to be sent, and queues it. */
@Component(service = Shares.class)
public final class SharesService implements Shares {
    private final Repository repository;
    private final ShareStore store;
    private final ProfileStore profiles;
    private final ShareRecords records;
    private final Freezer variants;
    private final Approvals approvals;
    private final Brake brake;
    private final DeliveryQueue queue;
    private final Clock clock;

    /** Makes of wishes what is sent. */
    interface Freezer {
        List<OutgoingPost> freeze(
                ResourceResolver caller, String articlePath, List<PostRequest> wanted, String user, Instant now);
    }

    @Activate
    public SharesService(
            @Reference Repository repository,
            @Reference ShareStore store,
            @Reference ShareRecords records,
            @Reference ProfileStore profiles,
            @Reference VariantFreezer variants,
            @Reference Approvals approvals,
            @Reference Brake brake,
            @Reference DeliveryQueue queue) {
        this(repository, store, records, profiles, variants::freeze, approvals, brake, queue, Clock.systemUTC());
    }

    SharesService(
            Repository repository,
            ShareStore store,
            ShareRecords records,
            ProfileStore profiles,
            Freezer variants,
            Approvals approvals,
            Brake brake,
            DeliveryQueue queue,
            Clock clock) {
        this.repository = repository;
        this.store = store;
        this.records = records;
        this.profiles = profiles;
        this.variants = variants;
        this.approvals = approvals;
        this.brake = brake;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Share share(ResourceResolver caller, ShareRequest request) {
        Article article = Articles.read(caller, request.articlePath());
        Access.mustShare(caller, article.path());
        if (request.variants().isEmpty()) {
            throw new Rejection(Kind.INVALID, "nothingChosen", "Choose at least one profile to share with.");
        }
        List<OutgoingPost> dispatches =
                variants.freeze(caller, article.path(), request.variants(), user(caller), clock.instant());
        RequestedPosts.mustDiffer(request.variants());
        approvals.mustAllow(caller, article);
        RequestedPosts.mustBeToCome(request.variants(), clock.instant());
        List<Round> rounds = RequestedPosts.rounds(request.variants(), dispatches, clock.instant());
        Duration undo = brake.window(article);
        ShareDecision decision = new ShareDecision(
                article.path(), article.title(), user(caller), request.request(), request.again(), undo, rounds);
        brake.mustBeSeen(article, decision.profiles(), request.acknowledged());
        Recorded recorded = records.record(decision);
        if (recorded instanceof Recorded.Anew anew) {
            brake.remember(article, decision, anew.id());
            if (undo.isZero()) {
                queue(rounds, anew.ids());
            }
        }
        return get(caller, recorded.id());
    }

    private void queue(List<Round> rounds, List<String> ids) {
        Map<String, String> networks = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (rounds.get(i).at() == null) {
                String id = ids.get(i);
                rounds.get(i).dispatches().stream()
                        .filter(d -> !d.waits())
                        .forEach(d -> networks.put(ShareStore.path(id, d.profileId()), d.network()));
            }
        }
        queue.add(networks);
    }

    @Override
    public Share reschedule(ResourceResolver caller, String id, String profileId, ZonedTime moment, String seen) {
        Share share = get(caller, id);
        Access.mustShare(caller, share.articlePath());
        Access.usable(profiles, caller, profileId, ProfileAction.MOVE, site(caller, share));
        Instant at = moment.instant();
        RequestedPosts.mustBeToCome(at, clock.instant());
        String path = ShareStore.path(id, profileId);
        DeliveryItem post = SeenPost.still(store.ask(), path, seen);
        approvals.mustDecide(caller, Articles.read(caller, share.articlePath()));
        if (!store.reschedule(post, at)) {
            SeenPost.still(store.ask(), path, seen);
            throw SeenPost.movedOn(List.of());
        }
        return get(caller, id);
    }

    @Override
    public String trouble() {
        return store.trouble().orElse("");
    }

    @Override
    public Share get(ResourceResolver caller, String id) {
        try (ResourceResolver herald = repository.open()) {
            return store.ask()
                    .find(herald, id)
                    .flatMap(new ShareSight(herald, caller)::of)
                    .orElseThrow(() -> new Rejection(
                            Kind.NOT_FOUND, "shareUnknown", "There is no such share, or you may not see it."));
        }
    }

    @Override
    public List<Share> ofArticle(ResourceResolver caller, String articlePath) {
        Articles.read(caller, articlePath);
        Access.mustSeeShares(caller);
        try (ResourceResolver herald = repository.open()) {
            ShareSight sight = new ShareSight(herald, caller);
            return store.ask().ofArticle(herald, articlePath).stream()
                    .flatMap(share -> sight.posts(share).stream())
                    .toList();
        }
    }

    @Override
    public List<Share> named(ResourceResolver caller, String trackingToken) {
        Access.mustSeeShares(caller);
        if (!trackingToken.matches("[0-9a-f]{1,32}")) {
            throw new Rejection(
                    Kind.INVALID, "word", "Give what stands in the link: ten letters and digits, like 3f9c0a1b2d.");
        }
        try (ResourceResolver herald = repository.open()) {
            ShareSight sight = new ShareSight(herald, caller);
            return store.ask().named(herald, trackingToken).stream()
                    .flatMap(share -> sight.of(share).stream())
                    .filter(share ->
                            share.variants().stream().anyMatch(v -> v.word().equals(trackingToken)))
                    .toList();
        }
    }

    @Override
    public Share act(ResourceResolver caller, String id, String profileId, Act act) {
        Share share = get(caller, id);
        Variant variant = share.variants().stream()
                .filter(v -> v.profileId().equals(profileId))
                .findFirst()
                .orElseThrow(() -> new Rejection(Kind.NOT_FOUND, "variantUnknown", "This profile has no part in it."));
        if (act == Act.LET_THROUGH) {
            Access.mustAdminister(caller);
        } else if (share.answers().isEmpty()) {
            // what was shared of a deleted article can still be taken back
            Access.mustShare(caller, store.ask().isGone(share.articlePath()) ? "" : share.articlePath());
            Access.usable(profiles, caller, profileId, needed(act, share, variant, user(caller)), site(caller, share));
        } else {
            mustAnswer(caller, share, profileId);
        }
        if (act == Act.RETRY && share.answers().isEmpty() && ShareActs.isHeld(variant)) {
            approvals.mustDecide(caller, Articles.read(caller, share.articlePath()));
        }
        String path = ShareStore.path(id, profileId);
        boolean isSeen = store.ask().seen(path) != Visible.NO;
        if (!isSeen && ShareActs.isForReaders(act, variant) && store.ask().wasPublic(path)) {
            throw TakenBack.refusal(share.articleTitle());
        }
        if (!store.move(
                path,
                variant.state(),
                before -> ShareActs.after(act, before.state(), variant, isSeen, clock.instant()))) {
            throw new Rejection(Kind.CONFLICT, "movedOn", "It moved on meanwhile: look again.");
        }
        queue.add(variant.network(), path);
        return get(caller, id);
    }

    private static ProfileAction needed(Act act, Share share, Variant variant, String user) {
        ProfileAction action = act == Act.WITHDRAW ? ProfileAction.WITHDRAW : ProfileAction.RESEND;
        return ShareSight.needed(action, variant, share.by().equals(user));
    }

    private static String site(ResourceResolver caller, Share share) {
        return Articles.siteOf(caller, share.articlePath());
    }

    @Override
    public Share decide(ResourceResolver caller, String id, String profileId, Decision decision) {
        new PostApproval(store, profiles, records, approvals, queue, clock)
                .decide(caller, get(caller, id), profileId, decision);
        return get(caller, id);
    }

    @Override
    public Share undo(ResourceResolver caller, String id) {
        Share share = get(caller, id);
        Access.mustShare(caller, store.ask().isGone(share.articlePath()) ? "" : share.articlePath());
        if (!share.by().equals(user(caller))) {
            mustWithdraw(caller, share);
        }
        brake.undo(caller, share);
        return get(caller, id);
    }

    /** All that is undone with a share, also what this person does not see of it. */
    private void mustWithdraw(ResourceResolver caller, Share share) {
        try (ResourceResolver herald = repository.open()) {
            for (Resource post : UndoWindow.together(herald, share.id())) {
                Access.usable(profiles, caller, post.getName(), ProfileAction.WITHDRAW, site(caller, share));
            }
        }
    }

    private void mustAnswer(ResourceResolver caller, Share share, String profileId) {
        Access.mustReview(caller);
        try (ResourceResolver herald = repository.open()) {
            String place = ShareSight.place(herald, share);
            if (herald.getResource(place) != null && !Articles.mayEdit(caller, place)) {
                throw new Rejection(
                        Kind.FORBIDDEN,
                        "articleForbidden",
                        "You may not change the article “" + share.articleTitle()
                                + "”, so the answers to its comments are not yours.");
            }
            Access.allowed(profiles, caller, profileId, ProfileAction.ANSWER, Articles.siteOf(herald, place));
        }
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }
}
