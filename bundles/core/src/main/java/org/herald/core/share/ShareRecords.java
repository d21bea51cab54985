package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Share;
import org.herald.Shares.Decision;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records what a person decided to share, once. Every such decision writes, in its own commit, its id at each of its
 * profiles on one node of the article: of two made at the same moment the repository lets one through, and the other
 * looks again and finds it.
 */
@Component(service = ShareRecords.class)
public final class ShareRecords {
    private static final String CLAIMS = ROOT + "/claims";
    /** Who says the same to the same profiles again in this time means the same: a second click, a program's second try. */
    private static final Duration SAME = Duration.ofSeconds(10);
    /** The first posts of a day, or of an article, also make what they lie in: those conflicts are over at once. */
    private static final int ATTEMPTS = 6;

    private final Repository repository;
    private final ShareStore store;
    private final NotificationStore notices;

    @Activate
    public ShareRecords(
            @Reference Repository repository, @Reference ShareStore store, @Reference NotificationStore notices) {
        this.repository = repository;
        this.store = store;
        this.notices = notices;
    }

    /**
     * What is sent together.
     *
     * @param at when; null for now
     */
    record Round(Instant at, List<OutgoingPost> dispatches) {
        Round {
            dispatches = List.copyOf(dispatches);
        }
    }

    /**
     * What a person decided.
     *
     * @param request what the program calls it, the same when it asks again; empty where it calls it nothing
     * @param again whether it may appear where it appeared before
     * @param undo how long what is sent now waits, so that all of it can be undone
     */
    record ShareDecision(
            String articlePath,
            String articleTitle,
            String by,
            String request,
            boolean again,
            Duration undo,
            List<Round> rounds) {
        ShareDecision {
            rounds = List.copyOf(rounds);
        }

        Set<String> profiles() {
            return rounds.stream()
                    .flatMap(round -> round.dispatches().stream())
                    .map(OutgoingPost::profileId)
                    .collect(Collectors.toSet());
        }
    }

    /** What became of a decision. */
    sealed interface Recorded {
        /** The id of its first share. */
        String id();

        /** It is recorded, its shares in the order of its rounds. */
        record Anew(List<String> ids) implements Recorded {
            public Anew {
                ids = List.copyOf(ids);
            }

            @Override
            public String id() {
                return ids.get(0);
            }
        }

        /** The same request was recorded before: nothing happened. */
        record Before(String id) implements Recorded {}
    }

    /**
     * Records a decision.
     *
     * @throws Rejection where it is recorded already, or somebody else decided about the same at the same moment
     */
    Recorded record(ShareDecision decision) {
        Map<String, String> seen = null;
        for (int attempt = 1; ; attempt++) {
            try (ResourceResolver resolver = repository.open()) {
                ModifiableValueMap claims = claims(resolver, decision.articlePath());
                List<Share> shares = store.ask().ofArticle(resolver, decision.articlePath());
                Optional<String> before = before(claims, decision).or(() -> repeated(shares, decision));
                if (before.isPresent()) {
                    return new Recorded.Before(before.get());
                }
                Map<String, String> held = held(claims, decision.profiles());
                if (!decision.again()) {
                    mustBeNew(shares, decision);
                }
                if (seen != null && !seen.equals(held)) {
                    throw movedOn(decision);
                }
                seen = held;
                return commit(resolver, claims, decision);
            } catch (PersistenceException e) {
                if (!Persistence.isConflict(e)) {
                    throw new IllegalStateException("cannot record the share of " + decision.articlePath(), e);
                }
                if (attempt == ATTEMPTS) {
                    throw movedOn(decision);
                }
            }
        }
    }

    private static ModifiableValueMap claims(ResourceResolver resolver, String article) throws PersistenceException {
        String identity = Articles.identify(resolver, article);
        Resource node = Nodes.obtain(resolver, CLAIMS + "/" + identity.substring(0, 2) + "/" + identity, NT_FOLDER);
        return Nodes.values(node);
    }

    private static Optional<String> before(ModifiableValueMap claims, ShareDecision decision) {
        String[] last = claims.get(PN_REQUEST, new String[0]);
        boolean same = !decision.request().isEmpty() && last.length == 2 && last[0].equals(request(decision));
        return same ? Optional.of(last[1]) : Optional.empty();
    }

