package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Attachment;
import org.herald.Doubt;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.ShareRequest.PostRequest;
import org.herald.VariantState;
import org.herald.core.People;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Article;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.site.SettingsStore;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Shares as a person does, with what stands between that person and the wrong account. */
@ExtendWith(SlingContextExtension.class)
class BrakeTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final String GARDEN = "/content/garden";
    private static final String SHOP = "/content/shop";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private Instant now = START;
    private People people;
    private Repository repository;
    private ShareStore store;
    private Choices choices;
    private SharesService shares;
    private final List<Object> jobs = new ArrayList<>();

    private final Clock clock = new Clock() {
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
    };

    @BeforeEach
    void open() throws Exception {
        People.types(context);
        for (String site : List.of(GARDEN, SHOP)) {
            context.create().resource(site, "jcr:primaryType", "sling:Site", "jcr:title", site.substring(9));
            for (String page : List.of("bees", "pears")) {
                context.create().resource(site + "/" + page, "jcr:primaryType", "sling:Page");
                context.create().resource(site + "/" + page + "/jcr:content", "jcr:title", page);
            }
        }
        context.resourceResolver().commit();
        people = new People(context);
        people.set("/content", "everyone", true, "jcr:read", "rep:write");
        people.make("edith", "herald-editors");
        people.make("edgar", "herald-editors");
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        for (String id : List.of("press", "shop", "p1", "p2", "p3", "p4")) {
            profile(id);
        }
        store = ShareStores.open(repository, home, clock);
        choices = new Choices(repository);
        JobManager manager = (JobManager) Proxy.newProxyInstance(
                JobManager.class.getClassLoader(), new Class<?>[] {JobManager.class}, (proxy, method, args) -> {
                    jobs.add(args[1]);
                    return null;
                });
        var profiles = new ProfileStore(repository, null);
        Brake brake = new Brake(repository, profiles, store, new SettingsStore(repository), choices, clock);
        Approvals none = new Approvals() {
            @Override
            public void mustAllow(ResourceResolver caller, Article article) {}

            @Override
            public void mustDecide(ResourceResolver caller, Article article) {}
        };
        shares = new SharesService(
                repository,
                store,
                new ShareRecords(repository, store, new NotificationStore(repository)),
                profiles,
                (caller, path, wanted, user, at) -> wanted.stream()
                        .map(one -> ShareRecordsTest.dispatch(one.profileId(), one.text()))
                        .toList(),
                none,
                brake,
                new DeliveryQueue(manager, profiles, clock),
                clock);
    }

    private void profile(String id, Object... more) throws Exception {
        List<Object> values = new ArrayList<>(List.of(
                "jcr:primaryType",
                "nt:unstructured",
                Names.PN_TITLE,
                "The " + id,
                Names.PN_NETWORK,
                "mastodon",
                Names.PN_SERVER,
                "https://social.example",
                Names.PN_ENABLED,
                true,
                Names.PN_CONNECTED,
                true));
        values.addAll(List.of(more));
        try (ResourceResolver resolver = repository.open()) {
            Map<String, Object> map = new java.util.HashMap<>();
            for (int i = 0; i < values.size(); i += 2) {
                map.put(values.get(i).toString(), values.get(i + 1));
            }
            map.put("jcr:primaryType", Names.NT_PROFILE);
            resolver.create(resolver.getResource(Names.PROFILES), id, map);
            resolver.commit();
        }
    }

    private void set(String path, String name, Object value) throws Exception {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = Nodes.obtain(resolver, path, Names.NT_UNSTRUCTURED);
            ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
            values.put(name, value);
            resolver.commit();
        }
    }

    private static ShareRequest request(String article, Set<String> acknowledged, String... profiles) {
        List<PostRequest> posts = Arrays.stream(profiles)
                .map(id -> new PostRequest(id, "Hello", Attachment.NONE, null, "", false, PublishTime.NOW))
                .toList();
        return new ShareRequest(article, posts, true, "", acknowledged);
    }

    private Share share(String user, String article, String... profiles) throws Exception {
        return shares.share(people.as(user), request(article, Set.of(), profiles));
    }

    private Rejection refused(String user, String article, Set<String> acknowledged, String... profiles)
            throws Exception {
        ResourceResolver caller = people.as(user);
        return catchThrowableOfType(
                Rejection.class, () -> shares.share(caller, request(article, acknowledged, profiles)));
    }

    /** As the delivery does. */
    private void send(Share share) {
        share.variants().forEach(variant -> {
            String path = ShareStore.path(share.id(), variant.profileId());
            store.move(path, VariantState.QUEUED, b -> new ShareStore.VariantChange(VariantState.SENDING));
            var sent = store.ask().item(path).orElseThrow().posted(new RemoteRef("1", "", null), now);
            store.move(path, VariantState.SENDING, b -> new ShareStore.VariantChange(VariantState.SENT, sent));
        });
    }

    private List<Share> of(String article) throws Exception {
        return shares.ofArticle(people.as("admin"), article);
    }

    @Test
    void whatIsUnusualIsRefusedWithItsReasonsAndNothingIsStored() throws Exception {
        send(share("edith", SHOP + "/bees", "shop"));
        int before = jobs.size();
        Rejection refused = refused("edith", GARDEN + "/bees", Set.of(), "shop");
        assertThat(refused.kind()).isEqualTo(Rejection.Kind.CONFLICT);
        assertThat(refused.code()).isEqualTo("secondLook");
        assertThat(refused.doubts()).extracting(Doubt::key).containsExactly("OTHER_SITE/shop");
        assertThat(refused).hasMessageContaining("“The shop”").hasMessageContaining("“garden”");
        assertThat(of(GARDEN + "/bees")).isEmpty();
        assertThat(choices.last("edith", GARDEN)).isEmpty();
        assertThat(jobs).hasSize(before);
    }

    @Test
    void itGoesWithTheAcknowledgementOfExactlyTheseReasons() throws Exception {
        send(share("edith", SHOP + "/bees", "shop"));
        for (Set<String> wrong :
                List.of(Set.of("OTHER_SITE/press"), Set.of("LONG_UNUSED/shop"), Set.of("OTHER_SITE/shop", "MANY/6"))) {
            assertThat(refused("edith", GARDEN + "/bees", wrong, "shop").doubts())
                    .as(wrong.toString())
                    .hasSize(1);
        }
        shares.share(people.as("edith"), request(GARDEN + "/bees", Set.of("OTHER_SITE/shop"), "shop"));
        assertThat(of(GARDEN + "/bees")).hasSize(1);
    }

    /** Two tabs: what was looked at in one is not what there is any more. */
    @Test
    void whatBecameMoreSinceIsLookedAtAnew() throws Exception {
        set(Names.PROFILES + "/shop", Names.PN_CREATED, Nodes.date(START.minus(Duration.ofDays(90))));
        assertThat(refused("edith", GARDEN + "/bees", Set.of(), "shop").doubts())
                .extracting(Doubt::key)
                .containsExactly("LONG_UNUSED/shop");
        set(Names.PROFILES + "/shop", Names.PN_SITES, new String[] {SHOP});
        assertThat(refused("edith", GARDEN + "/bees", Set.of("LONG_UNUSED/shop"), "shop")
                        .doubts())
                .extracting(Doubt::key)
                .containsExactly("OTHER_SITE/shop", "LONG_UNUSED/shop");
    }

    @Test
    void whoSpokeHereLatelyIsNotAskedAgainUntilAMonthIsOver() throws Exception {
        send(share("edith", GARDEN + "/bees", "press"));
        send(share("edith", GARDEN + "/pears", "press"));
        now = START.plus(Duration.ofDays(31));
        Rejection refused = refused("edith", GARDEN + "/bees", Set.of(), "press");
        assertThat(refused.doubts()).extracting(Doubt::key).containsExactly("LONG_UNUSED/press");
        assertThat(refused).hasMessageContaining("31 days");
    }

    @Test
    void moreThanFiveAtOnceAreLookedAt() throws Exception {
        String[] six = {"press", "shop", "p1", "p2", "p3", "p4"};
        assertThat(refused("edith", GARDEN + "/bees", Set.of(), six).doubts())
                .extracting(Doubt::key)
                .containsExactly("MANY/6");
        assertThat(share("edith", GARDEN + "/bees", Arrays.copyOf(six, 5)).variants())
                .hasSize(5);
    }

    @Test
    void whatGoesOutNowWaitsAsItsSiteSaysAndNoJobIsMadeForIt() throws Exception {
        Share usual = share("edith", GARDEN + "/bees", "press");
        assertThat(usual.undoSeconds()).isEqualTo(10);
        assertThat(usual.variants().get(0).notBefore()).isEqualTo(START.plusSeconds(10));
        assertThat(jobs).isEmpty();
        set(Names.SETTINGS + SHOP, Names.PN_UNDO_SECONDS, 0L);
        Share atOnce = share("edith", SHOP + "/bees", "shop");
        assertThat(atOnce.undoSeconds()).isZero();
        assertThat(atOnce.variants().get(0).notBefore()).isEqualTo(START);
        assertThat(jobs).hasSize(1);
    }

    @Test
    void anUndoTakesAlsoWhatWasPlannedInTheSameRequest() throws Exception {
        PostRequest first = new PostRequest("press", "Hello", Attachment.NONE, null, "", false, PublishTime.NOW);
        PostRequest later = new PostRequest(
                "press", "Again", Attachment.NONE, null, "", false, PublishTime.after(Duration.ofDays(7)));
        Share share = shares.share(
                people.as("edith"), new ShareRequest(GARDEN + "/bees", List.of(later, first), true, "r1", Set.of()));
        assertThat(share.undoSeconds()).isEqualTo(10);
        assertThat(of(GARDEN + "/bees")).hasSize(2);
        Share undone = shares.undo(people.as("edith"), share.id());
        assertThat(undone.undoSeconds()).isZero();
        assertThat(of(GARDEN + "/bees"))
                .flatExtracting(Share::variants)
                .extracting(org.herald.Variant::state)
                .containsOnly(VariantState.WITHDRAWN);
        assertThat(shares.undo(people.as("edith"), share.id()).id())
                .as("a second click")
                .isEqualTo(share.id());
        assertThat(shares.share(
                                people.as("edith"),
                                new ShareRequest(GARDEN + "/bees", List.of(later, first), true, "r1", Set.of()))
                        .variants()
                        .get(0)
                        .state())
                .as("the same request, late, brings nothing back")
                .isEqualTo(VariantState.WITHDRAWN);
        assertThat(share("edith", GARDEN + "/bees", "press").id())
                .as("what a person sends anew is another share")
                .isNotEqualTo(share.id());
    }

    @Test
    void whatIsOnlyPlannedHasNoWindow() throws Exception {
        PostRequest later = new PostRequest(
                "press", "Later", Attachment.NONE, null, "", false, PublishTime.after(Duration.ofDays(7)));
        Share share = shares.share(
                people.as("edith"), new ShareRequest(GARDEN + "/bees", List.of(later), true, "", Set.of()));
        assertThat(share.undoSeconds()).isZero();
        assertThat(share.variants().get(0).state()).isEqualTo(VariantState.PLANNED);
    }

    @Test
    void whatIsGoingOutIsNotUndone() throws Exception {
        Share share = share("edith", GARDEN + "/bees", "press");
        send(share);
        ResourceResolver edith = people.as("edith");
        assertThatThrownBy(() -> shares.undo(edith, share.id()))
                .isInstanceOfSatisfying(Rejection.class, e -> {
                    assertThat(e.kind()).isEqualTo(Rejection.Kind.CONFLICT);
                    assertThat(e.code()).isEqualTo("undoOver");
                })
                .hasMessageContaining("nothing was undone");
        assertThat(of(GARDEN + "/bees").get(0).variants().get(0).state()).isEqualTo(VariantState.SENT);
    }

    @Test
    void anotherEditorUndoesWhatIsTheirsToShareAndNobodyElseDoes() throws Exception {
        Share share = share("edith", GARDEN + "/bees", "press");
        people.make("rolf");
        ResourceResolver rolf = people.as("rolf");
        assertThatThrownBy(() -> shares.undo(rolf, share.id())).isInstanceOf(Rejection.class);
        assertThat(of(GARDEN + "/bees").get(0).undoSeconds()).isEqualTo(10);
        assertThat(shares.undo(people.as("edgar"), share.id()).variants().get(0).state())
                .isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void whoSharedMayUndoAlsoWhenTheProfileWasDisabledMeanwhile() throws Exception {
        Share share = share("edith", GARDEN + "/bees", "press");
        set(Names.PROFILES + "/press", Names.PN_ENABLED, false);
        assertThat(shares.undo(people.as("edith"), share.id()).variants().get(0).state())
                .isEqualTo(VariantState.WITHDRAWN);
    }

    @Test
    void whatAPersonChoseIsRememberedForThatPersonAndThatSite() throws Exception {
        share("edith", GARDEN + "/bees", "press", "p1");
        assertThat(choices.last("edith", GARDEN)).containsExactlyInAnyOrder("press", "p1");
        assertThat(choices.last("edith", SHOP)).isEmpty();
        assertThat(choices.last("edgar", GARDEN)).isEmpty();
        share("edith", GARDEN + "/pears", "p2");
        assertThat(choices.last("edith", GARDEN)).containsExactly("p2");
    }

    @Test
    void whatWasUndoneIsNotChosenBeforehandTheNextTime() throws Exception {
        Share wrong = share("edith", GARDEN + "/bees", "p1");
        shares.undo(people.as("edith"), wrong.id());
        assertThat(choices.last("edith", GARDEN)).isEmpty();
        share("edith", GARDEN + "/bees", "press");
        Share again = share("edith", GARDEN + "/pears", "press");
        shares.undo(people.as("edith"), again.id());
        assertThat(choices.last("edith", GARDEN)).as("chosen before that, too").containsExactly("press");
    }
}
