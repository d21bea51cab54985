package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
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
import org.herald.Shares.Decision;
import org.herald.Variant;
import org.herald.ZonedTime;
import org.herald.core.People;
import org.herald.core.audit.AuditLog;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.NotificationsService;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.StoredProfiles;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.site.SettingsStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A profile that some publish as, some submit for, and others see; and an article of a site. */
@ExtendWith(SlingContextExtension.class)
abstract class InPressRoom {
    static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    static final String SITE = "/content/own";
    static final String ARTICLE = SITE + "/bees";
    static final String PRESS = "press";
    static final ProfileRoles ROLES =
            new ProfileRoles(List.of("writers"), List.of("interns"), List.of("team"), List.of("watch"));
    final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    final Watch clock = new Watch();
    final List<String> queued = Collections.synchronizedList(new ArrayList<>());
    People people;
    Repository repository;
    ProfileStore profiles;
    NotificationStore notices;
    ShareStore store;
    SharesService shares;
    /** What a post of somebody waits for who may only submit. */
    OutgoingPost.Awaits awaits = OutgoingPost.Awaits.PUBLISHER;

    /** Whether the site asks for an approval of each article. */
    boolean strict;

    static final class Watch extends Clock {
        Instant now = NOW;

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
    void atOnce() throws Exception {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = Nodes.obtain(resolver, Names.SETTINGS + SITE, Names.NT_UNSTRUCTURED);
            node.adaptTo(ModifiableValueMap.class).put(Names.PN_UNDO_SECONDS, 0L);
            resolver.commit();
        }
    }

    /** As the real one, without a network. */
    List<OutgoingPost> freeze(
            ResourceResolver caller, String article, List<PostRequest> wanted, String user, Instant now) {
        return wanted.stream()
                .map(one -> {
                    Access.usable(
                            profiles, caller, one.profileId(), ProfileAction.WRITE, Articles.siteOf(caller, article));
                    OutgoingPost post = OutgoingPosts.of(one.profileId(), List.of("key"), List.of(one.text()));
                    return profiles.may(caller, one.profileId(), ProfileAction.SHARE) ? post : post.awaiting(awaits);
                })
                .toList();
    }

    Approvals approvals() {
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

    JobManager jobs() {
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

    Share share(String who, String text, PublishTime when) throws Exception {
        PostRequest wanted = new PostRequest(PRESS, text, Attachment.NONE, null, "", false, when);
        return shares.share(people.as(who), new ShareRequest(ARTICLE, List.of(wanted), false, "", Set.of()));
    }

    Share submitted() throws Exception {
        return share("sam", "Bees!", PublishTime.NOW);
    }

    static PublishTime at(Instant at) {
        return PublishTime.at(zoned(at));
    }

    static ZonedTime zoned(Instant at) {
        return new ZonedTime(at.atOffset(ZoneOffset.UTC).toLocalDateTime(), ZoneOffset.UTC, null);
    }

    Variant seen(Share share) throws Exception {
        return shares.get(people.as("ada"), share.id()).variants().get(0);
    }

    Variant decide(String who, Share share, boolean approved, String seen, String reason) throws Exception {
        return shares.decide(people.as(who), share.id(), PRESS, new Decision(approved, seen, reason))
                .variants()
                .get(0);
    }

    Variant approve(String who, Share share) throws Exception {
        return decide(who, share, true, seen(share).version(), "");
    }

    static void refused(Kind kind, String code, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    List<String> told(String who) throws Exception {
        return new NotificationsService(notices, repository)
                .of(people.as(who)).items().stream()
                        .map(notice -> notice.what())
                        .toList();
    }

    List<String> audit() {
        context.resourceResolver().refresh();
        return AuditLog.ofSite(context.resourceResolver(), SITE, clock.now.plusSeconds(1), 10, e -> true, p -> true)
                .stream()
                .map(AuditEntry::what)
                .toList();
    }

    /** Whether readers see the article. */
    void published(boolean published) throws Exception {
        context.resourceResolver().refresh();
        ModifiableValueMap page =
                context.resourceResolver().getResource(ARTICLE + "/jcr:content").adaptTo(ModifiableValueMap.class);
        page.put("sling:published", published);
        context.resourceResolver().commit();
    }
}
