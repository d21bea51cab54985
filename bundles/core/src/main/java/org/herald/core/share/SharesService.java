package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Moment;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.ShareRequest.Wanted;
import org.herald.Shares;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.When;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Timetable;
import org.herald.core.share.ShareRecords.Decision;
import org.herald.core.share.ShareRecords.Recorded;
import org.herald.core.share.ShareRecords.Round;
import org.herald.core.share.ShareStore.Change;
import org.herald.spi.Reason;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shares for a person: checks rights and texts, freezes what is to be sent, and queues it. */
@Component(service = Shares.class)
public final class SharesService implements Shares {
    private final ShareStore store;
    private final ProfileStore profiles;
    private final ShareRecords records;
    private final Freezer variants;
    private final Approvals approvals;
    private final DeliveryQueue queue;
    private final Clock clock;

    /** Makes of a wish what is sent. */
    interface Freezer {
        Dispatch freeze(ResourceResolver caller, String articlePath, Wanted wanted, String user, Instant now);
    }

    @Activate
    public SharesService(
            @Reference ShareStore store,
            @Reference ShareRecords records,
            @Reference ProfileStore profiles,
            @Reference VariantsService variants,
            @Reference Approvals approvals,
            @Reference DeliveryQueue queue) {
        this(store, records, profiles, variants::freeze, approvals, queue, Clock.systemUTC());
    }

    SharesService(
            ShareStore store,
            ShareRecords records,
            ProfileStore profiles,
            Freezer variants,
            Approvals approvals,
            DeliveryQueue queue,
            Clock clock) {
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
        List<Dispatch> dispatches = request.variants().stream()
                .map(wanted -> variants.freeze(caller, article.path(), wanted, user(caller), clock.instant()))
                .toList();
        mustDiffer(request.variants());
        approvals.mustAllow(caller, article);
        request.variants().stream()
                .map(Wanted::when)
                .filter(when -> when.at() != null)
                .forEach(when -> mustBeToCome(when.at()));
        List<Round> rounds = rounds(request.variants(), dispatches);
        Recorded recorded = records.record(new Decision(
                article.path(), article.title(), user(caller), request.request(), request.again(), rounds));
        if (recorded instanceof Recorded.Anew anew) {
            queue(rounds, anew.ids());
        }
        return get(caller, recorded.id());
    }

