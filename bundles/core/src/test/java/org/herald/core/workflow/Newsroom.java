package org.herald.core.workflow;

import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.jcr.Session;
import javax.jcr.SimpleCredentials;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.JackrabbitWorkspace;
import org.apache.jackrabbit.api.security.authorization.PrivilegeManager;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.jackrabbit.api.security.user.UserManager;
import org.apache.jackrabbit.commons.cnd.CndImporter;
import org.apache.jackrabbit.commons.jackrabbit.authorization.AccessControlUtils;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationException;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.jcr.api.SlingRepository;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.herald.Attachment;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.ShareRequest.PostRequest;
import org.herald.Workflow;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.ZonedTime;
import org.herald.core.guard.GuardRefusals;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.NotificationsService;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.herald.core.repo.ShippedIndexes;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.Plans;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStores;
import org.herald.core.site.SettingsStore;

/** A site that asks for approvals on a real repository, with people, a CMS that can fail, and a power switch. */
public final class Newsroom {
    public static final String SITE = "/content/site";
    public static final String PAGE = SITE + "/bees";
    public static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");

    private static final String TYPES =
            """
            <'sling'='http://sling.apache.org/jcr/sling/1.0'>
            <'nt'='http://www.jcp.org/jcr/nt/1.0'>
            [sling:Page] > nt:hierarchyNode
              - * (UNDEFINED)
              - * (UNDEFINED) multiple
              + * (nt:base) = sling:Page version
            [sling:Site] > nt:hierarchyNode
              - * (UNDEFINED)
              - * (UNDEFINED) multiple
              + * (nt:base) = sling:Page version
            """;

    /** What ends a process in the middle of its work. */
    public static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A clock that a test puts forward. */
    public static final class Watch extends Clock {
        private Instant now = BEGIN;
        private boolean stands;

        /** From now on, everything happens at once. */
        public void stand() {
            stands = true;
        }

