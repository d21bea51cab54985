package org.herald.core.start;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.FirstSteps;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.ReviewState;
import org.herald.core.collect.InboxPages;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.Access;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.RemoteThread;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells from a person's own posts on rehearsal networks how far that person is. */
@Component(service = FirstSteps.class)
public final class FirstStepsService implements FirstSteps {
    /** Who began longer ago begins anew. */
    static final Duration LOOKED_BACK = Duration.ofDays(30);
    /** Posts of everybody that are looked at, of each profile. */
    private static final int MOST_POSTS = 100;

    private static final int MOST_PROFILES = 5;
    /** Articles of the person's own that are looked at. */
    private static final int MOST_ARTICLES = 10;

    private static final Progress NOTHING = new Progress(false, List.of(), "", "");

    private final Repository repository;
    private final ProfileStore profiles;
    private final Connectors connectors;
    private final ShareStore shares;
    private final FirstStepsStore marks;
    private final Clock clock;

    @Activate
    public FirstStepsService(
            @Reference Repository repository,
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference ShareStore shares,
            @Reference FirstStepsStore marks) {
        this(repository, profiles, connectors, shares, marks, Clock.systemUTC());
    }

    FirstStepsService(
            Repository repository,
            ProfileStore profiles,
            Connectors connectors,
            ShareStore shares,
            FirstStepsStore marks,
            Clock clock) {
        this.repository = repository;
        this.profiles = profiles;
        this.connectors = connectors;
        this.shares = shares;
        this.marks = marks;
        this.clock = clock;
    }

    @Override
    public Progress of(ResourceResolver caller) {
        if (!Nodes.may(caller, SHARES, PRIVILEGE_SHARE)) {
            return NOTHING;
        }
        Set<FirstStepsStore.Mark> marked = marks.of(user(caller));
        if (marked.contains(FirstStepsStore.Mark.DISMISSED) || marked.contains(FirstStepsStore.Mark.READ)) {
            return NOTHING;
        }
        List<Profile> rehearsing = rehearsing(caller);
        return rehearsing.isEmpty() ? NOTHING : progress(caller, rehearsing, marked);
    }

    private List<Profile> rehearsing(ResourceResolver caller) {
        return profiles.allowed(caller, ProfileAction.WRITE).stream()
                .filter(profile -> profile.enabled() && profile.connected())
                .filter(profile -> connectors
                        .network(profile.network())
                        .filter(network -> network.traits().rehearsal())
                        .isPresent())
                .limit(MOST_PROFILES)
                .toList();
    }

    private Progress progress(ResourceResolver caller, List<Profile> rehearsing, Set<FirstStepsStore.Mark> marked) {
        try (ResourceResolver herald = repository.open()) {
            return rehearsing.stream()
                    .flatMap(profile ->
                            own(herald, caller, profile).stream().map(post -> progress(herald, post, marked)))
                    .max(Comparator.comparing(progress -> progress.done().size()))
                    .orElse(new Progress(true, List.of(), "", ""));
        }
    }

    /** What the person sent, of articles that are still there, newest first. */
    private List<RemoteThread> own(ResourceResolver herald, ResourceResolver caller, Profile profile) {
        return shares.ask().lately(profile.id(), clock.instant().minus(LOOKED_BACK), MOST_POSTS).stream()
                .filter(post -> isBy(herald, post, user(caller)))
                .filter(post -> Articles.locate(herald, post.article())
                        .filter(path -> Access.sees(herald, caller, path))
                        .isPresent())
                .limit(MOST_ARTICLES)
                .toList();
    }

    private static boolean isBy(ResourceResolver herald, RemoteThread post, String user) {
        Resource variant = herald.getResource(post.path());
        return variant != null
                && Nodes.string(variant.getParent().getValueMap(), PN_BY).equals(user);
    }

    private static Progress progress(ResourceResolver herald, RemoteThread post, Set<FirstStepsStore.Mark> marked) {
        Set<ReviewState> said = InboxPages.states(herald, post);
        Set<Step> done = EnumSet.of(Step.SHARE);
        if (marked.contains(FirstStepsStore.Mark.SEE) || !said.isEmpty()) {
            done.add(Step.SEE);
        }
        if (!said.isEmpty()) {
            done.add(Step.ANSWER);
        }
        if (said.contains(ReviewState.APPROVED)) {
            done.add(Step.APPROVE);
        }
        return new Progress(
                true, List.copyOf(done), Articles.locate(herald, post.article()).orElse(""), post.articleTitle());
    }

    @Override
    public Progress saw(ResourceResolver caller, Step step) {
        if (step != Step.SEE && step != Step.READ) {
            throw new Rejection(
                    Kind.INVALID, "step", "Herald knows by itself whether this is done: say it of SEE and READ.");
        }
        Progress now = of(caller);
        Step before = step == Step.SEE ? Step.SHARE : Step.APPROVE;
        if (!now.done().contains(before)) {
            throw new Rejection(Kind.CONFLICT, "stepBefore", "Another step comes before: do that one first.");
        }
        marks.add(user(caller), FirstStepsStore.Mark.valueOf(step.name()));
        return of(caller);
    }

    @Override
    public void dismiss(ResourceResolver caller) {
        if (!Nodes.may(caller, SHARES, PRIVILEGE_SHARE)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notEditor",
                    "Only members of herald-editors share: ask an administrator to add you.");
        }
        marks.add(user(caller), FirstStepsStore.Mark.DISMISSED);
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }
}
