package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.VariantState;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareRecords.Recorded;
import org.herald.core.share.ShareRecords.Round;
import org.herald.core.share.ShareRecords.ShareDecision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class ShareRecordsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final int PAIRS = 100;
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @org.junit.jupiter.api.io.TempDir
    java.nio.file.Path home;

    private ShareStore store;
    private ShareRecords records;

    @BeforeEach
    void open() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = ShareStore.of(
                repository, new Ledger(home, Clock.systemUTC(), System::nanoTime), Clock.fixed(NOW, ZoneOffset.UTC));
        records = new ShareRecords(repository, store, new NotificationStore(repository));
    }

    private String article(String name) throws Exception {
        String path = "/content/" + name;
        context.create().resource(path + "/jcr:content", "jcr:title", "Bees");
        context.resourceResolver().commit();
        return path;
    }

    /** One that something was shared of before, so that nothing but the decision itself can collide. */
    private String sharedBefore(String name) throws Exception {
        String path = article(name);
        records.record(decision(path, "", true, dispatch("shop", "Buy it")));
        return path;
    }

    static OutgoingPost dispatch(String profile, String text) {
        return OutgoingPosts.of(profile, List.of("key"), List.of(text), "3f9c", "", null);
    }

    private static ShareDecision decision(String article, String request, boolean again, OutgoingPost... dispatches) {
        return new ShareDecision(
                article, "Bees", "edith", request, again, Duration.ZERO, List.of(new Round(null, List.of(dispatches))));
    }

    private List<Share> shares(String article) {
        context.resourceResolver().refresh();
        return store.ask().ofArticle(context.resourceResolver(), article);
    }

    /** Runs both at the same moment. What is refused comes back as its code. */
    private static List<String> both(ExecutorService threads, Callable<Recorded> one, Callable<Recorded> other)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<String>> running = new ArrayList<>();
        for (Callable<Recorded> call : List.of(one, other)) {
            running.add(threads.submit(() -> {
                start.await();
                try {
                    return call.call().id();
                } catch (Rejection e) {
                    return e.kind() + " " + e.code();
                }
            }));
        }
        return List.of(running.get(0).get(), running.get(1).get());
    }

    @Test
    void ofAHundredPairsEachIsRecordedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < PAIRS; i++) {
                String article = sharedBefore("pair" + i);
                boolean again = i % 2 == 0;
                String other = i % 4 < 2 ? "Hello" : "Hi";
                List<String> answers = both(
                        threads,
                        () -> records.record(decision(article, "", again, dispatch("press", "Hello"))),
                        () -> records.record(decision(article, "", again, dispatch("press", other))));
                assertThat(answers).allMatch(a -> a.matches("CONFLICT (movedOn|sharedAlready)|[0-9]{8}-.*"));
                Set<String> recorded =
                        answers.stream().filter(a -> !a.startsWith("CONFLICT")).collect(Collectors.toSet());
                assertThat(shares(article)).as("%s", answers).hasSize(1 + recorded.size());
                if (!again || other.equals("Hello")) { // else they may also have come one after the other
                    assertThat(recorded).hasSize(1);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRequestThatComesTwiceAtOnceIsOneShare() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < PAIRS / 4; i++) {
                String article = sharedBefore("request" + i);
                Callable<Recorded> call =
                        () -> records.record(decision(article, "r-1", true, dispatch("press", "Hello")));
                List<String> answers = both(threads, call, call);
                assertThat(shares(article)).as("%s", answers).hasSize(2);
                assertThat(answers.get(0)).as("the same answer").isEqualTo(answers.get(1));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoProfilesAtTheSameMomentAreTwoShares() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                String article = article("two" + i);
                both(
                        threads,
                        () -> records.record(decision(article, "a", false, dispatch("press", "Hello"))),
                        () -> records.record(decision(article, "b", false, dispatch("shop", "Hello"))));
                assertThat(shares(article)).hasSize(2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRequestThatIsRepeatedLaterIsAnsweredAlikeAndAnotherPersonsIsNot() throws Exception {
        String article = article("bees");
        ShareDecision first = decision(article, "r-1", true, dispatch("press", "Hello"));
        String id = records.record(first).id();
        assertThat(records.record(first)).isEqualTo(new Recorded.Before(id));
        ShareDecision later = decision(article, "r-1", true, dispatch("press", "Hello, changed meanwhile"));
        assertThat(records.record(later)).as("named alike").isEqualTo(new Recorded.Before(id));
        ShareDecision others = new ShareDecision(article, "Bees", "edgar", "r-1", true, Duration.ZERO, first.rounds());
        assertThat(records.record(others).id()).isNotEqualTo(id);
    }

    @Test
    void whatWasRefusedOrTakenBackMayBeSharedAnew() throws Exception {
        String article = article("bees");
        String id = records.record(decision(article, "", false, dispatch("press", "Hello")))
                .id();
        assertThatThrownBy(() -> records.record(decision(article, "", false, dispatch("press", "Hi"))))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("sharedAlready"));
        store.move(
                ShareStore.path(id, "press"),
                VariantState.QUEUED,
                before -> new ShareStore.VariantChange(VariantState.WITHDRAWN));
        records.record(decision(article, "", false, dispatch("press", "Hi")));
        assertThat(shares(article)).hasSize(2);
    }

    @Test
    void roundsOfOneDecisionAreRecordedTogetherOrNotAtAll() throws Exception {
        String article = article("bees");
        Instant later = NOW.plusSeconds(3600);
        ShareDecision both = new ShareDecision(
                article,
                "Bees",
                "edith",
                "",
                false,
                Duration.ZERO,
                List.of(
                        new Round(null, List.of(dispatch("press", "Hello"))),
                        new Round(later, List.of(dispatch("press", "Do not miss it")))));
        Recorded.Anew recorded = (Recorded.Anew) records.record(both);
        assertThat(recorded.ids()).hasSize(2);
        assertThat(store.ask()
                        .item(ShareStore.path(recorded.ids().get(1), "press"))
                        .orElseThrow()
                        .state())
                .isEqualTo(VariantState.PLANNED);
        assertThat(records.record(both)).as("a second click").isEqualTo(new Recorded.Before(recorded.id()));
        assertThat(shares(article)).hasSize(2);
    }

    @Test
    void nothingIsRecordedWhileACrashWouldTakeIt() throws Exception {
        String article = article("full");
        java.nio.file.Path noFolder = java.nio.file.Files.writeString(home.resolve("no-folder"), "a file");
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        ShareStore full = ShareStore.of(
                repository,
                new Ledger(noFolder, Clock.systemUTC(), System::nanoTime),
                Clock.fixed(NOW, ZoneOffset.UTC));
        ShareRecords fullRecords = new ShareRecords(repository, full, new NotificationStore(repository));
        ShareDecision decision = decision(article, "", false, dispatch("press", "Hello"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> fullRecords.record(decision))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.kind()).isEqualTo(Rejection.Kind.UNAVAILABLE));
        assertThat(shares(article)).isEmpty();
    }
}