    private void queue(List<Round> rounds, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (rounds.get(i).at() == null) {
                String id = ids.get(i);
                rounds.get(i).dispatches().forEach(d -> queue.add(d.network(), ShareStore.path(id, d.profileId())));
            }
        }
    }

    /** What is sent together, the first at first. */
    private List<Round> rounds(List<Wanted> wanted, List<Dispatch> dispatches) {
        Map<When, List<Dispatch>> rounds = new LinkedHashMap<>();
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
    public static void mustDiffer(List<Wanted> wanted) {
        Set<List<Object>> moments = new HashSet<>();
        Set<List<Object>> texts = new HashSet<>();
        for (Wanted one : wanted) {
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
    public Share reschedule(ResourceResolver caller, String id, String profileId, Moment moment) {
        Share share = get(caller, id);
        Access.mustShare(caller, share.articlePath());
        Access.usable(profiles, caller, profileId);
        Instant at = moment.instant();
        mustBeToCome(at);
        approvals.mustDecide(caller, Articles.read(caller, share.articlePath()));
        if (!store.reschedule(ShareStore.path(id, profileId), at)) {
            throw new Rejection(Kind.CONFLICT, "movedOn", "It moved on meanwhile: look again.");
        }
        return get(caller, id);
    }

    @Override
    public Share get(ResourceResolver caller, String id) {
        return store.find(caller, id)
                .orElseThrow(() -> new Rejection(
                        Kind.NOT_FOUND, "shareUnknown", "There is no such share, or you may not see it."));
    }

    @Override
    public List<Share> ofArticle(ResourceResolver caller, String articlePath) {
        Articles.read(caller, articlePath);
        Access.mustSeeShares(caller);
        return store.ofArticle(caller, articlePath);
    }

    @Override
    public List<Share> named(ResourceResolver caller, String word) {
        Access.mustSeeShares(caller);
        if (!word.matches("[0-9a-f]{1,32}")) {
            throw new Rejection(
                    Kind.INVALID, "word", "Give what stands in the link: ten letters and digits, like 3f9c0a1b2d.");
        }
        return store.named(caller, word);
    }

    @Override
    public Share act(ResourceResolver caller, String id, String profileId, Act act) {
        Share share = get(caller, id);
        if (share.answers().isEmpty()) {
            // what was shared of a deleted article can still be taken back
            Access.mustShare(caller, store.isGone(share.articlePath()) ? "" : share.articlePath());
            Access.usable(profiles, caller, profileId);
        } else {
            Access.mustReview(caller);
        }
        Variant variant = share.variants().stream()
                .filter(v -> v.profileId().equals(profileId))
                .findFirst()
                .orElseThrow(() -> new Rejection(Kind.NOT_FOUND, "variantUnknown", "This profile has no part in it."));
        if (act == Act.RETRY && share.answers().isEmpty() && isHeld(variant)) {
            approvals.mustDecide(caller, Articles.read(caller, share.articlePath()));
        }
        String path = ShareStore.path(id, profileId);
        if (!store.move(path, variant.state(), before -> after(act, before.state(), variant))) {
            throw new Rejection(Kind.CONFLICT, "movedOn", "It moved on meanwhile: look again.");
        }
        queue.add(variant.network(), path);
        return get(caller, id);
    }

    /** What waits for its time, or was held at it, is sent now by who may decide that. */
    private static boolean isHeld(Variant variant) {
        return variant.state() == VariantState.PLANNED
                || variant.reason().equals(Reason.HELD.name())
                || variant.reason().equals(Reason.EXPIRED.name());
    }

    private Change after(Act act, VariantState state, Variant variant) {
        Map<String, Object> now = Map.of(
                PN_NOT_BEFORE,
                Nodes.date(clock.instant()),
                PN_DEADLINE,
                Nodes.date(clock.instant().plus(ShareStore.DEADLINE)),
                PN_MESSAGE,
                "",
                PN_REASON,
                "",
                PN_LOOKUPS,
                0,
                PN_ATTEMPTS,
                0);
        boolean queued = state == VariantState.PLANNED || state == VariantState.QUEUED || state == VariantState.REFUSED;
        boolean byHand = state == VariantState.SENT
                && variant.posted() < variant.parts().size()
                && variant.reason().isEmpty();
        if (act == Act.WITHDRAW && byHand) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "byHand",
                    "Somebody said that it is there, and Herald does not know where: delete it on the network itself.");
        }
        return switch (act) {
            case RETRY -> sentNow(state, now, variant);
            case WITHDRAW -> queued && variant.posted() == 0
                    ? new Change(VariantState.WITHDRAWN, Map.of(PN_MESSAGE, ""))
                    : when(queued || state == VariantState.SENT, new Change(VariantState.WITHDRAWING, now), variant);
            case MARK_SENT -> when( // what Herald does not know by its id, it can put nothing below
                    state == VariantState.UNCERTAIN
                            && variant.posted() + 1 >= variant.parts().size(),
                    new Change(VariantState.SENT, Map.of(PN_MESSAGE, "", PN_SENT_AT, Nodes.date(clock.instant()))),
                    variant);
            case MARK_UNSENT -> when(state == VariantState.UNCERTAIN, new Change(VariantState.QUEUED, now), variant);
        };
    }

    private Change sentNow(VariantState state, Map<String, Object> now, Variant variant) {
        Map<String, Object> values = new HashMap<>(now);
        if (state == VariantState.PLANNED) { // until now its time was another
            values.put(PN_CREATED, Nodes.date(clock.instant()));
            values.put(Timetable.PN_DAYS, Timetable.days(List.of(clock.instant())));
        }
        boolean possible = state == VariantState.REFUSED || state == VariantState.PLANNED;
        return when(possible, new Change(VariantState.QUEUED, values), variant);
    }

    private static Change when(boolean possible, Change change, Variant variant) {
        if (!possible) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "notNow",
                    "Profile “" + variant.profileTitle() + "” is "
                            + variant.state().name().toLowerCase(java.util.Locale.ROOT) + ": this cannot be done now.");
        }
        return change;
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }
}