        public void forward(Duration by) {
            now = now.plus(by);
        }

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
            now = stands ? now : now.plusMillis(1); // else no two things happen at once
            return now;
        }
    }

    public final Watch clock = new Watch();
    public final SlingContext context;
    public final Repository repository;
    public final WorkflowStore store;
    public final ShareStore shares;
    public final NotificationStore notices;
    public final WorkflowService workflows;
    public final PublicationClock publicationClock;
    final List<String> queued = new ArrayList<>();
    /** Profiles that cannot send now. */
    public final Set<String> closed = new HashSet<>();
    /** Done just before the CMS commits a publication. */
    Consumer<String> beforePublication = path -> {};

    private final Map<String, ResourceResolver> people = new HashMap<>();
    /** Done once, before the next commit of Herald. */
    Runnable beforeCommit = () -> {};

    private int commits;
    private int cutAt = -1;
    private boolean cutBefore;
    boolean cmsBroken;
    /** Whether the guard refuses what the CMS commits; the CMS keeps that to itself. */
    boolean guardRefuses;
    /** Whether the CMS is an author: then readers see what it took to its renderer, by path, and nothing else. */
    boolean author;

    final Map<String, String> renderer = new TreeMap<>();
    private final GuardRefusals refusals = new GuardRefusals();
    /** So often the CMS still fails. */
    int cmsFails;

    public Newsroom(SlingContext context, Path home) throws Exception {
        this.context = context;
        Session admin = context.resourceResolver().adaptTo(Session.class);
        CndImporter.registerNodeTypes(new StringReader(TYPES), admin);
        ShippedIndexes.install(admin);
        content();
        people(admin);
        Function<Resource, PublishableResource> adapter = Newsroom::publishable;
        context.registerAdapter(Resource.class, PublishableResource.class, adapter);
        repository = new Repository(powered(context.getService(ResourceResolverFactory.class)), null);
        notices = new NotificationStore(repository);
        store = new WorkflowStore(repository, notices, clock);
        shares = ShareStores.open(repository, home, clock);
        workflows = new WorkflowService(
                store,
                new SettingsStore(repository),
                this::freeze,
                shares,
                new DeliveryQueue(jobs(), new ProfileStore(repository, null)),
                new Publication(new Cms(), refusals, repository),
                repository,
                clock);
        publicationClock = new PublicationClock(store, workflows);
    }

    private void content() throws Exception {
        context.create().resource(SITE, "jcr:primaryType", "sling:Site", "jcr:title", "Site");
        context.create().resource(PAGE, "jcr:primaryType", "sling:Page");
        context.create().resource(PAGE + "/jcr:content", "jcr:primaryType", "nt:unstructured", "jcr:title", "Bees");
        context.create()
                .resource(
                        Names.SETTINGS + SITE,
                        "herald:approval",
                        true,
                        "herald:authors",
                        new String[] {"authors"},
                        "herald:reviewers",
                        new String[] {"reviewers"},
                        "herald:approvalDays",
                        10);
        for (String folder :
                List.of(Names.SHARES, Names.WORKFLOW, Names.AUDIT, Names.NOTICES, Names.PROFILES, Names.FEEDS)) {
            context.create().resource(folder, "jcr:primaryType", "herald:Folder");
        }
        context.resourceResolver().commit();
    }

    private void people(Session admin) throws Exception {
        PrivilegeManager privileges = ((JackrabbitWorkspace) admin.getWorkspace()).getPrivilegeManager();
        for (String name : List.of(
                Names.PRIVILEGE_SHARE, Names.PRIVILEGE_SUBMIT, Names.PRIVILEGE_REVIEW, Names.PRIVILEGE_ADMINISTER)) {
            if (List.of(privileges.getRegisteredPrivileges()).stream()
                    .noneMatch(known -> known.getName().equals(name))) {
                privileges.registerPrivilege(name, false, new String[0]);
            }
        }
        UserManager users = ((JackrabbitSession) admin).getUserManager();
        Group authors = users.createGroup("authors");
        Group reviewers = users.createGroup("reviewers");
        for (String name : List.of("anna", "bob", "rita", "rolf", "norma")) {
            User user = users.createUser(name, name);
            if (!name.equals("norma")) {
                authors.addMember(user);
            }
            if (name.startsWith("r")) {
                reviewers.addMember(user);
            }
        }
        admin.save();
        Principal everyone = AccessControlUtils.getPrincipal(admin, "authors");
        AccessControlUtils.addAccessControlEntry(admin, "/content", everyone, new String[] {Privilege.JCR_ALL}, true);
        Principal all = AccessControlUtils.getEveryonePrincipal(admin);
        AccessControlUtils.addAccessControlEntry(admin, Names.ROOT, everyone, new String[] {Privilege.JCR_READ}, true);
        AccessControlUtils.addAccessControlEntry(admin, "/content", all, new String[] {Privilege.JCR_READ}, true);
        admin.save();
    }

    public ResourceResolver person(String name) {
        ResourceResolver known = people.computeIfAbsent(name, n -> {
            try {
                Session session =
                        context.getService(SlingRepository.class).login(new SimpleCredentials(n, n.toCharArray()));
                return context.getService(ResourceResolverFactory.class)
                        .getResourceResolver(Map.of("user.jcr.session", session));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        known.refresh();
        return known;
    }

    private static PublishableResource publishable(Resource resource) {
        return (PublishableResource) Proxy.newProxyInstance(
                Newsroom.class.getClassLoader(), new Class<?>[] {PublishableResource.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "getPath" -> resource.getPath();
                        case "getResource" -> resource;
                        case "getContentResource" -> resource.getChild("jcr:content");
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    /** As the CMS's own: notes it in the resolver of the page, and commits that. */
    private final class Cms implements PublicationManagerFactory, PublicationManager {
        @Override
        public INSTANCE_TYPE getInstanceType() {
            return author ? INSTANCE_TYPE.AUTHOR : INSTANCE_TYPE.STANDALONE;
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return author ? PUBLICATION_MODE.CONTENT_DISTRIBUTION : PUBLICATION_MODE.STANDALONE;
        }

        @Override
        public PublicationManager getPublicationManager() {
            return this;
        }

        @Override
        public void publish(PublishableResource page) throws PublicationException {
            note(page, true);
        }

        @Override
        public void unpublish(PublishableResource page) throws PublicationException {
            note(page, false);
        }

        private void note(PublishableResource page, boolean there) throws PublicationException {
            if (cmsBroken || cmsFails-- > 0) {
                throw new PublicationException("no");
            }
            beforePublication.accept(page.getPath());
            if (guardRefuses) {
                refusals.note(new Rejection(Rejection.Kind.CONFLICT, "notApproved", "Only what was approved."));
                throw new PublicationException("cannot save");
            }
            if (author && there) {
                renderer.put(
                        page.getPath(), page.getContentResource().getValueMap().get("jcr:title", ""));
            } else if (author) {
                renderer.keySet().removeIf(path -> (path + "/").startsWith(page.getPath() + "/"));
            }
            ResourceResolver resolver = page.getResource().getResourceResolver();
            page.getContentResource().adaptTo(ModifiableValueMap.class).put("sling:published", there);
            try {
                commit(() -> resolver.commit());
            } catch (Exception e) {
                throw new PublicationException("cannot save", e);
            }
        }
    }

    private interface Commit {
        void run() throws Exception;
    }

    private void commit(Commit commit) throws Exception {
        Runnable first = beforeCommit;
        beforeCommit = () -> {};
        first.run();
        boolean cut = cutAt == commits++;
        if (cut && cutBefore) {
            throw new PowerCut();
        }
        commit.run();
        if (cut) {
            throw new PowerCut();
        }
    }

    /** Does something before a later commit of Herald, counted from 0. */
    void beforeCommit(int commit, Runnable what) {
        beforeCommit = commit == 0 ? what : () -> beforeCommit(commit - 1, what);
    }

    /** Moves a page as its author does; returns where it is then. */
    String move(String path, String name) throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        session.refresh(false);
        String there = SITE + "/" + name;
        session.move(path, there);
        session.save();
        return there;
    }

    /** The process ends at a commit from now on, counted from 0: before it, or when it is done. */
    void cutAt(int commit, boolean before) {
        commits = 0;
        cutAt = commit;
        cutBefore = before;
    }

    /** There is power again; what was left alone is old enough to be taken up. */
    public void restart() {
        cutAt = -1;
        clock.forward(Publishing.ABANDONED.plusSeconds(5));
    }

    private ResourceResolverFactory powered(ResourceResolverFactory real) {
        return proxy(
                ResourceResolverFactory.class,
                real,
                (name, result) -> result instanceof ResourceResolver resolver
                        ? proxy(ResourceResolver.class, resolver, (n, r) -> r)
                        : result);
    }

    private interface After {
        Object result(String method, Object result);
    }

    private <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                Newsroom.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    try {
                        if (method.getName().equals("commit")) {
                            commit(() -> method.invoke(real, args));
                            return null;
                        }
                        return after.result(method.getName(), method.invoke(real, args));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private JobManager jobs() {
        return (JobManager) Proxy.newProxyInstance(
                Newsroom.class.getClassLoader(), new Class<?>[] {JobManager.class}, (proxy, method, args) -> {
                    if (method.getName().equals("addJob")) {
                        queued.add(String.valueOf(((Map<?, ?>) args[1]).get(DeliveryQueue.ADDRESS)));
                    }
                    return method.getName().equals("findJobs") ? List.of() : null;
                });
    }

    private OutgoingPost freeze(
            ResourceResolver resolver, String article, PostRequest wanted, String user, Instant now) {
        if (closed.contains(wanted.profileId())) {
            throw new Rejection(Rejection.Kind.CONFLICT, "profileDisabled", "Profile is disabled.");
        }
        return OutgoingPosts.of(
                wanted.profileId(), List.of("key-" + now), List.of(wanted.text()), "", Plans.write(wanted), null);
    }

    public static PostRequest post(String profile, String text, PublishTime when) {
        return new PostRequest(profile, text, Attachment.NONE, null, "", false, when);
    }

    public static PostRequest post(String profile, String text) {
        return post(profile, text, PublishTime.NOW);
    }

    public static ZonedTime at(Instant instant) {
        return new ZonedTime(instant.atOffset(ZoneOffset.UTC).toLocalDateTime(), ZoneOffset.UTC, null);
    }

    public Workflow act(String who, WorkflowAction step) {
        return workflows.act(person(who), PAGE, step, null, "As said.", Plan.NONE);
    }

    public Workflow act(String who, WorkflowAction step, Plan plan) {
        return workflows.act(person(who), PAGE, step, null, "As said.", plan);
    }

    public void approve(Instant at, PostRequest... posts) {
        act("anna", WorkflowAction.SUBMIT, new Plan(at == null ? null : at(at), null, List.of(posts)));
        act("rita", WorkflowAction.APPROVE);
    }

    public WorkflowState stage() {
        return store.now(PAGE).stage();
    }

    public boolean isPublic() {
        context.resourceResolver().refresh();
        return context.resourceResolver()
                .getResource(PAGE + "/jcr:content")
                .getValueMap()
                .get("sling:published", false);
    }

    public void edit(String title) {
        try {
            context.resourceResolver().refresh();
            context.resourceResolver()
                    .getResource(PAGE + "/jcr:content")
                    .adaptTo(ModifiableValueMap.class)
                    .put("jcr:title", title);
            context.resourceResolver().commit();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Share> shared() {
        context.resourceResolver().refresh();
        return shares.ask().ofArticle(context.resourceResolver(), PAGE);
    }

    /** The profiles that have a post of the article, each as often as it has one. */
    public List<String> posts() {
        return shared().stream()
                .flatMap(share -> share.variants().stream())
                .map(variant -> variant.profileId())
                .sorted()
                .toList();
    }

    public List<String> story() {
        return store.history(PAGE, profile -> true).stream()
                .map(entry -> entry.what())
                .toList();
    }

    /** What somebody was told, the newest first. */
    public List<String> told(String user) {
        return new NotificationsService(notices, repository)
                .of(person(user)).items().stream().map(notice -> notice.what()).toList();
    }

    /** How often Herald committed since the power was last switched. */
    int commits() {
        return commits;
    }
}
