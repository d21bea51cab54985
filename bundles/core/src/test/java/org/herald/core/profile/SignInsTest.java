package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Rejection;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class SignInsTest {
    private static final URI SERVER = URI.create("https://social.example");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @Test
    void whoBeganItEndsItOnceWhateverOthersTry() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Clock clock = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
        SignIns signIns =
                new SignIns(repository, new Reversing(), new ProfileStore(repository, new Reversing(), clock));
        URI callback = URI.create("https://cms.example/bin/herald/oauth/callback");
        signIns.keep("state", "ada", new SignIns.SignIn("press", SERVER, callback, new Secret("ticket"), List.of()));
        assertThat(signIns.take("state", "mallory")).isEmpty();
        assertThat(signIns.take("state", "ada")).get().returns("press", SignIns.SignIn::profileId);
        assertThat(signIns.take("state", "ada")).isEmpty();
    }

    @Test
    void whatNobodyEndedIsForgotten() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Instant begun = Instant.parse("2026-11-25T10:00:00Z");
        SignIns then = signIns(repository, begun);
        URI callback = URI.create("https://cms.example/bin/herald/oauth/callback");
        then.keep("old", "ada", new SignIns.SignIn("press", SERVER, callback, new Secret("a token"), List.of()));
        SignIns later = signIns(repository, begun.plus(SignIns.LIFETIME).plusSeconds(1));
        later.keep("young", "ada", new SignIns.SignIn("press", SERVER, callback, new Secret("another"), List.of()));
        later.run();
        context.resourceResolver().refresh();
        assertThat(context.resourceResolver().getResource(Names.SIGN_INS).getChildren())
                .as("the token of a choice stays nowhere")
                .hasSize(1);
        assertThat(later.look("young", "ada")).isPresent();
    }

    @Test
    void whatIsTooOldEndsNothing() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Instant begun = Instant.parse("2026-11-25T10:00:00Z");
        URI callback = URI.create("https://cms.example/bin/herald/oauth/callback");
        signIns(repository, begun)
                .keep("state", "ada", new SignIns.SignIn("press", SERVER, callback, new Secret("ticket"), List.of()));
        SignIns later = signIns(repository, begun.plus(SignIns.LIFETIME).plusSeconds(1));
        assertThat(later.look("state", "ada")).isEmpty();
        assertThat(later.take("state", "ada")).isEmpty();
    }

    /** Of many who come back with one state at one moment, one ends the sign-in: whatever a node saw before. */
    @Test
    void ofThoseWhoComeAtOnceOneEndsIt() throws Exception {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        SignIns signIns = signIns(repository, Instant.parse("2026-11-25T10:00:00Z"));
        URI callback = URI.create("https://cms.example/bin/herald/oauth/callback");
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String state = "state-" + round;
                signIns.keep(state, "ada", new SignIns.SignIn("press", SERVER, callback, new Secret("t"), List.of()));
                CyclicBarrier together = new CyclicBarrier(8);
                List<Callable<Optional<SignIns.SignIn>>> calls = Collections.nCopies(8, () -> {
                    together.await();
                    return signIns.take(state, "ada");
                });
                int ended = 0;
                for (Future<Optional<SignIns.SignIn>> one : callers.invokeAll(calls)) {
                    ended += one.get().isPresent() ? 1 : 0;
                }
                assertThat(ended).isEqualTo(1);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whyOneWasRefusedIsToldToWhoBeganItAndForgottenAsSoon() {
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        Instant begun = Instant.parse("2026-11-25T10:00:00Z");
        SignIns then = signIns(repository, begun);
        then.refuse(
                "state",
                "ada",
                "press",
                new Rejection(Rejection.Kind.CONFLICT, "otherAccount", "No.", Map.of("handle", "bob")));
        assertThat(then.refusal("state", "mallory")).isEmpty();
        assertThat(then.refusal("state", "ada"))
                .get()
                .satisfies(refusal -> assertThat(refusal.why().values()).containsEntry("handle", "bob"));
        assertThat(then.take("state", "ada")).as("it is no sign-in").isEmpty();
        SignIns later = signIns(repository, begun.plus(SignIns.LIFETIME).plusSeconds(1));
        assertThat(later.refusal("state", "ada")).isEmpty();
        later.run();
        context.resourceResolver().refresh();
        assertThat(context.resourceResolver().getResource(Names.SIGN_INS).getChildren())
                .isEmpty();
    }

    private static SignIns signIns(Repository repository, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new SignIns(repository, new Reversing(), new ProfileStore(repository, new Reversing(), clock));
    }
}
