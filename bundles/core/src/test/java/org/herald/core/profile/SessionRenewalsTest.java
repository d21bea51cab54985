package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.repo.Names.*;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class SessionRenewalsTest {
    private static final URI SERVER = URI.create("https://social.example");
    private static final String SECRET = PROFILES + "/press/" + NN_SECRET;
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Repository repository;

    @BeforeEach
    void make() throws Exception {
        Nodes.create(
                Nodes.obtain(context.resourceResolver(), PROFILES + "/press", NT_UNSTRUCTURED),
                NN_SECRET,
                NT_UNSTRUCTURED,
                Map.of(PN_CIPHERTEXT, new Reversing().encrypt("first"), PN_SERVER, SERVER.toString()));
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
    }

    /** Knows nothing of the others but what stands in the repository. */
    private SessionRenewals node(Clock clock) {
        return new SessionRenewals(repository, new Reversing(), clock);
    }

    private String kept() {
        context.resourceResolver().refresh();
        return new Reversing()
                .decrypt(Nodes.string(
                        context.resourceResolver().getResource(SECRET).getValueMap(), PN_SESSION));
    }

    @Test
    void twentyCallersOnTwoNodesMakeOneRenewal() throws Exception {
        List<SessionRenewals> nodes = List.of(node(Clock.systemUTC()), node(Clock.systemUTC()));
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(20);
        List<Callable<Optional<Secret>>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SessionRenewals node = nodes.get(i % 2);
            calls.add(() -> {
                begun.countDown();
                return node.of("press", SERVER, new Secret("first"), () -> {
                    allBegan(begun);
                    return Optional.of(new Secret("second-" + asked.incrementAndGet()));
                });
            });
        }
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            for (Future<Optional<Secret>> one : callers.invokeAll(calls)) {
                assertThat(one.get().map(Secret::reveal)).contains("second-1");
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(asked).hasValue(1);
        assertThat(kept()).isEqualTo("second-1");
    }

    /** A network takes its time, and the others come meanwhile. */
    private static void allBegan(CountDownLatch begun) {
        try {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itIsKeptBeforeItIsHandedOut() {
        node(Clock.systemUTC()).of("press", SERVER, new Secret("first"), () -> Optional.of(new Secret("second")));
        assertThat(kept()).isEqualTo("second");
        assertThat(node(Clock.systemUTC()).of("press", SERVER, new Secret("first"), () -> {
                    throw new AssertionError("nobody asks for a third");
                }))
                .map(Secret::reveal)
                .contains("second");
    }

    @Test
    void whatTheNetworkDoesNotRenewIsAskedForAgainAMomentLater() {
        Hands clock = new Hands(Duration.ZERO);
        SessionRenewals node = node(clock);
        assertThat(node.of("press", SERVER, new Secret("first"), Optional::empty))
                .isEmpty();
        assertThat(node.of("press", SERVER, new Secret("first"), () -> {
                    throw new AssertionError("everybody would wait for a server that hangs");
                }))
                .isEmpty();
        clock.now = clock.now.plus(SessionRenewals.AGAIN);
        assertThatThrownBy(() -> node.of("press", SERVER, new Secret("first"), () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(node.of("press", SERVER, new Secret("first"), () -> Optional.of(new Secret("second"))))
                .map(Secret::reveal)
                .contains("second");
    }

    /** Goes on by itself, or stands until it is moved. */
    private static final class Hands extends Clock {
        private final Duration step;
        private Instant now = Instant.parse("2026-11-26T10:00:00Z");

        Hands(Duration step) {
            this.step = step;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void leased(Instant until) throws Exception {
        ModifiableValueMap values =
                context.resourceResolver().getResource(SECRET).adaptTo(ModifiableValueMap.class);
        values.put(PN_RENEWING, "the one that died");
        values.put(PN_RENEWING_UNTIL, Nodes.date(until));
        context.resourceResolver().commit();
    }

    @Test
    void whoDiedWhileItRenewedIsWaitedForAWhileAndNotForEver() throws Exception {
        Hands clock = new Hands(Duration.ofSeconds(5));
        Instant died = clock.now;
        leased(died.plus(SessionRenewals.LEASE));
        List<Instant> asked = new ArrayList<>();
        Optional<Secret> fresh = Optional.empty();
        for (int i = 0; i < 5 && fresh.isEmpty(); i++) { // nobody waits for long
            fresh = node(clock).of("press", SERVER, new Secret("first"), () -> {
                asked.add(clock.now);
                return Optional.of(new Secret("second"));
            });
        }
        assertThat(fresh).map(Secret::reveal).contains("second");
        assertThat(asked).singleElement().satisfies(at -> assertThat(Duration.between(died, at))
                .isBetween(SessionRenewals.LEASE, SessionRenewals.LEASE.plusSeconds(30)));
    }

    @Test
    void aClockThatWasAheadHoldsNobodyUp() throws Exception {
        Hands clock = new Hands(Duration.ZERO);
        leased(clock.now.plus(Duration.ofHours(1)));
        assertThat(node(clock).of("press", SERVER, new Secret("first"), () -> Optional.of(new Secret("second"))))
                .map(Secret::reveal)
                .contains("second");
    }

    @Test
    void whatComesAfterTheLeaseIsKeptAllTheSame() {
        Optional<Secret> slow = node(Clock.systemUTC()).of("press", SERVER, new Secret("first"), () -> {
            try {
                leased(Instant.now().plusSeconds(60)); // another took over, and will be refused
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return Optional.of(new Secret("second"));
        });
        assertThat(slow).map(Secret::reveal).contains("second");
        assertThat(kept()).isEqualTo("second");
    }

    /** A node of a cluster sees for a second what was before. */
    @Test
    void whoSawWhatWasBeforeRenewsNothingASecondTime() throws Exception {
        ResourceResolver old = context.getService(ResourceResolverFactory.class).getServiceResourceResolver(null);
        assertThat(old.getResource(SECRET)).isNotNull();
        // in a thread of its own: what the same thread commits, Oak shows to all sessions of that thread
        CompletableFuture.runAsync(() -> node(Clock.systemUTC())
                        .of("press", SERVER, new Secret("first"), () -> Optional.of(new Secret("second"))))
                .join();
        List<ResourceResolver> views = new ArrayList<>(List.of(old));
        ResourceResolverFactory stale = (ResourceResolverFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ResourceResolverFactory.class},
                (proxy, method, args) -> views.isEmpty()
                        ? method.invoke(context.getService(ResourceResolverFactory.class), args)
                        : views.remove(0));
        Optional<Secret> late = new SessionRenewals(new Repository(stale, null), new Reversing(), Clock.systemUTC())
                .of("press", SERVER, new Secret("first"), () -> {
                    throw new AssertionError("the network would take this for theft");
                });
        assertThat(views).as("the old view was used").isEmpty();
        assertThat(late).map(Secret::reveal).contains("second");
    }

    @Test
    void aProfileThatIsGoneHasNothingToRenew() {
        assertThat(node(Clock.systemUTC())
                        .of("nobody", SERVER, new Secret("first"), () -> Optional.of(new Secret("second"))))
                .isEmpty();
    }
}
