package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.notice.NotificationStore.NotificationContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class ToldTest {
    private static final Instant END = Ward.NOW.plus(Duration.ofDays(10));
    private static final NotificationContent CONTENT =
            new NotificationContent("ENDS_TOKEN", "", "", "Press", "herald", "It ends.");

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Ward ward;

    @BeforeEach
    void make() throws Exception {
        ward = new Ward(context);
    }

    /** A node of its own: it knows nothing but what lies in the repository. */
    private Told node() {
        return new Told(ward.repository, ward.notices);
    }

    private void look(Told told, Instant now) {
        told.ends("profile press TOKEN", END, now, resolver -> List.of("ada", "ben"), CONTENT);
    }

    @Test
    void eightNodesThatLookAtOneMomentTellEachOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        CyclicBarrier barrier = new CyclicBarrier(8);
        try {
            List<Callable<Void>> nodes = IntStream.range(0, 8)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        barrier.await();
                        look(node(), Ward.NOW);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(nodes)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(ward.told("ada")).hasSize(1);
        assertThat(ward.told("ben")).hasSize(1);
    }

    @Test
    void fourWeeksOfRestartsTellThreeTimes() {
        for (int hour = 0; hour < 28 * 24; hour += 5) {
            look(node(), END.minus(Duration.ofDays(20)).plus(Duration.ofHours(hour)));
        }
        assertThat(ward.told("ada")).hasSize(3);
    }

    @Test
    void aNodeThatDiesBeforeItsCommitLeavesItToTheNext() {
        Told dying = node();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> dying.ends(
                        "profile press TOKEN",
                        END,
                        Ward.NOW,
                        resolver -> {
                            throw new IllegalStateException("killed");
                        },
                        CONTENT)))
                .hasMessage("killed");
        assertThat(ward.told("ada")).isEmpty();
        look(node(), Ward.NOW.plusSeconds(60));
        assertThat(ward.told("ada")).hasSize(1);
    }

    @Test
    void whereNobodyIsThereToBeToldItWaitsForSomebody() {
        node().ends("profile press TOKEN", END, Ward.NOW, resolver -> List.of(), CONTENT);
        look(node(), Ward.NOW);
        assertThat(ward.told("ada")).hasSize(1);
    }

    @Test
    void eachProblemOfAPostIsToldOnce() {
        Told.ContentOf content =
                rules -> new NotificationContent("FORESEEN", "", "/a", "Bees", "herald", String.join(" ", rules));
        assertThat(node().foreseen("post", Ward.NOW, List.of("A"), "edith", content))
                .containsExactly("A");
        assertThat(node().foreseen("post", Ward.NOW, List.of("A", "B"), "edith", content))
                .containsExactly("B");
        assertThat(node().foreseen("post", Ward.NOW, List.of("B", "A"), "edith", content))
                .isEmpty();
        assertThat(node().foreseen("other", Ward.NOW, List.of("A"), "edith", content))
                .containsExactly("A");
        assertThat(ward.told("edith")).hasSize(3);
    }

    @Test
    void whatWasToldOfPostsThatAreOverIsForgotten() {
        Told.ContentOf content = rules -> new NotificationContent("FORESEEN", "", "/a", "Bees", "herald", "");
        node().foreseen("post", Ward.NOW, List.of("A"), "edith", content);
        node().forget(Ward.NOW);
        assertThat(node().foreseen("post", Ward.NOW, List.of("A"), "edith", content))
                .as("not yet")
                .isEmpty();
        node().forget(Ward.NOW.plusSeconds(1));
        assertThat(node().foreseen("post", Ward.NOW, List.of("A"), "edith", content))
                .hasSize(1);
    }
}
