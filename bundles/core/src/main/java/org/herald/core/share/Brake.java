package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Doubt;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.SecondLook.Speaker;
import org.herald.core.share.ShareRecords.ShareDecision;
import org.herald.core.share.ShareStore.RemoteThread;
import org.herald.core.site.SettingsStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stands between a person and the wrong account: has what is unusual looked at twice, and holds what goes out now. */
@Component(service = Brake.class)
public final class Brake {
    /** How far back it is looked for what a profile said. */
    private static final Duration MEMORY = Duration.ofDays(400);
    /** So many posts tell for whom a profile speaks. */
    private static final int MOST = 100;

    private final Repository repository;
    private final ProfileStore profiles;
    private final ShareStore shares;
    private final SettingsStore settings;
    private final Choices choices;
    private final Clock clock;
    /** What was found out by profile. It is asked again as long as it leaves a doubt. */
    private final Map<String, Past> pasts = new ConcurrentHashMap<>();

    /** What a profile said. */
    private record Past(Optional<Instant> last, Set<String> sites) {
        boolean isUsual(String site, Instant now) {
            return sites.contains(site)
                    && last.filter(at -> at.plus(SecondLook.LONG).isAfter(now)).isPresent();
        }
    }

    @Activate
    public Brake(
            @Reference Repository repository,
            @Reference ProfileStore profiles,
            @Reference ShareStore shares,
            @Reference SettingsStore settings,
            @Reference Choices choices) {
        this(repository, profiles, shares, settings, choices, Clock.systemUTC());
    }

    Brake(
            Repository repository,
            ProfileStore profiles,
            ShareStore shares,
            SettingsStore settings,
            Choices choices,
            Clock clock) {
        this.repository = repository;
        this.profiles = profiles;
        this.shares = shares;
        this.settings = settings;
        this.choices = choices;
        this.clock = clock;
    }

    /** How long what goes out now waits before its first call. */
    Duration window(Article article) {
        return Duration.ofSeconds(settings.of(article.site()).undoSeconds());
    }

    /**
     * Refuses what a person did not look at twice.
     *
     * @param acknowledged the keys of what was looked at: all that there is, and nothing else
     * @throws Rejection naming what is to be looked at
     */
    void mustBeSeen(Article article, Set<String> chosen, Set<String> acknowledged) {
        List<Doubt> doubts =
                SecondLook.of(speakers(article.site(), chosen), article.site(), article.siteTitle(), clock.instant());
        Set<String> keys = doubts.stream().map(Doubt::key).collect(Collectors.toSet());
        if (!doubts.isEmpty() && !keys.equals(acknowledged)) {
            throw Rejection.secondLook(doubts);
        }
    }

    /** Remembers who was chosen, for the next time. */
    void remember(Article article, ShareDecision decision, String share) {
        choices.remember(decision.by(), article.site(), decision.profiles(), share);
    }

    /**
     * Takes a share back before anything of it was sent.
     *
     * @throws Rejection where it is going out already; nothing was changed then
     */
    void undo(ResourceResolver caller, Share share) {
        if (!shares.undo(share.id())) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "undoOver",
                    "“" + share.articleTitle()
                            + "” is going out already: nothing was undone. Take its posts back one by" + " one.");
        }
        choices.forget(share.by(), Articles.siteOf(caller, share.articlePath()), share.id());
    }

    private List<Speaker> speakers(String site, Set<String> chosen) {
        try (ResourceResolver resolver = repository.open()) {
            return chosen.stream()
                    .flatMap(id -> profiles.find(resolver, id).stream())
                    .sorted(Comparator.comparing(Profile::title, String.CASE_INSENSITIVE_ORDER))
                    .map(profile -> speaker(resolver, profile, site))
                    .toList();
        }
    }

    private Speaker speaker(ResourceResolver resolver, Profile profile, String site) {
        Past past = past(resolver, profile.id(), site);
        Optional<Instant> since = Optional.ofNullable(resolver.getResource(PROFILES + "/" + profile.id()))
                .flatMap(node -> Nodes.instant(node.getValueMap(), PN_CREATED));
        return new Speaker(profile.id(), profile.title(), profile.sites(), past.sites(), past.last(), since);
    }

    private Past past(ResourceResolver resolver, String profile, String site) {
        Instant now = clock.instant();
        Past known = pasts.get(profile);
        if (known != null && known.isUsual(site, now)) {
            return known;
        }
        List<RemoteThread> posts = shares.ask().lately(profile, now.minus(MEMORY), MOST);
        Set<String> sites = new HashSet<>();
        posts.stream()
                .map(RemoteThread::article)
                .distinct()
                .flatMap(article -> Articles.locate(resolver, article).stream())
                .map(resolver::getResource)
                .flatMap(page -> Articles.site(page).stream())
                .map(Resource::getPath)
                .forEach(sites::add);
        Past read = new Past(posts.stream().map(RemoteThread::sentAt).findFirst(), Set.copyOf(sites));
        pasts.put(profile, read);
        return read;
    }
}
