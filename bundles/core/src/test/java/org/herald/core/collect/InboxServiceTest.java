package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.collect.InboxFixture.ARTICLE;
import static org.herald.core.collect.InboxFixture.NOW;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.InboxQuery;
import org.herald.ProfileAction;
import org.herald.ProfileRoles;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.ReviewState;
import org.herald.core.People;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.Installed;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.StoredProfiles;
import org.herald.spi.Responder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A moderator reads, decides and answers below the articles that are open to that person, and no others. */
@ExtendWith(SlingContextExtension.class)
class InboxServiceTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private final Connectors connectors = new Connectors();
    private InboxFixture inbox;
    private ProfileStore profiles;
    private InboxService service;
    private People people;

    @BeforeEach
    void open() throws Exception {
        inbox = new InboxFixture(context, home);
        profiles = new ProfileStore(inbox.repository, null);
        service = new InboxService(
                inbox.pages,
                inbox.reviews,
                inbox.answers,
                profiles,
                connectors,
                null,
                Clock.fixed(NOW, ZoneOffset.UTC));
        people = new People(context);
        people.set("/content", "everyone", true, "jcr:read");
        people.make("mira", "herald-moderators");
        people.make("moses", "herald-moderators");
        people.make("edith", "herald-editors");
        people.set(ARTICLE, "mira", true, "jcr:read", "rep:write");
        people.set(ARTICLE, "moses", false, "jcr:all");
    }

    private static void refused(Kind kind, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    private InboxPage page(ResourceResolver caller) {
        return service.page(caller, new InboxQuery(null, "", "", "", "", 10));
    }

    @Test
    void theListAndItsItemsAreThoseOfOpenArticles() throws Exception {
        String id = inbox.collect("a", "Well said");
        assertThat(page(people.as("mira")).items()).extracting(InboxItem::id).containsExactly(id);
        assertThat(service.get(people.as("mira"), id).text()).contains("Well said");
        assertThat(page(people.as("moses")).items()).isEmpty();
        assertThat(page(people.as("moses")).next()).isEmpty();
        refused(Kind.NOT_FOUND, () -> service.get(people.as("moses"), id));
        refused(Kind.NOT_FOUND, () -> service.checkAnswer(people.as("moses"), id, "x"));
        refused(Kind.FORBIDDEN, () -> page(people.as("edith")));
    }

    @Test
    void whatIsNoPathIsNoArticle() throws Exception {
        inbox.collect("a", "Well said");
        for (String article : List.of("null", "..", "\uD83D\uDE00", "/a[b", "/a::b", "//", "/content/../x", "/a|b*")) {
            InboxQuery query = new InboxQuery(null, "", "", article, "", 10);
            assertThat(service.page(people.as("mira"), query).items())
                    .as(article)
                    .isEmpty();
        }
    }

    @Test
    void whatIsClosedIsNotDecidedOn() throws Exception {
        String id = inbox.collect("a", "Well said");
        refused(
                Kind.NOT_FOUND,
                () -> service.review(people.as("moses"), List.of(inbox.seen(id)), ReviewState.APPROVED));
        people.set(ARTICLE, "moses", true, "jcr:read");
        refused(
                Kind.FORBIDDEN,
                () -> service.review(people.as("moses"), List.of(inbox.seen(id)), ReviewState.APPROVED));
        assertThat(inbox.comment(id)).isNull();
        service.review(people.as("mira"), List.of(inbox.seen(id)), ReviewState.APPROVED);
        assertThat(inbox.comment(id)).isNotNull();
    }

    @Test
    void whatIsBelowADeletedArticleOutsideOfAnySiteIsForAdministrators() throws Exception {
        String id = inbox.collect("a", "Well said");
        context.resourceResolver().delete(context.resourceResolver().getResource(ARTICLE));
        context.resourceResolver().commit();
        refused(Kind.NOT_FOUND, () -> service.get(people.as("moses"), id));
        people.make("ada", "herald-moderators", "herald-admins");
        assertThat(service.get(people.as("ada"), id).id()).isEqualTo(id);
    }

    /** Who looks sees, who moderates decides and answers, and nobody else knows of it. */
    @Test
    void whatIsSaidToAProfileIsForThoseWhoHaveAPartInIt() throws Exception {
        String id = inbox.collect("a", "Well said");
        people.group("team");
        people.group("watch");
        people.make("tess", "herald-moderators", "team");
        people.make("will", "herald-moderators", "watch");
        for (String who : List.of("tess", "will")) {
            people.set(ARTICLE, who, true, "jcr:read", "rep:write");
        }
        StoredProfiles.save(
                profiles, "press", new ProfileRoles(List.of(), List.of(), List.of("team"), List.of("watch")));
        assertThat(page(people.as("mira")).items()).isEmpty();
        refused(Kind.NOT_FOUND, () -> service.get(people.as("mira"), id));
        refused(Kind.NOT_FOUND, () -> service.review(people.as("mira"), List.of(inbox.seen(id)), ReviewState.APPROVED));
        assertThat(page(people.as("will")).items()).hasSize(1);
        refused(Kind.FORBIDDEN, () -> service.review(people.as("will"), List.of(inbox.seen(id)), ReviewState.APPROVED));
        refused(Kind.FORBIDDEN, () -> service.answer(people.as("will"), inbox.seen(id), "Thanks"));
        assertThat(inbox.comment(id)).as("nothing was decided").isNull();
        service.review(people.as("tess"), List.of(inbox.seen(id)), ReviewState.APPROVED);
        assertThat(inbox.comment(id)).isNotNull();
    }

    private List<ProfileAction> may(String who, String id) throws Exception {
        List<ProfileAction> listed = page(people.as(who)).items().get(0).may();
        assertThat(service.get(people.as(who), id).may()).isEqualTo(listed);
        return listed;
    }

    /** What is told is what would not be refused. */
    @Test
    void anItemTellsWhatMayBeDoneAboutIt() throws Exception {
        String id = inbox.collect("a", "Well said");
        people.group("team");
        people.group("watch");
        people.make("tess", "herald-moderators", "team");
        people.make("will", "herald-moderators", "watch");
        people.make("rita", "herald-moderators", "team");
        for (String who : List.of("tess", "will")) {
            people.set(ARTICLE, who, true, "jcr:read", "rep:write");
        }
        assertThat(may("mira", id)).as("the profile is gone").containsExactly(ProfileAction.REVIEW);
        StoredProfiles.save(profiles, "press", ProfileRoles.OPEN);
        assertThat(may("mira", id)).as("the network takes no answers").containsExactly(ProfileAction.REVIEW);
        Installed.add(connectors, "mastodon", (Responder) (account, post, root, parent, to) -> null);
        assertThat(may("mira", id)).containsExactly(ProfileAction.REVIEW, ProfileAction.ANSWER);
        ProfileRoles roles = new ProfileRoles(List.of(), List.of(), List.of("team"), List.of("watch"));
        StoredProfiles.save(profiles, "press", roles);
        assertThat(may("tess", id)).containsExactly(ProfileAction.REVIEW, ProfileAction.ANSWER);
        assertThat(may("will", id)).as("who may only look").isEmpty();
        assertThat(may("rita", id)).as("who may not change the article").isEmpty();
        StoredProfiles.save(profiles, "press", roles, "/content/elsewhere");
        assertThat(may("tess", id)).as("the profile belongs to another site").containsExactly(ProfileAction.REVIEW);
    }

    @Test
    void theRepositoryItselfShowsRepliesToNobody() throws Exception {
        inbox.collect("a", "Well said");
        for (String who : List.of("mira", "moses", "edith")) {
            assertThat(people.as(who).findResources("SELECT * FROM [herald:Reply]", "JCR-SQL2"))
                    .as(who)
                    .isExhausted();
        }
    }
}
