package org.herald.core.health;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Finding;
import org.herald.Profile;
import org.herald.VariantState;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Repository;
import org.herald.core.share.CalendarPost;
import org.herald.core.share.ShareStore;
import org.herald.core.workflow.ArticleTimes;
import org.herald.spi.Fact;
import org.herald.spi.Limits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at what is planned before its time comes. Writes nothing. */
@Component(service = Preflight.class)
public final class Preflight {
    private final Repository repository;
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final HealthStore store;
    private final ShareStore shares;
    private final Clock clock;

    @Activate
    public Preflight(
            @Reference Repository repository,
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference HealthStore store,
            @Reference ShareStore shares) {
        this(repository, profiles, connectors, store, shares, Clock.systemUTC());
    }

    Preflight(
            Repository repository,
            ProfileStore profiles,
            Connectors connectors,
            HealthStore store,
            ShareStore shares,
            Clock clock) {
        this.repository = repository;
        this.profiles = profiles;
        this.connectors = connectors;
        this.store = store;
        this.shares = shares;
        this.clock = clock;
    }

    /**
     * A post that is planned.
     *
     * @param article its identity; empty where it has none
     * @param share in which it stands; empty where it is none yet
     */
    record Post(String share, String profileId, String article, Instant at, List<String> parts, boolean approved) {
        Post {
            parts = List.copyOf(parts);
        }
    }

    /** By what is known here: no network is asked. */
    List<Finding> known(Post post) {
        return of(post, Optional.empty());
    }

    /** The network is asked what it takes now, where it says that of itself. */
    List<Finding> asked(Post post) {
        Optional<Limits> limits = profiles.find(post.profileId())
                .filter(profile -> profile.enabled() && profile.connected())
                .flatMap(profile -> connectors
                        .network(profile.network())
                        .flatMap(network -> profiles.unopened(profile.id()).map(network::limits)));
        return of(post, limits);
    }

    private List<Finding> of(Post post, Optional<Limits> limits) {
        Instant now = clock.instant();
        Optional<Profile> profile = profiles.find(post.profileId());
        Known known = store.of(post.profileId());
        try (ResourceResolver resolver = repository.open()) {
            Foresight.Planned planned = new Foresight.Planned(
                    profile,
                    profile.flatMap(one -> connectors.network(one.network())).isPresent(),
                    post.approved(),
                    post.at(),
                    others(resolver, post, known),
                    post.parts(),
                    limits);
            return Foresight.of(planned, known, ArticleTimes.of(resolver, post.article()), now);
        }
    }

    /** The other posts of the profile in the time of its quota, where it has one. */
    private List<Instant> others(ResourceResolver resolver, Post post, Known known) {
        return known.facts(Fact.Quota.class)
                .filter(quota -> quota.what() == Fact.Counted.POSTS)
                .map(quota -> post.at().minus(quota.window()))
                .findFirst()
                .map(begin -> shares.ask().shown(resolver, begin, post.at().plusSeconds(1)).stream()
                        .filter(other -> other.state() == VariantState.PLANNED)
                        .filter(other -> other.profileId().equals(post.profileId())
                                && !other.shareId().equals(post.share()))
                        .map(CalendarPost::at)
                        .toList())
                .orElse(List.of());
    }
}
