package org.herald.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.AuditEntry;
import org.herald.WorkflowState;
import org.herald.core.audit.AuditLog.AuditSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class AuditLogTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String QUIET = "/content/quiet";
    private static final String BUSY = "/content/busy";

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    private void add(String site, Instant at) throws Exception {
        ResourceResolver resolver = context.resourceResolver();
        AuditSubject about = new AuditSubject("id", site + "/page", "Page", site);
        AuditLog.add(resolver, at, about, "anna", "SUBMIT", WorkflowState.DRAFT, WorkflowState.IN_REVIEW, "");
    }

    private List<Instant> times(String site, Instant before, int most) {
        return AuditLog.ofSite(context.resourceResolver(), site, before, most, entry -> true, profile -> true).stream()
                .map(AuditEntry::at)
                .toList();
    }

    /** Days, and months where it goes far back: the same entries either way, none twice. */
    @Test
    void aSiteWhereLittleHappensIsToldAsItWasHoweverLongAgo() throws Exception {
        Random random = new Random(11);
        List<Instant> quiet = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(730 * 24 * 60)));
            quiet.add(at);
            add(QUIET, at);
            add(BUSY, at.plusSeconds(30));
        }
        for (int day = 0; day < 730; day++) {
            add(BUSY, NOW.minus(Duration.ofDays(day)));
        }
        context.resourceResolver().commit();
        quiet.sort(Comparator.reverseOrder());
        for (int most : new int[] {1, 7, 59, 60, 100}) {
            assertThat(times(QUIET, Instant.MAX, most)).isEqualTo(quiet.subList(0, Math.min(most, 60)));
        }
        for (int i = 0; i < 60; i += 7) {
            assertThat(times(QUIET, quiet.get(i), 100)).isEqualTo(quiet.subList(i + 1, 60));
        }
        assertThat(times(BUSY, Instant.MAX, 1000)).hasSize(790).doesNotHaveDuplicates();
    }

    @Test
    void whatIsAboutAProfileIsToldToThoseWhoSeeItsPosts() throws Exception {
        ResourceResolver resolver = context.resourceResolver();
        add(QUIET, NOW);
        AuditSubject about = new AuditSubject("id", QUIET + "/page", "Page", QUIET);
        AuditLog.add(resolver, NOW, about, "sam", "POST_SUBMITTED", "press", "Press");
        resolver.commit();
        assertThat(AuditLog.ofArticle(resolver, "id", profile -> false))
                .extracting(AuditEntry::what)
                .containsExactly("SUBMIT");
        assertThat(AuditLog.ofArticle(resolver, "id", "press"::equals)).hasSize(2);
        assertThat(AuditLog.ofSite(resolver, QUIET, Instant.MAX, 10, entry -> true, profile -> false))
                .hasSize(1);
    }
}
