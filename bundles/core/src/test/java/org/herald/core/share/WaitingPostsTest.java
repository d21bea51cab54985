package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herald.Attachment;
import org.herald.AuditEntry;
import org.herald.ProfileAction;
import org.herald.ProfileRoles;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.ShareRequest.PostRequest;
import org.herald.Shares.Act;
import org.herald.Shares.Decision;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.ZonedTime;
import org.herald.core.People;
import org.herald.core.audit.AuditLog;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.NotificationsService;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.StoredProfiles;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.site.SettingsStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody shares who may only submit waits for somebody who publishes, and nothing else lets it go. */
@ExtendWith(SlingContextExtension.class)
class WaitingPostsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String SITE = "/content/own";
    private static final String ARTICLE = SITE + "/bees";
    private static final String PRESS = "press";
    private static final ProfileRoles ROLES =
            new ProfileRoles(List.of("writers"), List.of("interns"), List.of("team"), List.of("watch"));
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private final Watch clock = new Watch();
    private final List<String> queued = Collections.synchronizedList(new ArrayList<>());
    private People people;
    private Repository repository;
    private ProfileStore profiles;
    private NotificationStore notices;
    private ShareStore store;
    private SharesService shares;
    /** Whether the site asks for an approval of each article. */
    private boolean strict;

    private static final class Watch extends Clock {
        private Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void open() throws Exception {
        People.types(context);
        context.create().resource(SITE, "jcr:primaryType", "sling:Site");
        context.create().resource(ARTICLE, "jcr:primaryType", "sling:Page");
        context.create().resource(ARTICLE + "/jcr:content", "jcr:title", "Bees");
        context.resourceResolver().commit();
        people = new People(context);
        for (String group : List.of("writers", "interns", "team", "watch")) {
            people.group(group);
        }
        people.set("/content", "everyone", true, "jcr:read");
        people.set("/content", "herald-editors", true, "rep:write");
        people.make("pia", "herald-editors", "writers");
        people.make("paul", "herald-editors", "writers");
        people.make("sam", "herald-editors", "interns");
        people.make("mo", "herald-editors", "herald-moderators", "team");
        people.make("lea", "herald-editors", "watch");
        people.make("edith", "herald-editors");
        people.make("ada", "herald-editors", "herald-admins");
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        atOnce();
        profiles = new ProfileStore(repository, null);
        StoredProfiles.save(profiles, PRESS, ROLES);
        notices = new NotificationStore(repository);
        store = ShareStores.open(repository, home, clock);
        shares = new SharesService(
                repository,
                store,
                new ShareRecords(repository, store, notices),
                profiles,
                this::freeze,
                approvals(),
                new Brake(repository, profiles, store, new SettingsStore(repository), new Choices(repository), clock),
                new DeliveryQueue(jobs(), profiles),
                clock);
    }

    /** The site gives no time to undo. */
    private void atOnce() throws Exception {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = Nodes.obtain(resolver, Names.SETTINGS + SITE, Names.NT_UNSTRUCTURED);
            node.adaptTo(ModifiableValueMap.class).put(Names.PN_UNDO_SECONDS, 0L);
            resolver.commit();
        }
    }

    /** As the real one, without a network. */
    private List<OutgoingPost> freeze(
            ResourceResolver caller, String article, List<PostRequest> wanted, String user, Instant now) {
        return wanted.stream()
                .map(one -> {
                    Access.usable(
                            profiles, caller, one.profileId(), ProfileAction.WRITE, Articles.siteOf(caller, article));
                    OutgoingPost post = OutgoingPosts.of(one.profileId(), List.of("key"), List.of(one.text()));
                    return profiles.may(caller, one.profileId(), ProfileAction.SHARE)
                            ? post
                            : post.awaiting(OutgoingPost.Awaits.PUBLISHER);
                })
                .toList();
    }

    private Approvals approvals() {
        return new Approvals() {
            @Override
            public void mustAllow(ResourceResolver caller, Article article) {
                if (strict) {
                    throw new Rejection(Kind.CONFLICT, "approvalRequired", "Submit the article.");
                }
            }

            @Override
            public void mustDecide(ResourceResolver caller, Article article) {
                mustAllow(caller, article);
            }
        };
    }

    private JobManager jobs() {
        return (JobManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JobManager.class}, (proxy, method, args) -> {
                    if (method.getName().equals("addJob")) {
                        Object one = ((Map<?, ?>) args[1]).get(DeliveryQueue.ADDRESS);
                        Object several = ((Map<?, ?>) args[1]).get(DeliveryQueue.ADDRESSES);
                        queued.addAll(one == null ? List.of((String[]) several) : List.of((String) one));
                    }
                    return method.getName().equals("findJobs") ? List.of() : null;
                });
    }

    private Share share(String who, String text, PublishTime when) throws Exception {
        PostRequest wanted = new PostRequest(PRESS, text, Attachment.NONE, null, "", false, when);
        return shares.share(people.as(who), new ShareRequest(ARTICLE, List.of(wanted), false, "", Set.of()));
    }

    private Share submitted() throws Exception {
        return share("sam", "Bees!", PublishTime.NOW);
    }

    private static PublishTime at(Instant at) {
        return PublishTime.at(zoned(at));
    }

    private static ZonedTime zoned(Instant at) {
        return new ZonedTime(at.atOffset(ZoneOffset.UTC).toLocalDateTime(), ZoneOffset.UTC, null);
    }

    private Variant seen(Share share) throws Exception {
        return shares.get(people.as("ada"), share.id()).variants().get(0);
    }

    private Variant decide(String who, Share share, boolean approved, String seen, String reason) throws Exception {
        return shares.decide(people.as(who), share.id(), PRESS, new Decision(approved, seen, reason))
                .variants()
                .get(0);
    }

    private Variant approve(String who, Share share) throws Exception {
        return decide(who, share, true, seen(share).version(), "");
    }

    private static void refused(Kind kind, String code, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private List<String> told(String who) throws Exception {
        return new NotificationsService(notices, repository)
                .of(people.as(who)).items().stream()
                        .map(notice -> notice.what())
                        .toList();
    }

    private List<String> audit() {
        context.resourceResolver().refresh();
        return AuditLog.ofSite(context.resourceResolver(), SITE, clock.now.plusSeconds(1), 10, e -> true, p -> true)
                .stream()
                .map(AuditEntry::what)
                .toList();
    }

    @Test
    void itWaitsInSightAndIsToldToThoseWhoPublish() throws Exception {
        Share share = submitted();
        assertThat(share.variants()).extracting(Variant::state).containsExactly(VariantState.SUBMITTED);
        assertThat(share.undoSeconds())
                .as("nothing goes out that could be undone")
                .isZero();
        assertThat(share.variants().get(0).may())
                .contains(ProfileAction.WRITE)
                .doesNotContain(ProfileAction.APPROVE, ProfileAction.SHARE);
        assertThat(queued).isEmpty();
        assertThat(shares.ofArticle(people.as("lea"), ARTICLE)).hasSize(1);
        assertThat(shares.ofArticle(people.as("edith"), ARTICLE)).isEmpty();
        assertThat(told("pia")).containsExactly("POST_SUBMITTED");
        assertThat(told("paul")).containsExactly("POST_SUBMITTED");
        for (String other : List.of("sam", "lea", "mo", "edith", "ada")) {
            assertThat(told(other)).as(other).isEmpty();
        }
        assertThat(audit()).containsExactly("POST_SUBMITTED");
    }

    @Test
    void whoPublishesHasItSent() throws Exception {
        Share share = submitted();
        assertThat(approve("pia", share).state()).isEqualTo(VariantState.QUEUED);
        assertThat(queued).containsExactly(ShareStore.path(share.id(), PRESS));
        assertThat(told("sam")).containsExactly("POST_APPROVED");
        assertThat(audit()).containsExactlyInAnyOrder("POST_SUBMITTED", "POST_APPROVED");
        refused(
                Kind.CONFLICT,
                "movedOn",
                () -> decide("paul", share, true, seen(share).version(), ""));
        assertThat(queued).hasSize(1);
    }

    @Test
    void whatWhoPublishesSharesWaitsForNobody() throws Exception {
        Share now = share("pia", "Bees!", PublishTime.NOW);
        assertThat(now.variants()).extracting(Variant::state).containsExactly(VariantState.QUEUED);
        shares.act(people.as("pia"), now.id(), PRESS, Act.WITHDRAW);
        assertThat(share("ada", "Bees, bees!", at(NOW.plusSeconds(60))).variants())
                .as("who administers Herald may do all")
                .extracting(Variant::state)
                .containsExactly(VariantState.PLANNED);
        assertThat(told("paul")).isEmpty();
    }

    @Test
    void atItsTimeItGoesOutAndLaterAtOnce() throws Exception {
        Instant morning = NOW.plus(Duration.ofDays(1));
        Share planned = share("sam", "Tomorrow", at(morning));
        assertThat(planned.variants().get(0).notBefore()).isEqualTo(morning);
        assertThat(approve("pia", planned).state()).isEqualTo(VariantState.PLANNED);
        assertThat(seen(planned).notBefore()).isEqualTo(morning);
        assertThat(queued).isEmpty();
        shares.act(people.as("pia"), planned.id(), PRESS, Act.WITHDRAW);
        Share late = share("sam", "The day after", at(morning.plusSeconds(60)));
        clock.now = morning.plus(Duration.ofHours(5));
        assertThat(approve("pia", late).state()).isEqualTo(VariantState.QUEUED);
        assertThat(store.ask()
                        .item(ShareStore.path(late.id(), PRESS))
                        .orElseThrow()
                        .deadline())
                .isAfter(clock.now);
    }

    @ParameterizedTest
    @EnumSource(
            value = Act.class,
            names = {"WITHDRAW", "LET_THROUGH"},
            mode = EnumSource.Mode.EXCLUDE)
    void noOtherActSendsIt(Act act) throws Exception {
        Share share = submitted();
        refused(Kind.FORBIDDEN, "profileForbidden", () -> shares.act(people.as("sam"), share.id(), PRESS, act));
        refused(Kind.CONFLICT, "notNow", () -> shares.act(people.as("pia"), share.id(), PRESS, act));
        assertThat(seen(share).state()).isEqualTo(VariantState.SUBMITTED);
        assertThat(queued).isEmpty();
    }

    @Test
    void lettingItOverItsBudgetDoesNotSendIt() throws Exception {
        Share share = submitted();
        for (String who : new String[] {"sam", "pia"}) {
            refused(
                    Kind.FORBIDDEN,
                    "letThroughForbidden",
                    () -> shares.act(people.as(who), share.id(), PRESS, Act.LET_THROUGH));
        }
        refused(Kind.CONFLICT, "notNow", () -> shares.act(people.as("ada"), share.id(), PRESS, Act.LET_THROUGH));
        assertThat(seen(share).state()).isEqualTo(VariantState.SUBMITTED);
        assertThat(queued).isEmpty();
    }

    @Test
    void noClockAndNoOtherTimeSendsIt() throws Exception {
        Share share = share("sam", "Soon", at(NOW.plusSeconds(60)));
        ZonedTime other = zoned(NOW.plus(Duration.ofDays(2)));
        String version = seen(share).version();
        refused(
                Kind.FORBIDDEN,
                "profileForbidden",
                () -> shares.reschedule(people.as("sam"), share.id(), PRESS, other, version));
        for (String told : new String[] {version, null}) {
            refused(
                    Kind.CONFLICT,
                    "movedOn",
                    () -> shares.reschedule(people.as("pia"), share.id(), PRESS, other, told));
        }
        clock.now = NOW.plus(Duration.ofMinutes(5));
        assertThat(store.ask().planned(new DueIndex())).isEmpty();
        assertThat(store.ask().due(new DueIndex())).isEmpty();
        assertThat(store.ask().untimed()).isEmpty();
        assertThat(seen(share).state()).isEqualTo(VariantState.SUBMITTED);
    }

    @Test
    void onlyWhoPublishesDecides() throws Exception {
        Share share = submitted();
        String version = seen(share).version();
        for (String who : List.of("sam", "lea", "mo")) {
            for (boolean approved : new boolean[] {true, false}) {
                refused(Kind.FORBIDDEN, "profileForbidden", () -> decide(who, share, approved, version, "Because."));
            }
        }
        refused(Kind.NOT_FOUND, "shareUnknown", () -> decide("edith", share, true, version, ""));
        assertThat(seen(share).version()).as("nothing was stored").isEqualTo(version);
        assertThat(audit()).containsExactly("POST_SUBMITTED");
        assertThat(decide("ada", share, true, version, "").state()).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void whatWasSeenIsWhatIsApproved() throws Exception {
        Share share = submitted();
        String version = seen(share).version();
        ModifiableValueMap byHand = context.resourceResolver()
                .getResource(ShareStore.path(share.id(), PRESS))
                .adaptTo(ModifiableValueMap.class);
        byHand.put(Names.PN_PARTS, new String[] {"Wasps!"});
        context.resourceResolver().commit();
        refused(Kind.CONFLICT, "movedOn", () -> decide("pia", share, true, version, ""));
        refused(Kind.CONFLICT, "movedOn", () -> decide("pia", share, false, version, "No wasps."));
        refused(Kind.CONFLICT, "movedOn", () -> decide("pia", share, true, "nonsense", ""));
        assertThat(queued).isEmpty();
        assertThat(approve("pia", share).state()).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void whatIsRefusedStaysUnsentAndSaysWhy() throws Exception {
        Share share = submitted();
        String version = seen(share).version();
        refused(Kind.INVALID, "reason", () -> decide("pia", share, false, version, " "));
        refused(Kind.INVALID, "reason", () -> decide("pia", share, false, version, "x".repeat(2_001)));
        Variant refused = decide("pia", share, false, version, " Name the source. ");
        assertThat(refused.state()).isEqualTo(VariantState.WITHDRAWN);
        assertThat(refused.reason()).isEqualTo(Variant.DECLINED);
        assertThat(refused.message()).isEqualTo("Name the source.");
        assertThat(told("sam")).containsExactly("POST_REFUSED");
        refused(Kind.CONFLICT, "notNow", () -> shares.act(people.as("pia"), share.id(), PRESS, Act.RETRY));
        assertThat(share("sam", "Bees, says the Times!", PublishTime.NOW).variants())
                .as("written better, it is not there yet")
                .extracting(Variant::state)
                .containsExactly(VariantState.SUBMITTED);
        assertThat(queued).isEmpty();
    }

    @Test
    void whoWroteItTakesItBackAndNothingElse() throws Exception {
        Share own = submitted();
        refused(Kind.FORBIDDEN, "profileForbidden", () -> shares.act(people.as("lea"), own.id(), PRESS, Act.WITHDRAW));
        assertThat(shares.act(people.as("sam"), own.id(), PRESS, Act.WITHDRAW).variants())
                .extracting(Variant::state)
                .containsExactly(VariantState.WITHDRAWN);
        Share others = share("pia", "By Pia", at(NOW.plusSeconds(600)));
        refused(
                Kind.FORBIDDEN,
                "profileForbidden",
                () -> shares.act(people.as("sam"), others.id(), PRESS, Act.WITHDRAW));
        assertThat(seen(others).state()).isEqualTo(VariantState.PLANNED);
    }

    /** A double click, or a program's second try, is one post and one notice. */
    @Test
    void theSameSaidTwiceWaitsOnce() throws Exception {
        Instant morning = NOW.plus(Duration.ofDays(1));
        Share first = share("sam", "Tomorrow", at(morning));
        assertThat(share("sam", "Tomorrow", at(morning)).id()).isEqualTo(first.id());
        assertThat(told("pia")).hasSize(1);
        refused(Kind.CONFLICT, "sharedAlready", () -> share("sam", "Now", PublishTime.NOW));
    }

    @Test
    void aRightThatIsGoneDoesNotCountAnyMore() throws Exception {
        Share share = submitted();
        String version = seen(share).version();
        StoredProfiles.save(
                profiles, PRESS, new ProfileRoles(List.of("team"), List.of(), List.of(), List.of("writers")));
        refused(Kind.FORBIDDEN, "profileForbidden", () -> decide("pia", share, true, version, ""));
        refused(Kind.FORBIDDEN, "profileForbidden", () -> submittedBy("pia"));
        refused(Kind.NOT_FOUND, "shareUnknown", () -> shares.get(people.as("sam"), share.id()));
        assertThat(queued).isEmpty();
    }

    private Share submittedBy(String who) throws Exception {
        return share(who, "Bees, again", PublishTime.NOW);
    }

    @Test
    void aProfileOfAnotherSiteSaysNothingHere() throws Exception {
        Share share = submitted();
        StoredProfiles.save(profiles, PRESS, ROLES, "/content/other");
        refused(Kind.FORBIDDEN, "profileElsewhere", () -> approve("pia", share));
        refused(Kind.FORBIDDEN, "profileElsewhere", () -> submittedBy("pia"));
        assertThat(queued).isEmpty();
        assertThat(shares.act(people.as("pia"), share.id(), PRESS, Act.WITHDRAW).variants())
                .as("taken back it can be")
                .extracting(Variant::state)
                .containsExactly(VariantState.WITHDRAWN);
    }

    @Test
    void aSiteThatAsksForApprovalsByNowIsAsked() throws Exception {
        Share share = submitted();
        strict = true;
        refused(Kind.CONFLICT, "approvalRequired", () -> approve("pia", share));
        assertThat(queued).isEmpty();
        assertThat(decide("pia", share, false, seen(share).version(), "With its article, please.")
                        .state())
                .isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void whereNobodyIsNamedToPublishAdministratorsAreTold() throws Exception {
        StoredProfiles.save(profiles, PRESS, new ProfileRoles(List.of(), List.of("interns"), List.of(), List.of()));
        Share share = submitted();
        assertThat(told("ada")).containsExactly("POST_SUBMITTED");
        assertThat(approve("ada", share).state()).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneIsTold() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                Share share = share("sam", "Bees, number " + i, PublishTime.NOW);
                String version = seen(share).version();
                ResourceResolver pia = people.as("pia");
                ResourceResolver paul = people.as("paul");
                CyclicBarrier start = new CyclicBarrier(2);
                Future<String> yes = threads.submit(outcome(start, pia, share, new Decision(true, version, "")));
                Future<String> no = threads.submit(outcome(start, paul, share, new Decision(false, version, "No.")));
                assertThat(List.of(yes.get(), no.get())).containsOnlyOnce("movedOn");
                boolean sent = yes.get().isEmpty();
                assertThat(seen(share).state()).isEqualTo(sent ? VariantState.QUEUED : VariantState.WITHDRAWN);
                if (sent) {
                    shares.act(people.as("pia"), share.id(), PRESS, Act.WITHDRAW);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<String> outcome(CyclicBarrier start, ResourceResolver who, Share share, Decision decision) {
        return () -> {
            start.await();
            try {
                shares.decide(who, share.id(), PRESS, decision);
                return "";
            } catch (Rejection e) {
                return e.code();
            }
        };
    }

    @Test
    void aCrashThatTakesTheApprovalGivesItBack() throws Exception {
        Share share = submitted();
        approve("pia", share);
        String path = ShareStore.path(share.id(), PRESS);
        ModifiableValueMap byHand = context.resourceResolver().getResource(path).adaptTo(ModifiableValueMap.class);
        byHand.put(Names.PN_STATE, VariantState.SUBMITTED.name());
        byHand.put(Names.PN_MOVES, 0L);
        context.resourceResolver().commit();
        store.recover(notices);
        assertThat(store.ask().item(path).orElseThrow().state()).isEqualTo(VariantState.QUEUED);
    }
}
