package org.herald.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Notification;
import org.herald.Notifications;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class NotificationStoreTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final Hand clock = new Hand(Instant.parse("2026-11-25T10:00:00Z"));
    private Repository repository;
    private NotificationStore store;

    @BeforeEach
    void make() {
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new NotificationStore(repository, clock);
    }

    private static NotificationStore.NotificationContent told(String title) {
        return new NotificationStore.NotificationContent("SUBMIT", "", "/content/x", title, "edith", "");
    }

    @Test
    void twoWhoTellOnePersonTheFirstThingOfTheDayDoNotStandInEachOthersWay() throws Exception {
        try (ResourceResolver one = repository.open();
                ResourceResolver other = repository.open()) {
            store.add(one, List.of("anna"), told("Bees"));
            store.add(other, List.of("anna"), told("Wasps"));
            one.commit();
            other.commit();
        }
        assertThat(store.of("anna")).extracting(Notification::articleTitle).containsExactlyInAnyOrder("Bees", "Wasps");
    }

    @Test
    void whatIsToldBesideAChangeKeepsTheChange() throws Exception {
        try (ResourceResolver resolver = repository.open()) {
            resolver.create(resolver.getResource("/"), "beside", java.util.Map.of());
            store.add(resolver, List.of("anna"), told("Bees"));
            assertThat(store.of("anna")).as("not before the commit").isEmpty();
            resolver.commit();
            assertThat(resolver.getResource("/beside")).isNotNull();
        }
        assertThat(store.of("anna")).hasSize(1);
    }

    @Test
    void whatManySayAtOnceIsAllToldOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        CyclicBarrier barrier = new CyclicBarrier(8);
        try {
            List<Callable<Void>> tellers = java.util.stream.IntStream.range(0, 8)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        barrier.await();
                        store.tell("anna", told("Bees " + i));
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(tellers)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(store.of("anna"))
                .extracting(Notification::articleTitle)
                .doesNotHaveDuplicates()
                .hasSize(8);
    }

    @Test
    void theNewestAreListedAndSoManyCounted() throws Exception {
        for (int day = 0; day < 6; day++) {
            try (ResourceResolver resolver = repository.open()) {
                for (int i = 0; i < 40; i++) {
                    store.add(resolver, List.of("anna"), told("Day " + day));
                }
                resolver.commit();
            }
            clock.move(Duration.ofDays(1));
        }
        List<Notification> listed = store.of("anna");
        assertThat(listed).hasSize(100);
        assertThat(listed).extracting(Notification::articleTitle).containsOnly("Day 5", "Day 4", "Day 3");
        assertThat(listed)
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(Notification::at).reversed());
        assertThat(store.unread("anna")).isEqualTo(Notifications.MANY);
        store.read("anna");
        assertThat(store.unread("anna")).isZero();
        assertThat(store.of("anna")).allMatch(Notification::read);
    }

    @Test
    void whatComesAfterALookIsNew() {
        store.tell("anna", told("Bees"));
        store.read("anna");
        store.tell("anna", told("Wasps"));
        assertThat(store.unread("anna")).isEqualTo(1);
        clock.move(Duration.ofDays(3));
        store.read("anna");
        store.tell("anna", told("Flies"));
        clock.move(Duration.ofDays(-1)); // told by a node whose clock is late
        store.tell("anna", told("Ants"));
        assertThat(store.unread("anna")).isEqualTo(2);
    }

    @Test
    void whatIsOldIsForgottenOfWhoNeverLooksToo() {
        store.tell("anna", told("Bees"));
        clock.move(NotificationStore.KEPT.plusDays(1));
        store.tell("anna", told("Wasps"));
        store.tell("carl", told("Wasps"));
        store.forget();
        assertThat(store.of("anna")).extracting(Notification::articleTitle).containsExactly("Wasps");
        assertThat(store.of("carl")).hasSize(1);
    }
}
