package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.Result;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Profile;
import org.herald.ProfileHealth;
import org.herald.ProfileHealth.Point;
import org.herald.ProfileHealth.State;
import org.herald.Rejection;
import org.herald.core.People;
import org.herald.core.profile.Installed;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SlingContextExtension.class)
class HealthServiceTest {
    private static final String PRESS = Names.PROFILES + "/press";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private People people;
    private Ward ward;
    private ShareStore shares;
    private HealthService service;

    @BeforeEach
    void make() throws Exception {
        people = new People(context);
        ward = new Ward(context);
        shares = ShareStores.open(ward.repository, home, ward.clock);
        service = new HealthService(
                ward.profiles,
                ward.connectors,
                ward.store,
                ward.checks,
                new Preflight(ward.repository, ward.profiles, ward.connectors, ward.store, shares, ward.clock),
                ward.repository,
                ward.clock);
        people.make("ann", "herald-admins");
        people.make("ed", "herald-editors");
        people.make("nobody");
    }

    private ProfileHealth press() {
        context.resourceResolver().refresh();
        return service.board(context.resourceResolver()).stream()
                .filter(health -> health.id().equals("press"))
                .findFirst()
                .orElseThrow();
    }

    private ProfileHealth check(String who) throws Exception {
        try (ResourceResolver caller = people.as(who)) {
            return service.check(caller, "press");
        }
    }

    private static List<String> rules(ProfileHealth health) {
        return health.points().stream().map(Point::rule).toList();
    }

    @Test
    void theBoardAsksNobodyAndCheckingDoes() throws Exception {
        ward.profile("press");
        assertThat(press().state()).isEqualTo(State.UNKNOWN);
        assertThat(ward.town.asked).isEmpty();
        assertThat(check("ann").state()).isEqualTo(State.OK);
        assertThat(press().state()).isEqualTo(State.OK);
        assertThat(press().checkedAt()).contains(Ward.NOW);
        assertThat(press().succeededAt()).contains(Ward.NOW);
        assertThat(ward.town.asked).containsExactly("press");
    }

