package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.PublishTime;
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
            @Reference DeliveryQueue queue) {
        this(repository, store, records, profiles, variants::freeze, approvals, queue, Clock.systemUTC());
    }

    SharesService(
            Repository repository,
            ShareStore store,
            ShareRecords records,
            ProfileStore profiles,
            Freezer variants,
            Approvals approvals,
            DeliveryQueue queue,
            Clock clock) {
        this.repository = repository;
        this.store = store;
        this.records = records;
        this.profiles = profiles;
        this.variants = variants;
        this.approvals = approvals;
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
        mustDiffer(request.variants());
        approvals.mustAllow(caller, article);
        request.variants().stream()
                .map(PostRequest::when)
                .filter(when -> when.at() != null)
                .forEach(when -> mustBeToCome(when.at()));
        List<Round> rounds = rounds(request.variants(), dispatches);
        Recorded recorded = records.record(new ShareDecision(
                article.path(), article.title(), user(caller), request.request(), request.again(), rounds));
        if (recorded instanceof Recorded.Anew anew) {
            queue(rounds, anew.ids());
        }
        return get(caller, recorded.id());
    }

    private void queue(List<Round> rounds, List<String> ids) {
        Map<String, String> networks = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (rounds.get(i).at() == null) {
                String id = ids.get(i);
                rounds.get(i).dispatches().forEach(d -> networks.put(ShareStore.path(id, d.profileId()), d.network()));
            }
        }
        queue.add(networks);
    }

    /** What is sent together, the first at first. */
    private List<Round> rounds(List<PostRequest> wanted, List<OutgoingPost> dispatches) {
        Map<PublishTime, List<OutgoingPost>> rounds = new LinkedHashMap<>();
        IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparing(i -> !wanted.get(i).when().isNow()))
                .forEach(i -> rounds.computeIfAbsent(wanted.get(i).when(), w -> new ArrayList<>())
                        .add(dispatches.get(i)));
        return rounds.entrySet().stream()
                .map(round -> new Round(
                        round.getKey().isNow() ? null : round.getKey().from(clock.instant()), round.getValue()))
                .toList();
    }

    /**
     * Refuses what would appear twice: a profile says one thing at one time, and never the same again.
     *
     * @throws Rejection naming what to change
     */
    public static void mustDiffer(List<PostRequest> wanted) {
        Set<List<Object>> moments = new HashSet<>();
        Set<List<Object>> texts = new HashSet<>();
        for (PostRequest one : wanted) {
            if (!moments.add(List.of(one.profileId(), one.when()))) {
                throw new Rejection(Kind.INVALID, "profileTwice", "Each profile can be chosen once for one time.");
            }
            if (!texts.add(List.of(one.profileId(), one.text().strip()))) {
                throw new Rejection(Kind.INVALID, "sameText", "A reminder says it in other words: change its text.");
            }
        }
    }

    private void mustBeToCome(Instant at) {
        if (!at.isAfter(clock.instant())) {
            throw new Rejection(Kind.INVALID, "timePast", "That time is over: choose one that is to come.");
        }
    }

    @Override
    public Share reschedule(ResourceResolver caller, String id, String profileId, ZonedTime moment, String seen) {
        Share share = get(caller, id);
        Access.mustShare(caller, share.articlePath());
        Access.usable(profiles, caller, profileId);
        Instant at = moment.instant();
        mustBeToCome(at);
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
                    .filter(share -> sees(herald, caller, share))
                    .orElseThrow(() -> new Rejection(
                            Kind.NOT_FOUND, "shareUnknown", "There is no such share, or you may not see it."));
        }
    }

    /** Shares are read with Herald's rights, since nobody else reads them: so each is asked about. */
    private static boolean sees(ResourceResolver herald, ResourceResolver caller, Share share) {
        boolean concerned = Access.maySeeShares(caller) || !share.answers().isEmpty() && Access.mayReview(caller);
        return concerned && Access.sees(herald, caller, place(herald, share));
    }

    /** Where its article is; an answer knows it by the item that it answers, which is named after the article. */
    private static String place(ResourceResolver herald, Share share) {
        int end = share.answers().indexOf('.');
        return end < 0
                ? share.articlePath()
                : Articles.locate(herald, share.answers().substring(0, end)).orElse(share.articlePath());
    }

    @Override
    public List<Share> ofArticle(ResourceResolver caller, String articlePath) {
        Articles.read(caller, articlePath);
        Access.mustSeeShares(caller);
        return store.ask().ofArticle(articlePath);
    }

    @Override
    public List<Share> named(ResourceResolver caller, String trackingToken) {
        Access.mustSeeShares(caller);
        if (!trackingToken.matches("[0-9a-f]{1,32}")) {
            throw new Rejection(
                    Kind.INVALID, "word", "Give what stands in the link: ten letters and digits, like 3f9c0a1b2d.");
        }
        try (ResourceResolver herald = repository.open()) {
            return store.ask().named(herald, trackingToken).stream()
                    .filter(share -> sees(herald, caller, share))
                    .toList();
        }
    }

    @Override
    public Share act(ResourceResolver caller, String id, String profileId, Act act) {
        Share share = get(caller, id);
        if (share.answers().isEmpty()) {
            // what was shared of a deleted article can still be taken back
            Access.mustShare(caller, store.ask().isGone(share.articlePath()) ? "" : share.articlePath());
            Access.usable(profiles, caller, profileId);
        } else {
            mustAnswer(caller, share);
        }
        Variant variant = share.variants().stream()
                .filter(v -> v.profileId().equals(profileId))
                .findFirst()
                .orElseThrow(() -> new Rejection(Kind.NOT_FOUND, "variantUnknown", "This profile has no part in it."));
        if (act == Act.RETRY && share.answers().isEmpty() && ShareActs.isHeld(variant)) {
            approvals.mustDecide(caller, Articles.read(caller, share.articlePath()));
        }
        String path = ShareStore.path(id, profileId);
        if (!store.move(
                path, variant.state(), before -> ShareActs.after(act, before.state(), variant, clock.instant()))) {
            throw new Rejection(Kind.CONFLICT, "movedOn", "It moved on meanwhile: look again.");
        }
        queue.add(variant.network(), path);
        return get(caller, id);
    }

    private void mustAnswer(ResourceResolver caller, Share share) {
        Access.mustReview(caller);
        try (ResourceResolver herald = repository.open()) {
            String place = place(herald, share);
            if (herald.getResource(place) != null && !Articles.mayEdit(caller, place)) {
                throw new Rejection(
                        Kind.FORBIDDEN,
                        "articleForbidden",
                        "You may not change the article “" + share.articleTitle()
                                + "”, so the answers to its comments are not yours.");
            }
        }
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }
}
