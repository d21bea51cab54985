package org.herald.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.CalendarItem;
import org.herald.CalendarItem.Kind;
import org.herald.ProfileRoles;
import org.herald.PublishTime;
import org.herald.PublishingCalendar.CalendarRange;
import org.herald.Rejection;
import org.herald.Shares;
import org.herald.VariantState;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.StoredProfiles;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Credentials;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.core.workflow.Newsroom;
import org.herald.core.workflow.WorkflowCalendarSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SlingContextExtension.class)
class CalendarServiceTest {
    private static final Instant DAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final Instant LATER = DAY.plus(Duration.ofDays(1));
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private Newsroom room;
    private CalendarService calendar;

    @BeforeEach
    void open() throws Exception {
        room = new Newsroom(context, home);
        calendar = new CalendarService(
                new WorkflowCalendarSource(room.store, room.workflows, room.repository, room.clock),
                room.shares,
                shares(),
                new ProfileStore(room.repository, null),
                new FeedStore(room.repository),
                room.repository,
                room.clock);
    }

    /** As the real one, but for the rights on profiles. */
    private Shares shares() {
        return (Shares) Proxy.newProxyInstance(
                Shares.class.getClassLoader(), new Class<?>[] {Shares.class}, (proxy, method, args) -> {
                    var caller = (org.apache.sling.api.resource.ResourceResolver) args[0];
                    var share = room.shares
                            .ask()
                            .find(context.resourceResolver(), (String) args[1])
                            .orElseThrow();
                    if (method.getName().equals("reschedule")) {
                        room.workflows.mustDecide(caller, Articles.read(caller, share.articlePath()));
                        throw new UnsupportedOperationException("nobody here decides alone");
                    }
                    return share;
                });
    }

    private List<CalendarItem> items(Kind kind) {
        CalendarRange span =
                calendar.between(room.person("anna"), Newsroom.BEGIN, Newsroom.BEGIN.plus(Duration.ofDays(90)));
        return span.items().stream().filter(item -> item.kind() == kind).toList();
    }

    private CalendarItem only(Kind kind) {
        assertThat(items(kind)).hasSize(1);
        return items(kind).get(0);
    }

    private CalendarItem waiting() {
        return items(Kind.POST).stream()
                .filter(item -> item.state() != VariantState.WITHDRAWN)
                .findFirst()
                .orElseThrow();
    }

    private void move(String who, CalendarItem item, Instant to) {
        calendar.move(room.person(who), item.id(), Newsroom.at(to));
    }

    private String code(String who, CalendarItem item, Instant to) {
        try {
            move(who, item, to);
            return "";
        } catch (Rejection e) {
            return e.code();
        }
    }

    private void published() {
        room.approve(null, Newsroom.post("press", "Bees!", PublishTime.at(Newsroom.at(DAY))));
        room.act("rita", WorkflowAction.PUBLISH);
        assertThat(waiting().state()).isEqualTo(VariantState.PLANNED);
    }

    @Test
    void aPostThatIsDraggedAwayAndBackIsSent() {
        published();
        move("anna", waiting(), LATER);
        assertThat(items(Kind.POST)).extracting(CalendarItem::state).contains(VariantState.WITHDRAWN);
        room.act("rita", WorkflowAction.APPROVE_POSTS);
        assertThat(waiting().at()).isEqualTo(LATER);
        move("anna", waiting(), DAY);
        room.act("rita", WorkflowAction.APPROVE_POSTS);
        assertThat(waiting().state()).isEqualTo(VariantState.PLANNED);
        assertThat(waiting().at()).isEqualTo(DAY);
        assertThat(room.shared()).hasSize(3);
    }

    @Test
    void aPostWhoseNewTimeCannotBeAskedForStaysAsItWasApproved() {
        published();
        CalendarItem post = waiting();
        room.closed.add("press");
        assertThat(code("anna", post, LATER)).isEqualTo("profileDisabled");
        assertThat(waiting().state()).isEqualTo(VariantState.PLANNED);
        room.closed.clear();
        assertThat(code("anna", post, Newsroom.BEGIN)).isEqualTo("beforePublication");
        assertThat(waiting().state()).isEqualTo(VariantState.PLANNED);
        assertThat(waiting().at()).isEqualTo(DAY);
    }

