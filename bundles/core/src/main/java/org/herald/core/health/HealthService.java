package org.herald.core.health;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Health;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.ProfileHealth;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Collector;
import org.herald.spi.Fact;
import org.herald.spi.NetworkTraits;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows people how profiles fare, and asks for them. */
@Component(service = {Health.class, HealthService.class})
public final class HealthService implements Health {
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final HealthStore store;
    private final Checks checks;
    private final Preflight preflight;
    private final Repository repository;
    private final Clock clock;

    @Activate
    public HealthService(
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference HealthStore store,
            @Reference Checks checks,
            @Reference Preflight preflight,
            @Reference Repository repository) {
        this(profiles, connectors, store, checks, preflight, repository, Clock.systemUTC());
    }

    HealthService(
            ProfileStore profiles,
            Connectors connectors,
            HealthStore store,
            Checks checks,
            Preflight preflight,
            Repository repository,
            Clock clock) {
        this.profiles = profiles;
        this.connectors = connectors;
        this.store = store;
        this.checks = checks;
        this.preflight = preflight;
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public List<ProfileHealth> board(ResourceResolver caller) {
        return judged(profiles.allowed(caller, ProfileAction.SEE_PROFILE));
    }

    /** A profile and how it fares, for who watches the whole CMS. */
    record Watched(Profile profile, ProfileHealth health) {}

    /** All of them, whoever may see them. */
    List<Watched> all() {
        List<Profile> all = profiles.listAll();
        Map<String, ProfileHealth> judged =
                judged(all).stream().collect(Collectors.toMap(ProfileHealth::id, health -> health));
        return all.stream()
                .map(profile -> new Watched(profile, judged.get(profile.id())))
                .toList();
    }

    private List<ProfileHealth> judged(List<Profile> some) {
        Map<String, Known> known = store.of(some.stream().map(Profile::id).collect(Collectors.toSet()));
        Instant now = clock.instant();
        return some.stream()
                .map(profile -> judged(profile, known.get(profile.id()), now))
                .toList();
    }

    private ProfileHealth judged(Profile profile, Known known, Instant now) {
        Optional<NetworkTraits> traits = connectors.network(profile.network()).map(network -> network.traits());
        boolean collects = traits.filter(told -> told.listening().reading() != NetworkTraits.Reading.NONE)
                        .isPresent()
                && connectors.capability(profile.network(), Collector.class).isPresent();
        return Judge.of(profile, known, traits.isPresent(), collects, now);
    }

    @Override
    public ProfileHealth check(ResourceResolver caller, String id) {
        if (!Nodes.may(caller, PROFILES, PRIVILEGE_ADMINISTER)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notAdmin",
                    "Only members of herald-admins check profiles: ask an administrator to add you.");
        }
        Profile profile = profiles.allowed(caller, id, ProfileAction.CONFIGURE)
                .orElseThrow(() -> new Rejection(
                        Kind.NOT_FOUND, "profileUnknown", "There is no such profile, or you may not see it."));
        mustBeAsked(profile);
        Vitals vitals = checks.check(profile)
                .orElseThrow(() -> new Rejection(
                        Kind.CONFLICT,
                        "checkRunning",
                        "Profile “" + profile.title() + "” is being checked already: look again in a moment."));
        if (works(profile, vitals)) { // what a person sees to work works, as by the test
            profiles.health(id, "");
        }
        return judged(profiles.find(id).orElse(profile), store.of(id), clock.instant());
    }

    private void mustBeAsked(Profile profile) {
        if (!profile.enabled() || !profile.connected()) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "notConnected",
                    "Profile “" + profile.title() + "” is not connected or disabled: there is nothing to check.");
        }
        Instant notBefore = store.of(profile.id()).notBefore();
        if (notBefore.isAfter(clock.instant())) {
            throw new Rejection(
                    Kind.CONFLICT,
                    "checkLater",
                    "The network of profile “" + profile.title() + "” asks to wait until " + Points.time(notBefore)
                            + ": check it then.");
        }
    }

    private static boolean works(Profile profile, Vitals vitals) {
        return vitals instanceof Vitals.Told told
                && told.facts().stream()
                        .anyMatch(fact -> fact instanceof Fact.SignedIn in
                                && (profile.remoteId().isEmpty()
                                        || profile.remoteId().equals(in.remoteId())));
    }

    @Override
    public Share foreseen(Share share) {
        if (share.variants().stream().noneMatch(variant -> variant.state() == VariantState.PLANNED)) {
            return share;
        }
        String article = identity(share.articlePath());
        return share.with(share.variants().stream()
                .map(variant -> foreseen(share, variant, article))
                .toList());
    }

    private String identity(String path) {
        try (ResourceResolver resolver = repository.open()) {
            return Articles.identity(resolver, path).orElse("");
        }
    }

    private Variant foreseen(Share share, Variant variant, String article) {
        return variant.state() != VariantState.PLANNED
                ? variant
                : variant.foreseeing(preflight.known(new Preflight.Post(
                        share.id(), variant.profileId(), article, variant.notBefore(), variant.parts(), true)));
    }
}
