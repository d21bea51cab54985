package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Share;
import org.herald.VariantState;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.DuePost.Visible;
import org.herald.core.share.ShareStore.RemoteThread;

/** Asks for shares; writes nothing. */
public final class ShareReader {
    private static final String ID = "[0-9]{8}-[0-9a-f-]{36}";
    private static final int MAX_LISTED = 100;
    /** What was wanted before may have been sent since: no post is sent later than a day after it was wanted. */
    private static final Duration BEFORE = Duration.ofDays(2);

    private static final Duration LOOKED_BACK = Duration.ofDays(31);

    private final Repository repository;
    private final Clock clock;
    private final ShownDays shownDays = new ShownDays();

    ShareReader(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Reads a share with the resolver's rights. */
    public Optional<Share> find(ResourceResolver resolver, String id) {
        return id.matches(ID)
                ? Optional.ofNullable(resolver.getResource(ShareStore.path(id)))
                        .map(node -> ShareNodes.read(resolver, node, clock.instant()))
                : Optional.empty();
    }

    /** Tells whether an article exists no more, for anybody. */
    public boolean isGone(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return resolver.getResource(articlePath) == null;
        }
    }

    /** Tells whether a variant's article was deleted; an answer to a comment stands for itself. */
    public boolean isOrphan(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            Resource variant = resolver.getResource(variantPath);
            return variant != null && isOrphan(resolver, variant);
        }
    }

    private static boolean isOrphan(ResourceResolver resolver, Resource variant) {
        String identity = Nodes.string(variant.getParent().getValueMap(), PN_ARTICLE);
        return !identity.isEmpty() && Articles.locate(resolver, identity).isEmpty();
    }

    /** Whether readers see a variant's article, where they did when it was decided; {@code NOW} where they did not. */
    public Visible readers(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            Resource variant = resolver.getResource(variantPath);
            return Readership.wasPublic(variant) ? Readership.of(resolver, variant, clock.instant()) : Visible.NOW;
        }
    }

    /** Whether readers saw a variant's article when it was decided. */
    boolean wasPublic(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            return Readership.wasPublic(resolver.getResource(variantPath));
        }
    }

    /** Whether readers see a variant's article, whatever they saw before. */
    Visible seen(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            Resource variant = resolver.getResource(variantPath);
            return variant == null ? Visible.NO : Readership.of(resolver, variant, clock.instant());
        }
    }

    /** The shares of an article, newest first, for somebody who was asked for the right to see the article. */
    List<Share> ofArticle(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return ofArticle(resolver, articlePath);
        }
    }

    /** The shares of an article, newest first. */
    public List<Share> ofArticle(ResourceResolver resolver, String articlePath) {
        Optional<String> identity = Articles.identity(resolver, articlePath);
        if (identity.isEmpty()) {
            return List.of();
        }
        return Index.SHARE_ARTICLE
                .equalTo(resolver, identity.get())
                .map(node -> ShareNodes.read(resolver, node, clock.instant()))
                .sorted(Comparator.comparing(Share::at).reversed())
                .limit(MAX_LISTED)
                .toList();
    }

    /** How many posts of an article each profile has, whatever became of them. */
    Map<String, Integer> posts(String articlePath) {
        Map<String, Integer> posts = new HashMap<>();
        try (ResourceResolver resolver = repository.open()) {
            Articles.identity(resolver, articlePath).stream()
                    .flatMap(identity -> Index.SHARE_ARTICLE.equalTo(resolver, identity))
                    .forEach(
                            share -> share.getChildren().forEach(post -> posts.merge(post.getName(), 1, Integer::sum)));
        }
        return posts;
    }

    /** The shares with a post whose link holds a tracking token. */
    public List<Share> named(ResourceResolver resolver, String trackingToken) {
        return Index.VARIANT_TRACKING_TOKEN
                .equalTo(resolver, trackingToken)
                .limit(MAX_LISTED)
                .map(node -> ShareNodes.read(resolver, node.getParent(), clock.instant()))
                .toList();
    }

    /** Reads a variant for delivery; empty when it is gone. */
    public Optional<DeliveryItem> item(String path) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(path)).map(node -> ShareNodes.item(node, clock.instant()));
        }
    }

    /** What the account of a variant has on the network beside it, from the days since that was wanted. */
    public Neighbours neighbours(DeliveryItem item) {
        Instant now = clock.instant();
        Instant wanted = item.mayBeThere() && item.tries().lookSince().isBefore(item.createdAt())
                ? item.tries().lookSince()
                : item.createdAt();
        Instant first = wanted.minus(BEFORE);
        Instant earliest = now.minus(LOOKED_BACK);
        try (ResourceResolver resolver = repository.open()) {
            List<DeliveryItem> others = DueIndex.between(
                            resolver, NT_VARIANT, first.isBefore(earliest) ? earliest : first, now)
                    .filter(node -> node.getName().equals(item.dispatch().profileId()))
                    .map(node -> ShareNodes.item(node, now))
                    .toList();
            return Neighbours.of(item, others);
        }
    }

    /** What somebody must look after now, and what is being sent; what waits longest first. */
    public List<Due> due(DueIndex timetable) {
        Instant now = clock.instant();
        try (ResourceResolver resolver = repository.open()) {
            return timetable
                    .look(resolver, NT_VARIANT, now)
                    .map(node -> ShareNodes.due(node, now))
                    .filter(due -> !due.state().isSettled() && !due.since().isAfter(now))
                    .sorted(Comparator.comparing(Due::since))
                    .toList();
        }
    }

    /** What is to be looked after and stands in no timetable yet: an earlier version of Herald left it. */
    public List<String> untimed() {
        Instant now = clock.instant();
        try (ResourceResolver resolver = repository.open()) {
            return Stream.of(VariantState.values())
                    .filter(state -> !state.isSettled())
                    .flatMap(state -> inState(resolver, state))
                    .filter(node -> !node.getValueMap().containsKey(PN_MINUTES))
                    .filter(node -> ShareNodes.due(node, now).since().isBefore(DeliveryItem.NEVER))
                    .map(Resource::getPath)
                    .toList();
        }
    }

    static Stream<Resource> inState(ResourceResolver resolver, VariantState state) {
        return Index.VARIANT_STATE.equalTo(resolver, state.name());
    }

    /** The shares of a person with a variant that did not arrive, newest first, however many there are. */
    public List<Share> failed(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return FailedPosts.of(resolver, user, clock.instant(), MAX_LISTED).stream()
                    .map(share -> ShareNodes.read(resolver, share, clock.instant()))
                    .toList();
        }
    }

    /** What is planned and has its time now, the longest due first. */
    public List<DuePost> planned(DueIndex timetable) {
        Instant now = clock.instant();
        try (ResourceResolver resolver = repository.open()) {
            return timetable
                    .look(resolver, NT_VARIANT, now)
                    .filter(node -> ShareNodes.state(node.getValueMap()) == VariantState.PLANNED)
                    .map(node -> planned(resolver, node, now))
                    .filter(planned -> !planned.at().isAfter(now))
                    .sorted(Comparator.comparing(DuePost::at))
                    .toList();
        }
    }

    private static DuePost planned(ResourceResolver resolver, Resource node, Instant now) {
        String identity = Nodes.string(node.getParent().getValueMap(), PN_ARTICLE);
        Optional<String> article = Articles.locate(resolver, identity);
        ValueMap values = node.getValueMap();
        return new DuePost(
                node.getPath(),
                Nodes.string(values, PN_TURN),
                Nodes.string(values, PN_NETWORK),
                node.getName(),
                Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH),
                article,
                Readership.of(resolver, node, now));
    }

    /** The posts of a time; answers are not among it. */
    public List<CalendarPost> shown(ResourceResolver resolver, Instant from, Instant to) {
        return shownDays.between(from, to, day -> ShownDays.read(resolver, day)).stream()
                .filter(shown -> !shown.at().isBefore(from) && shown.at().isBefore(to))
                .toList();
    }

    /** Days that calendars showed have changed; all of them where none is named. */
    void changed(String... days) {
        if (days.length == 0) {
            shownDays.changed();
        } else {
            shownDays.changed(days);
        }
    }

    /** What is planned, or waits for an approval, for articles that were deleted: so many of it. */
    public List<DeliveryItem> forNothing(int most) {
        try (ResourceResolver resolver = repository.open()) {
            Stream<Resource> planned = DueIndex.all(resolver, NT_VARIANT)
                    .filter(node -> ShareNodes.state(node.getValueMap()) == VariantState.PLANNED);
            return Stream.concat(planned, inState(resolver, VariantState.SUBMITTED))
                    .filter(node -> isOrphan(resolver, node))
                    .limit(most)
                    .map(node -> ShareNodes.item(node, clock.instant()))
                    .toList();
        }
    }

    /** Whose a variant is; empty when it is gone. */
    public Optional<Whose> whose(String variantPath) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(variantPath)).map(ShareReader::whose);
        }
    }

    /** Whose a variant is. */
    static Whose whose(Resource variant) {
        ValueMap share = variant.getParent().getValueMap();
        return new Whose(
                Nodes.string(share, PN_BY),
                Nodes.string(share, PN_ARTICLE),
                Nodes.string(share, PN_ARTICLE_PATH),
                Nodes.string(share, PN_ARTICLE_TITLE));
    }

    /** The posts of a profile since a time, newest first: reads the days that are asked for, however much was before. */
    public List<RemoteThread> threads(String profileId, Instant since) {
        try (ResourceResolver resolver = repository.open()) {
            return SentPosts.since(resolver, profileId, since, clock.instant());
        }
    }

    /** What a post became on its network; empty where it is gone, or was not sent. */
    public Optional<RemoteThread> thread(String path) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(path)).map(node -> ShareNodes.thread(resolver, node));
        }
    }

    /** The newest posts of a profile since a time, as many as asked for, however many there are. */
    public List<RemoteThread> lately(String profileId, Instant since, int most) {
        try (ResourceResolver resolver = repository.open()) {
            return SentPosts.newest(resolver, profileId, since, clock.instant(), most);
        }
    }
}