    @Test
    void whatIsOnTheNetworkIsNotTakenBackByDragging() {
        published();
        CalendarItem post = waiting();
        String[] id = post.id().split(":");
        String path = ShareStore.path(id[1], id[2]);
        room.shares.move(path, VariantState.PLANNED, before -> new VariantChange(VariantState.SENT));
        assertThat(code("anna", post, LATER)).isEqualTo("movedOn");
        assertThat(waiting().state()).isEqualTo(VariantState.SENT);
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).planned())
                .isEmpty();
    }

    /** Two people have the calendar open; one of them drags the post, then the other. */
    @Test
    void aPostThatMovedOnSinceItWasSeenStaysWhereItIsAndTheDifferenceIsTold() {
        published();
        CalendarItem seen = waiting();
        String[] id = seen.id().split(":");
        String path = ShareStore.path(id[1], id[2]);
        room.shares.move(
                path,
                VariantState.PLANNED,
                before -> new VariantChange(
                        VariantState.PLANNED,
                        Map.of(Names.PN_CREATED, Nodes.date(LATER), Names.PN_NOT_BEFORE, Nodes.date(LATER))));
        assertThatThrownBy(() -> move("anna", seen, DAY.plus(Duration.ofDays(5))))
                .isInstanceOfSatisfying(Rejection.class, e -> {
                    assertThat(e.code()).isEqualTo("movedOn");
                    assertThat(e.changes())
                            .containsExactly(new org.herald.RevisionChange("at", DAY.toString(), LATER.toString()));
                });
        assertThat(room.shares.ask().item(path).orElseThrow().state()).isEqualTo(VariantState.PLANNED);
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).planned())
                .as("nothing was asked for")
                .isEmpty();
        assertThat(seen.uid()).as("what calendar programs know it by").isEqualTo("share:" + id[1] + ":" + id[2]);
    }

    /** As the Social tab names a post; see {@code social.js}. */
    private String onTheSocialTab() {
        return room.shared().stream()
                .flatMap(share -> share.variants().stream()
                        .filter(variant -> variant.state() == VariantState.PLANNED)
                        .map(variant -> "share:" + share.id() + ":" + variant.profileId() + ":" + variant.version()))
                .findFirst()
                .orElseThrow();
    }

    /** Another time is chosen there for the post as it was seen, and for no other. */
    @Test
    void theSocialTabMovesThePostThatItShows() {
        published();
        String seen = onTheSocialTab();
        assertThat(seen).isEqualTo(waiting().id());
        String path = ShareStore.path(seen.split(":")[1], "press");
        room.shares.move(
                path,
                VariantState.PLANNED,
                before -> new VariantChange(
                        VariantState.PLANNED,
                        Map.of(Names.PN_CREATED, Nodes.date(LATER), Names.PN_NOT_BEFORE, Nodes.date(LATER))));
        Instant other = DAY.plus(Duration.ofDays(5));
        assertThatThrownBy(() -> calendar.move(room.person("anna"), seen, Newsroom.at(other)))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("movedOn"));
        calendar.move(room.person("anna"), onTheSocialTab(), Newsroom.at(other));
        room.act("rita", WorkflowAction.APPROVE_POSTS);
        assertThat(waiting().at()).isEqualTo(other);
    }

    @Test
    void theSocialTabWritesThatName() throws IOException {
        String script = Files.readString(Path.of("../../ui.apps/src/main/resources/SLING-CONTENT/static/js/social.js"));
        assertThat(script).contains("api.post('/calendar/move', { id: `share:${share.id}:${now.profileId}:${version}`");
    }

    @Test
    void anItemMovesOnlyWhereItStillIsWhatWasSeen() {
        room.approve(DAY, Newsroom.post("press", "Bees!", PublishTime.after(Duration.ofHours(1))));
        CalendarItem seen = only(Kind.PUBLICATION);
        CalendarItem post = only(Kind.POST);
        move("rita", seen, LATER);
        assertThat(code("rita", seen, DAY)).isEqualTo("movedOn");
        assertThat(code("anna", post, DAY)).isEqualTo("movedOn");
        assertThat(only(Kind.PUBLICATION).at()).isEqualTo(LATER);
        assertThat(room.stage()).isEqualTo(WorkflowState.SCHEDULED);
    }

    @Test
    void calendarProgramsKnowAnItemAgainAfterEachStep() {
        room.approve(DAY, Newsroom.post("press", "Bees!", PublishTime.after(Duration.ofHours(1))));
        List<String> before =
                List.of(only(Kind.PUBLICATION).uid(), only(Kind.POST).uid());
        move("rita", only(Kind.PUBLICATION), LATER);
        room.act(
                "anna",
                WorkflowAction.AMEND,
                new Plan(
                        null,
                        null,
                        List.of(
                                Newsroom.post("blog", "More.", PublishTime.after(Duration.ofHours(2))),
                                Newsroom.post("press", "Bees!", PublishTime.after(Duration.ofHours(3))))));
        assertThat(only(Kind.PUBLICATION).uid()).isEqualTo(before.get(0));
        assertThat(items(Kind.POST)).extracting(CalendarItem::uid).contains(before.get(1));
        assertThat(items(Kind.POST)).extracting(CalendarItem::uid).doesNotHaveDuplicates();
    }

    @Test
    void anIdThatIsNoneIsUnknown() {
        for (String id :
                List.of("", ":", "a:b", "article:x:1", "share", "post-x:::", "article:" + "0".repeat(36) + ":1")) {
            assertThatThrownBy(() -> calendar.move(room.person("anna"), id, Newsroom.at(DAY)))
                    .as(id)
                    .isInstanceOf(Rejection.class);
        }
    }

    @Test
    void aTimeThatIsTooLongIsNotRead() {
        assertThatThrownBy(() -> calendar.between(
                        room.person("anna"), Newsroom.BEGIN, Newsroom.BEGIN.plus(Duration.ofDays(101))))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void aFeedShowsWhatItsOwnerMaySeeUntilItEnds() {
        room.approve(DAY);
        String token = calendar.openFeed(room.person("anna"));
        assertThat(calendar.feed(token)).extracting(CalendarItem::kind).contains(Kind.PUBLICATION);
        calendar.closeFeed(room.person("anna"));
        assertThatThrownBy(() -> calendar.feed(token)).isInstanceOf(Rejection.class);
    }

    private User anna() throws Exception {
        JackrabbitSession admin = (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        return (User) admin.getUserManager().getAuthorizable("anna");
    }

    @Test
    void aFeedEndsWithThePasswordThatItWasOpenedWith() throws Exception {
        room.approve(DAY);
        String token = calendar.openFeed(room.person("anna"));
        String before = Credentials.of(context.resourceResolver(), "anna").orElseThrow();
        assertThat(calendar.hasFeed(room.person("anna"))).isTrue();
        anna().changePassword("another one");
        context.resourceResolver().commit();
        assertThatThrownBy(() -> calendar.feed(token)).isInstanceOf(Rejection.class);
        assertThat(calendar.hasFeed(room.person("anna"))).isFalse();
        assertThat(Credentials.of(context.resourceResolver(), "anna"))
                .isPresent()
                .isNotEqualTo(Optional.of(before));
        assertThat(calendar.feed(calendar.openFeed(room.person("anna")))).isNotEmpty();
    }

    @Test
    void nothingIsGivenToWhoMayNotSignIn() throws Exception {
        room.approve(DAY);
        String token = calendar.openFeed(room.person("anna"));
        anna().disable("left");
        context.resourceResolver().commit();
        assertThatThrownBy(() -> calendar.feed(token)).isInstanceOf(Rejection.class);
        assertThat(Credentials.of(context.resourceResolver(), "anna")).isEmpty();
        assertThat(Credentials.of(context.resourceResolver(), "nobody-at-all")).isEmpty();
    }

    /** Who has no part in a profile sees none of its posts, with a sign-in or in a calendar program. */
    @Test
    void thePostsOfAProfileAreForThoseWhoHaveAPartInIt() throws Exception {
        published();
        String feed = calendar.openFeed(room.person("anna")).replaceAll(".*/", "");
        long posts = items(Kind.POST).size();
        assertThat(calendar.feed(feed).stream().filter(item -> item.kind() == Kind.POST))
                .hasSize((int) posts);
        StoredProfiles.save(
                new ProfileStore(room.repository, null),
                "press",
                new ProfileRoles(List.of("reviewers"), List.of(), List.of(), List.of()));
        assertThat(items(Kind.POST)).isEmpty();
        assertThat(calendar.feed(feed)).noneMatch(item -> item.kind() == Kind.POST);
        assertThat(calendar.between(room.person("rita"), Newsroom.BEGIN, Newsroom.BEGIN.plus(Duration.ofDays(90)))
                        .items())
                .anyMatch(item -> item.kind() == Kind.POST);
    }
}
