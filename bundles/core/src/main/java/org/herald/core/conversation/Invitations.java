package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.observation.ExternalResourceChangeListener;
import org.apache.sling.api.resource.observation.ResourceChange;
import org.apache.sling.api.resource.observation.ResourceChangeListener;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes beside an article's comments where its posts are, so that its page, here and on the renderers, can lead readers
 * there: of each network the newest one. Hears of what changes, and looks at the last two days when it is started, since
 * what a crash swallowed is no older.
 */
@Component(
        service = {Runnable.class, ResourceChangeListener.class},
        property = {
            "scheduler.period:Long=10",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-invitations",
            ResourceChangeListener.PATHS + "=/var/herald/shares",
            ResourceChangeListener.CHANGES + "=ADDED",
            ResourceChangeListener.CHANGES + "=CHANGED",
            ResourceChangeListener.CHANGES + "=REMOVED"
        })
public final class Invitations implements Runnable, ResourceChangeListener, ExternalResourceChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(Invitations.class);
    /** Articles that are looked at in one round. */
    private static final int AT_ONCE = 500;
    /** Of which no more is remembered: what is beyond is looked at when its posts change again. */
    private static final int MOST = 50_000;
    /** After which what could not be written is tried again. */
    static final Duration REST = Duration.ofMinutes(10);
    /** Segments of the path of a share, which begins with an empty one. */
    private static final int SHARE = 8;

    private final Repository repository;
    private final ShareStore shares;
    private final Clock clock;
    /** The paths of shares in which something happened. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** Those of them whose articles could not be written, which have another turn. */
    private final Set<String> failed = new HashSet<>();

    private Instant again = Instant.EPOCH;
    private boolean started;

    @Activate
    public Invitations(@Reference Repository repository, @Reference ShareStore shares) {
        this(repository, shares, Clock.systemUTC());
    }

    Invitations(Repository repository, ShareStore shares, Clock clock) {
        this.repository = repository;
        this.shares = shares;
        this.clock = clock;
    }

    @Override
    public void onChange(List<ResourceChange> changes) {
        changes.stream()
                .map(change -> change.getPath().split("/"))
                .filter(path -> path.length >= SHARE && changed.size() < MOST)
                .forEach(path -> changed.add(String.join("/", List.of(path).subList(0, SHARE))));
    }

    @Override
    public void run() {
        try (ResourceResolver resolver = repository.open()) {
            if (!started) {
                lately(resolver).forEach(changed::add);
                started = true;
            }
            if (!clock.instant().isBefore(again)) {
                changed.addAll(failed);
                failed.clear();
                again = clock.instant().plus(REST);
            }
            List<String> now = changed.stream().limit(AT_ONCE).toList();
            resolver.refresh(); // what was heard of is to be seen
            now.stream()
                    .collect(Collectors.groupingBy(path -> article(resolver, path)))
                    .forEach((identity, paths) -> look(resolver, identity, paths));
        }
    }

    /** The identity of a share's article; empty where that is not there. */
    private static String article(ResourceResolver resolver, String path) {
        Resource share = resolver.getResource(path);
        return share == null ? "" : Nodes.string(share.getValueMap(), PN_ARTICLE);
    }

    /** What happens from here on is looked at in another round. */
    private void look(ResourceResolver resolver, String identity, List<String> paths) {
        paths.forEach(changed::remove);
        try {
            if (!identity.isEmpty()) {
                Articles.locate(resolver, identity).ifPresent(this::invite);
            }
        } catch (RuntimeException e) {
            failed.addAll(paths);
            LOG.warn("It could not be noted where {} is answered: {}", identity, e.getMessage());
        }
    }

    private Stream<String> lately(ResourceResolver resolver) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Stream.of(today, today.minusDays(1))
                .map(day -> resolver.getResource(SHARES + "/" + day.toString().replace('-', '/')))
                .flatMap(Stream::ofNullable)
                .flatMap(day -> StreamSupport.stream(day.getChildren().spliterator(), false))
                .map(Resource::getPath);
    }

    private void invite(String article) {
        String what = "say where " + article + " is answered";
        Persistence.retry(what, () -> {
            try (ResourceResolver resolver = repository.open()) {
                if (Comments.invite(resolver, article, posts(resolver, article))) {
                    Persistence.commit(resolver, what);
                }
                return null;
            }
        });
    }

    private List<String> posts(ResourceResolver resolver, String article) {
        BinaryOperator<Variant> newest = BinaryOperator.maxBy(
                Comparator.comparing(variant -> variant.sentAt().orElse(Instant.EPOCH)));
        Map<String, Variant> byNetwork = shares.ask().ofArticle(resolver, article).stream()
                .map(Share::variants)
                .flatMap(List::stream)
                .filter(variant ->
                        variant.state() == VariantState.SENT && address(variant).isPresent())
                .collect(Collectors.toMap(Variant::network, Function.identity(), newest, TreeMap::new));
        return byNetwork.entrySet().stream()
                .map(post -> post.getKey() + "\t" + address(post.getValue()).orElseThrow())
                .toList();
    }

    /** Where readers who are not signed in here can go. */
    private static Optional<String> address(Variant variant) {
        return variant.url().map(Object::toString).filter(url -> url.startsWith("http"));
    }
}