    @Test
    void everybodySeesTheProfilesThatTheyMaySeeAndAdministratorsCheck() throws Exception {
        ward.profile("press");
        try (ResourceResolver ed = people.as("ed");
                ResourceResolver nobody = people.as("nobody")) {
            assertThat(service.board(ed)).hasSize(1);
            assertThat(service.board(nobody)).isEmpty();
        }
        assertThatThrownBy(() -> check("ed")).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.kind())
                .isEqualTo(Rejection.Kind.FORBIDDEN));
        assertThat(ward.town.asked).isEmpty();
    }

    @Test
    void whoIsAskedToWaitKeepsWhatWasKnownAndIsNotAskedBefore() throws Exception {
        ward.profile("press");
        check("ann");
        Instant until = Ward.NOW.plus(Duration.ofMinutes(30));
        ward.town.says = account -> new Vitals.NotNow(until, "Too many requests.");
        ward.clock.pass(Duration.ofMinutes(1));
        assertThat(rules(check("ann"))).containsExactly("WAITS", "SIGNED_IN");
        assertThatThrownBy(() -> check("ann")).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code())
                .isEqualTo("checkLater"));
        assertThat(ward.town.asked).hasSize(2);
        ward.clock.pass(Duration.ofMinutes(30));
        ward.town.tells(new Fact.SignedIn("1"));
        assertThat(rules(check("ann"))).containsExactly("SIGNED_IN");
    }

    @Test
    void roundsThatWereAskedToWaitKeepChecksWaiting() throws Exception {
        ward.profile("press");
        try (ResourceResolver resolver = ward.repository.open()) {
            Nodes.obtain(resolver, Names.COLLECT + "/press", Names.NT_FOLDER);
            resolver.commit();
        }
        ward.set(Names.COLLECT + "/press", Names.PN_NOT_BEFORE, Nodes.date(Ward.NOW.plusSeconds(60)));
        ward.healthClock().round();
        assertThat(ward.town.asked).isEmpty();
    }

    @Test
    void aRefusalThatAPostMetIsClearedByAPersonsCheckAndNotByTheClocks() throws Exception {
        ward.profile("press");
        ward.profiles.health("press", "The server refuses the post.");
        ward.profiles.collectHealth("press", "A thread cannot be read.");
        ward.healthClock().round();
        assertThat(rules(press())).containsExactly("LAST_CALL", "COLLECTING", "SIGNED_IN");
        check("ann");
        assertThat(rules(press()))
                .as("what a round found out only a round clears")
                .containsExactly("COLLECTING", "SIGNED_IN");
    }

    @Test
    void whatWasFoundOutOfAnotherSignInIsOver() throws Exception {
        ward.profile("press");
        ward.town.tells(new Fact.Refused(Reason.AUTHORISATION, "HTTP 401."));
        assertThat(check("ann").state()).isEqualTo(State.BROKEN);
        ward.set(PRESS, Names.PN_CONNECTED_AT, Nodes.date(Ward.NOW.plusSeconds(1)));
        assertThat(rules(press())).as("who signs in was seen to").containsExactly("SIGNED_IN");
        ward.clock.pass(Duration.ofMinutes(1));
        ward.town.tells(new Fact.SignedIn("1"), new Fact.Skew(Duration.ZERO));
        ward.healthClock().round();
        assertThat(rules(press())).as("and it is asked about at once").contains("CLOCK_RIGHT");
    }

    @Test
    void aPasswordThatCannotBeReadIsSaid() throws Exception {
        ward.profile("press");
        ward.set(PRESS + "/secret", Names.PN_CIPHERTEXT, "other:nekot");
        assertThat(check("ann").points().get(0).message()).contains("HERALD_KEY");
        assertThat(ward.town.asked).isEmpty();
    }

    @Test
    void aConnectorThatBreaksBreaksNothingElse() throws Exception {
        ward.profile("press");
        ward.profile("other");
        ward.town.says = account -> {
            if (account.profileId().equals("press")) {
                throw new IllegalStateException("broken");
            }
            return new Vitals.Told(List.of(new Fact.SignedIn("1")));
        };
        ward.healthClock().round();
        assertThat(rules(press())).containsExactly("UNREACHABLE");
        assertThat(ward.store.of("other").succeededAt()).isPresent();
    }

    @Test
    void twoWhoAskAtOnceAskOnce() throws Exception {
        ward.profile("press");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ward.town.says = account -> {
            asked.countDown();
            try {
                answer.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Vitals.Told(List.of(new Fact.SignedIn("1")));
        };
        var thread = Executors.newSingleThreadExecutor();
        try {
            var first = thread.submit(() -> check("ann"));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> check("ann")).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code())
                    .isEqualTo("checkRunning"));
            answer.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS).state()).isEqualTo(State.OK);
        } finally {
            thread.shutdown();
        }
        assertThat(ward.town.asked).hasSize(1);
    }

    @Test
    void whatSomebodyWroteByHandOrAnOlderHeraldLeftIsRead() throws Exception {
        ward.profile("press");
        check("ann");
        ward.set(Names.HEALTH + "/accounts/press", Names.PN_FACTS, new String[] {"nonsense", "SIGNED_IN\t1"});
        assertThat(rules(press())).containsExactly("SIGNED_IN");
    }

    @Test
    void aProfileThatIsDeletedMeanwhileIsNotRecordedOn() throws Exception {
        Profile press = ward.profile("press");
        ward.town.says = account -> {
            try (ResourceResolver resolver = ward.repository.open()) {
                resolver.delete(resolver.getResource(PRESS));
                resolver.commit();
            } catch (org.apache.sling.api.resource.PersistenceException e) {
                throw new IllegalStateException(e);
            }
            return new Vitals.Told(List.of(new Fact.SignedIn("1")));
        };
        ward.checks.check(press);
        try (ResourceResolver resolver = ward.repository.open()) {
            assertThat(resolver.getResource(Names.HEALTH + "/accounts/press")).isNull();
        }
    }

    @Test
    void whoWatchesTheCmsIsToldUnderHeraldsTagAlone() throws Exception {
        AccountsCheck check = new AccountsCheck(service, shares);
        assertThat(check.execute().getStatus())
                .as("without profiles all is well")
                .isEqualTo(Result.Status.OK);
        ward.profile("press");
        check("ann");
        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.OK);
        ward.town.tells(new Fact.SignedIn("1"), new Fact.Skew(Duration.ofMinutes(5)));
        check("ann");
        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.WARN);
        ward.town.tells(new Fact.Refused(Reason.AUTHORISATION, "HTTP 401."));
        check("ann");
        Result broken = check.execute();
        assertThat(broken.getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(broken.toString()).contains("Press press", "HTTP 401.").doesNotContain("token");
        Installed.remove(ward.connectors, Ward.TOWN, ward.town);
        assertThat(check.execute().toString()).contains("No connector");
    }

    @Test
    void whatSomethingLacksIsNotTakenFromElsewhere() throws Exception {
        ward.profile("press", Map.of(Names.PN_ENABLED, false));
        assertThatThrownBy(() -> check("ann")).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code())
                .isEqualTo("notConnected"));
        assertThat(rules(press())).containsExactly("DISABLED");
    }
}
