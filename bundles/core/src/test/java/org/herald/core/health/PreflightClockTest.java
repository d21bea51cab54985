package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.CalendarItem;
import org.herald.Finding;
import org.herald.Share;
import org.herald.core.repo.Names;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SlingContextExtension.class)
class PreflightClockTest {
    private static final String ARTICLE = "/content/bees";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final List<CalendarItem> agenda = new ArrayList<>();

    @TempDir
    Path home;

    private Ward ward;
    private ShareStore shares;
    private Preflight preflight;

    @BeforeEach
    void make() throws Exception {
        ward = new Ward(context);
        shares = ShareStores.open(ward.repository, home, ward.clock);
        preflight = new Preflight(ward.repository, ward.profiles, ward.connectors, ward.store, shares, ward.clock);
        ward.profile("press");
        try (ResourceResolver resolver = ward.repository.open()) {
            ResourceUtil.getOrCreateResource(
                    resolver,
                    ARTICLE + "/jcr:content",
                    Map.of("jcr:primaryType", "nt:unstructured", "jcr:title", "Bees", "sling:published", true),
                    "nt:unstructured",
                    false);
            resolver.commit();
        }
    }

    private PreflightClock node() {
        return new PreflightClock(
                ward.repository,
                preflight,
                ward.profiles,
                ward.told,
                (resolver, from, to) -> agenda.stream()
                        .filter(item -> !item.at().isBefore(from) && item.at().isBefore(to))
                        .toList(),
                ward.clock);
    }

    private String plan(Instant at) {
        return shares.create(
                shares.newId(),
                ARTICLE,
                "Bees",
                "edith",
                "",
                List.of(OutgoingPosts.of("press", List.of("k"), List.of("Hello"))),
                at);
    }

    private List<String> notes() {
        return ward.told("edith").stream()
                .map(notice -> notice.get(Names.PN_NOTE).toString())
                .toList();
    }

    private void minutes(PreflightClock node, long minutes) {
        for (long i = 0; i < minutes; i++) {
            node.round();
            ward.clock.pass(Duration.ofMinutes(1));
        }
    }

    /** Rounds that are as far apart as they can be without a pause in which something is missed. */
    private void hours(PreflightClock node, long hours) {
        for (long i = 0; i < hours * 6; i++) {
            node.round();
            ward.clock.pass(Duration.ofMinutes(10));
        }
    }

    private void breaks() {
        ward.town.tells(new Fact.Refused(Reason.AUTHORISATION, "HTTP 401."));
        ward.checks.check(ward.profiles.find("press").orElseThrow());
    }

    @Test
    void whoPlannedItIsToldADayBeforeAndOfEachProblemOnce() {
        plan(Ward.NOW.plus(Duration.ofHours(26)));
        breaks();
        PreflightClock node = node();
        hours(node, 1);
        minutes(node, 59);
        assertThat(notes()).as("that is more than a day before").isEmpty();
        minutes(node, 3);
        assertThat(notes()).hasSize(1).first().asString().contains("“Press press”", "sign-in");
        assertThat(ward.told("edith").get(0)).containsEntry(Names.PN_WHAT, "FORESEEN");
        ward.clock.pass(Duration.ofHours(22));
        hours(node, 1);
        node.round();
        assertThat(notes()).as("an hour before it is no news").hasSize(1);
    }

    @Test
    void whatBreaksMeanwhileIsToldAnHourBefore() {
        plan(Ward.NOW.plus(Duration.ofHours(26)));
        PreflightClock node = node();
        hours(node, 3);
        ward.clock.pass(Duration.ofHours(20));
        node.round();
        assertThat(notes()).isEmpty();
        breaks();
        hours(node, 1);
        minutes(node, 59);
        assertThat(notes()).as("that is more than an hour before").isEmpty();
        minutes(node, 2);
        assertThat(notes()).hasSize(1);
    }

    @Test
    void aNodeThatIsStartedLooksAtAllOfTheNextDay() {
        plan(Ward.NOW.plus(Duration.ofHours(5)));
        breaks();
        node().round();
        node().round();
        assertThat(notes()).as("and two starts tell once").hasSize(1);
    }

    @Test
    void afterAPauseNothingWasMissed() {
        PreflightClock node = node();
        node.round();
        plan(Ward.NOW.plus(Duration.ofHours(26)));
        breaks();
        ward.clock.pass(Duration.ofHours(10));
        node.round();
        assertThat(notes()).hasSize(1);
    }

    @Test
    void aPostThatWaitsForItsArticleIsLookedAtToo() {
        agenda.add(CalendarItem.builder()
                .id("post-1:identity:3")
                .kind(CalendarItem.Kind.POST)
                .at(Ward.NOW.plus(Duration.ofHours(5)))
                .articlePath(ARTICLE)
                .articleTitle("Bees")
                .profileId("press")
                .by("edith")
                .build());
        node().round();
        assertThat(notes()).hasSize(1).first().asString().contains("not approved");
    }

    @Test
    void whatIsPlannedSaysAtOnceWhatIsForeseen() {
        String id = plan(Ward.NOW.plus(Duration.ofDays(3)));
        HealthService service = new HealthService(
                ward.profiles, ward.connectors, ward.store, ward.checks, preflight, ward.repository, ward.clock);
        Share share;
        try (ResourceResolver resolver = ward.repository.open()) {
            share = shares.ask().find(resolver, id).orElseThrow();
        }
        assertThat(service.foreseen(share).variants().get(0).foreseen()).isEmpty();
        breaks();
        ward.town.asked.clear();
        assertThat(service.foreseen(share).variants().get(0).foreseen())
                .extracting(Finding::rule)
                .containsExactly("SIGN_IN_BROKEN");
        assertThat(ward.town.asked).as("nobody is asked for it").isEmpty();
    }
}
