package org.herald.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.FirstSteps.Step.ANSWER;
import static org.herald.FirstSteps.Step.APPROVE;
import static org.herald.FirstSteps.Step.READ;
import static org.herald.FirstSteps.Step.SEE;
import static org.herald.FirstSteps.Step.SHARE;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.FirstSteps.Progress;
import org.herald.FirstSteps.Step;
import org.herald.ProfileRoles;
import org.herald.Rejection;
import org.herald.VariantState;
import org.herald.core.People;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.StoredProfiles;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.core.variant.TestTraits;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How far somebody is, from what that person shared and what became of it. */
@ExtendWith(SlingContextExtension.class)
class FirstStepsServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String NETWORK = "mastodon";

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Connectors connectors = new Connectors();

    @TempDir
    Path home;

    private ProfileStore profiles;
    private ShareStore shares;
    private FirstStepsService steps;
    private People people;

    @BeforeEach
    void open() throws Exception {
        People.types(context);
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        people = new People(context);
        article("/content/bees", "Bees");
        article("/content/rain", "Rain");
        people.set("/content", "everyone", true, "jcr:read");
        people.make("edith", "herald-editors");
        people.make("emil", "herald-editors");
        people.make("mona", "herald-moderators");
        profiles = new ProfileStore(repository, null);
        shares = ShareStores.open(repository, home, clock);
        steps = new FirstStepsService(repository, profiles, connectors, shares, new FirstStepsStore(repository), clock);
        StoredProfiles.save(profiles, "try", ProfileRoles.OPEN);
        Installed.add(connectors, NETWORK, network(true));
    }

    private static Network network(boolean rehearsal) {
        NetworkTraits traits =
                TestTraits.of(NETWORK, NetworkTraits.Idempotency.KEY, NetworkTraits.Cards.BY_SERVER, rehearsal);
        return () -> traits;
    }

    private void article(String path, String title) throws Exception {
        context.create().resource(path, "jcr:primaryType", "sling:Page");
        context.create().resource(path + "/jcr:content", "jcr:title", title);
        Articles.identify(context.resourceResolver(), path);
        context.resourceResolver().commit();
    }

    /** A post that arrived. */
    private String post(String by, String article, String title, Instant at) {
        String id =
                shares.create(article, title, by, "", List.of(OutgoingPosts.of("try", List.of("k"), List.of("Hello"))));
        String path = ShareStore.path(id, "try");
        RemoteRef ref = new RemoteRef(id, "", URI.create("https://example.org/" + id));
        shares.move(path, VariantState.QUEUED, before -> new ShareStore.VariantChange(VariantState.SENDING));
        var sent = shares.ask().item(path).orElseThrow().posted(ref, at);
        shares.move(path, VariantState.SENDING, before -> new ShareStore.VariantChange(VariantState.SENT, sent));
        return path;
    }

    /** Somebody said something below a post. */
    private String answered(String article, String post, String state) throws Exception {
        context.resourceResolver().refresh();
        String id = Articles.identity(context.resourceResolver(), article).orElseThrow();
        String path = "/var/herald/inbox/" + id.substring(0, 2) + "/" + id + "/" + UUID.randomUUID();
        context.create().resource(path, "herald:share", post, "herald:state", state);
        context.resourceResolver().commit();
        return path;
    }

    private Progress progress(String who) throws Exception {
        return steps.of(people.as(who));
    }

    private List<Step> done(String who) throws Exception {
        assertThat(progress(who).shown()).isTrue();
        return progress(who).done();
    }

    @Test
    void eachStepIsKnownFromWhatHappened() throws Exception {
        assertThat(progress("edith")).isEqualTo(new Progress(true, List.of(), "", ""));
        String post = post("edith", "/content/bees", "Bees", NOW.minusSeconds(60));
        assertThat(progress("edith")).isEqualTo(new Progress(true, List.of(SHARE), "/content/bees", "Bees"));
        assertThat(steps.saw(people.as("edith"), SEE).done()).containsExactly(SHARE, SEE);
        String item = answered("/content/bees", post, "PENDING");
        assertThat(done("edith")).containsExactly(SHARE, SEE, ANSWER);
        context.resourceResolver()
                .getResource(item)
                .adaptTo(ModifiableValueMap.class)
                .put("herald:state", "APPROVED");
        context.resourceResolver().commit();
        assertThat(done("edith")).containsExactly(SHARE, SEE, ANSWER, APPROVE);
        assertThat(steps.saw(people.as("edith"), READ).shown()).isFalse();
        assertThat(progress("edith").shown()).as("it stays away").isFalse();
        assertThat(done("emil")).as("another person's own").isEmpty();
    }

    @Test
    void whatIsSaidBelowAnotherPostOfTheArticleDoesNotCount() throws Exception {
        post("edith", "/content/bees", "Bees", NOW.minusSeconds(60));
        String emils = post("emil", "/content/bees", "Bees", NOW.minusSeconds(30));
        answered("/content/bees", emils, "APPROVED");
        assertThat(done("edith")).containsExactly(SHARE);
        assertThat(done("emil")).containsExactly(SHARE, SEE, ANSWER, APPROVE);
    }

    @Test
    void whoHadAnswersSawThePost() throws Exception {
        String post = post("edith", "/content/bees", "Bees", NOW.minusSeconds(60));
        answered("/content/bees", post, "HIDDEN");
        assertThat(done("edith")).containsExactly(SHARE, SEE, ANSWER);
    }

    @Test
    void theArticleThatIsFurthestCounts() throws Exception {
        String post = post("edith", "/content/bees", "Bees", NOW.minusSeconds(60));
        answered("/content/bees", post, "APPROVED");
        post("edith", "/content/rain", "Rain", NOW.minusSeconds(10));
        assertThat(progress("edith").articlePath()).isEqualTo("/content/bees");
    }

    @Test
    void noStepIsSkippedAndNoneIsClaimed() throws Exception {
        for (Step step : List.of(SHARE, ANSWER, APPROVE)) {
            refused(Rejection.Kind.INVALID, step);
        }
        refused(Rejection.Kind.CONFLICT, SEE);
        post("edith", "/content/bees", "Bees", NOW.minusSeconds(60));
        refused(Rejection.Kind.CONFLICT, READ);
        assertThat(done("edith")).containsExactly(SHARE);
    }

    private void refused(Rejection.Kind kind, Step step) {
        assertThatThrownBy(() -> steps.saw(people.as("edith"), step))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void whatIsDismissedStaysAwayForThatPerson() throws Exception {
        steps.dismiss(people.as("edith"));
        steps.dismiss(people.as("edith"));
        assertThat(progress("edith").shown()).isFalse();
        assertThat(progress("emil").shown()).isTrue();
    }

    @Test
    void itIsForWhoMayShareAndHasSomethingToTryItWith() throws Exception {
        assertThat(progress("mona").shown()).isFalse();
        assertThatThrownBy(() -> steps.dismiss(people.as("mona"))).isInstanceOf(Rejection.class);
        StoredProfiles.save(
                profiles, "try", new ProfileRoles(List.of("herald-admins"), List.of(), List.of(), List.of()));
        assertThat(progress("edith").shown()).as("no profile for this person").isFalse();
        StoredProfiles.save(profiles, "try", ProfileRoles.OPEN);
        assertThat(progress("edith").shown()).isTrue();
        Installed.add(connectors, NETWORK, network(false));
        assertThat(progress("edith").shown())
                .as("a network where it would be real")
                .isFalse();
    }

    @Test
    void whatIsLongAgoOrClosedToThePersonDoesNotCount() throws Exception {
        post(
                "edith",
                "/content/bees",
                "Bees",
                NOW.minus(FirstStepsService.LOOKED_BACK).minus(Duration.ofDays(1)));
        post("edith", "/content/rain", "Rain", NOW.minusSeconds(60));
        people.set("/content/rain", "edith", false, "jcr:all");
        assertThat(done("edith")).isEmpty();
    }
}