    /** Nobody can repeat another person's request. */
    private static String request(ShareDecision decision) {
        return Nodes.nameOf(decision.by(), decision.request());
    }

    private static Map<String, String> held(ModifiableValueMap claims, Set<String> profiles) {
        Map<String, String> held = new HashMap<>();
        profiles.forEach(profile -> held.put(profile, Nodes.string(claims, profile)));
        return held;
    }

    private Recorded commit(ResourceResolver resolver, ModifiableValueMap claims, ShareDecision decision)
            throws PersistenceException {
        store.mustKeep();
        List<String> ids = new ArrayList<>();
        List<Resource> shares = new ArrayList<>();
        for (Round round : decision.rounds()) {
            String id = store.newId();
            ids.add(id);
            Resource share = store.record(
                    resolver,
                    id,
                    decision.articlePath(),
                    decision.articleTitle(),
                    decision.by(),
                    "",
                    round.dispatches(),
                    round.at());
            if (round.at() == null && !decision.undo().isZero()) {
                UndoWindow.hold(share, store.now().plus(decision.undo()));
            }
            shares.add(share);
            round.dispatches().forEach(dispatch -> claims.put(dispatch.profileId(), id));
            PostDecisions.submitted(
                    resolver,
                    notices,
                    decision.articlePath(),
                    decision.articleTitle(),
                    decision.by(),
                    round.dispatches(),
                    store.now());
        }
        UndoWindow.join(shares.get(0), ids.subList(1, ids.size()));
        if (!decision.request().isEmpty()) {
            claims.put(PN_REQUEST, new String[] {request(decision), ids.get(0)});
        }
        resolver.commit();
        store.recorded(shares);
        return new Recorded.Anew(ids);
    }

    /** What is written with a decision about a post that waited for it. */
    Alongside told(ResourceResolver caller, DeliveryItem post, Decision decision) {
        return PostDecisions.told(notices, caller, post, decision, store.now());
    }

    /** The share that says all of it already, by the same person, a moment ago; empty when there is none. */
    private Optional<String> repeated(List<Share> shares, ShareDecision decision) {
        Instant since = store.now().minus(SAME);
        List<Share> young = shares.stream()
                .filter(share -> share.by().equals(decision.by()) && share.at().isAfter(since))
                .toList();
        Optional<String> first = Optional.empty();
        for (Round round : decision.rounds()) {
            for (OutgoingPost dispatch : round.dispatches()) {
                Optional<String> same = young.stream()
                        .filter(share ->
                                share.variants().stream().anyMatch(v -> isSame(share, v, dispatch, round.at())))
                        .map(Share::id)
                        .findFirst();
                if (same.isEmpty()) {
                    return same;
                }
                first = first.or(() -> same);
            }
        }
        return first;
    }

    private static boolean isSame(Share share, Variant variant, OutgoingPost dispatch, Instant at) {
        boolean planned = variant.state() == VariantState.PLANNED
                || variant.state() == VariantState.SUBMITTED
                        && variant.notBefore().isAfter(share.at());
        return isWanted(variant)
                && variant.profileId().equals(dispatch.profileId())
                && variant.text().equals(dispatch.text())
                && variant.attachment() == dispatch.attachment()
                && (at == null ? !planned : planned && at.equals(variant.notBefore()));
    }

    private static boolean isWanted(Variant variant) {
        return variant.state() != VariantState.REFUSED && variant.state() != VariantState.WITHDRAWN;
    }

    private static void mustBeNew(List<Share> shares, ShareDecision decision) {
        Set<String> wanted = decision.profiles();
        shares.stream()
                .flatMap(share -> share.variants().stream())
                .filter(v -> wanted.contains(v.profileId()))
                .filter(ShareRecords::isWanted)
                .findFirst()
                .ifPresent(v -> {
                    throw new Rejection(
                            Kind.CONFLICT,
                            "sharedAlready",
                            "“" + decision.articleTitle() + "” was shared with “" + v.profileTitle()
                                    + "” already: confirm that it shall appear there again.");
                });
    }

    private static Rejection movedOn(ShareDecision decision) {
        return new Rejection(
                Kind.CONFLICT,
                "movedOn",
                "“" + decision.articleTitle() + "” was shared at the same moment by another request: look what is there"
                        + " before you share it again.");
    }
}
