package org.herald.core.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Authorizable;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.AuditEntry;
import org.herald.Change;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.Stage;
import org.herald.Step;
import org.herald.VariantState;
import org.herald.WorkItem;
import org.herald.WorkItem.Kind;
import org.herald.Workflow;
import org.herald.Workflows;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.Approvals;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.Dispatch;
import org.herald.core.share.ShareStore;
import org.herald.core.share.VariantsService;
import org.herald.core.site.SettingsStore;
import org.herald.core.workflow.Judgement.Facts;
import org.herald.core.workflow.Judgement.Verdict;
import org.herald.core.workflow.WorkflowStore.Found;
import org.herald.core.workflow.WorkflowStore.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves articles on for a person: asks the judgement, has the CMS publish, sends what was approved with it. */
@Component(service = {Workflows.class, WorkflowService.class, Approvals.class})
public final class WorkflowService implements Workflows, Approvals {
    /** How long after its time an article is still published by itself; later, a person decides. */
    static final Duration LATE = Duration.ofHours(2);

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowService.class);
    private static final String VERSIONABLE = "mix:versionable";

    private final WorkflowStore store;
    private final SettingsStore settings;
    private final VariantsService variants;
    private final ShareStore shares;
    private final DeliveryQueue queue;
    private final Publication publication;
    private final Repository repository;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public WorkflowService(
            @Reference WorkflowStore store,
            @Reference SettingsStore settings,
            @Reference VariantsService variants,
            @Reference ShareStore shares,
            @Reference DeliveryQueue queue,
            @Reference Publication publication,
            @Reference Repository repository) {
        this.store = store;
        this.settings = settings;
        this.variants = variants;
        this.shares = shares;
        this.queue = queue;
        this.publication = publication;
        this.repository = repository;
    }

    @Override
    public Workflow get(ResourceResolver caller, String articlePath) {
        Article article = Articles.read(caller, articlePath);
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            Facts facts = facts(caller, resolver, article, state);
            return view(article, state, facts, changes(resolver, article, state, facts));
        }
    }

    private Workflow view(Article article, State state, Facts facts, List<Change> changes) {
        String why = facts.policy().required() && facts.policy().reviewers().isEmpty()
                ? ((Verdict.Refused) Judgement.of(noReviewers(facts), Step.APPROVE)).why()
                : facts.changed() && state.stage() != Stage.DRAFT
                        ? "The article changed since it was submitted: submit it again."
                        : "";
        return new Workflow(
                article.path(),
                article.title(),
                state.stage(),
                facts.policy().required(),
                Judgement.possible(facts),
                why,
                state.submittedBy(),
                state.approvedBy(),
                Optional.ofNullable(state.approvedUntil()),
                Optional.ofNullable(state.publishAt()),
                state.zone(),
                state.plan(),
                changes,
                store.history(article.path()));
    }

    private static List<Change> changes(ResourceResolver resolver, Article article, State state, Facts facts) {
        String version = facts.changed() ? state.version() : state.versionBefore();
        if (version.isEmpty()) {
            return List.of();
        }
        try {
            Session session = Nodes.session(resolver);
            Node content = session.getNode(article.path() + "/" + Names.NN_CONTENT);
            Node frozen = session.getWorkspace()
                    .getVersionManager()
                    .getVersionHistory(content.getPath())
                    .getVersion(version)
                    .getFrozenNode();
            return Difference.between(frozen, content);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the version of " + article.path(), e);
        }
    }

    private static Facts noReviewers(Facts facts) {
        return new Facts(Stage.IN_REVIEW, facts.policy(), facts.user(), true, true, "", false, null, facts.now());
    }

    private Facts facts(ResourceResolver caller, ResourceResolver resolver, Article article, State state) {
        ApprovalPolicy policy = settings.of(article.site()).approval();
        String user = Objects.toString(caller.getUserID(), "");
        Set<String> groups = groups(resolver, user);
        boolean mayAuthor =
                policy.authors().isEmpty() || policy.authors().stream().anyMatch(groups::contains);
        return new Facts(
                state.stage(),
                policy,
                user,
                mayAuthor && Articles.mayEdit(caller, article.path()),
                policy.reviewers().stream().anyMatch(groups::contains),
                state.submittedBy(),
                !state.revision().isEmpty() && !state.revision().equals(revision(resolver, article.path())),
                state.approvedUntil(),
                clock.instant());
    }

    /** The groups of a user, also those that hold others. */
    private static Set<String> groups(ResourceResolver resolver, String user) {
        try {
            Session session = Nodes.session(resolver);
            Authorizable authorizable =
                    ((JackrabbitSession) session).getUserManager().getAuthorizable(user);
            Set<String> ids = new HashSet<>();
            for (Iterator<Group> all = authorizable == null ? null : authorizable.memberOf();
                    all != null && all.hasNext(); ) {
                ids.add(all.next().getID());
            }
            return ids;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot ask for the groups of " + user, e);
        }
    }

    private static String revision(ResourceResolver resolver, String articlePath) {
        return Revision.of(
                resolver.getResource(articlePath + "/" + Names.NN_CONTENT).adaptTo(Node.class));
    }

    @Override
    public Workflow act(ResourceResolver caller, String articlePath, Step step, String comment, Plan plan) {
        Article article = Articles.read(caller, articlePath);
        if (step == Step.REQUEST_CHANGES && comment.isBlank()) {
            throw new Rejection(Rejection.Kind.INVALID, "comment", "Say what has to be changed.");
        }
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            Facts facts = facts(caller, resolver, article, state);
            if (Judgement.of(facts, step) instanceof Verdict.Refused refused) {
                throw new Rejection(kind(refused), refused.code(), refused.why());
            }
            State after = after(caller, resolver, article, state, facts, step, plan);
            carryOut(resolver, article, step, state);
            store.move(article, state, after, facts.user(), step.name(), comment.strip());
            if (step == Step.PUBLISH) {
                send(article.path());
            }
        }
        return get(caller, articlePath);
    }

    private static Rejection.Kind kind(Verdict.Refused refused) {
        return switch (refused.code()) {
            case "notReviewer", "notAuthor", "fourEyes" -> Rejection.Kind.FORBIDDEN;
            default -> Rejection.Kind.CONFLICT;
        };
    }

    private State after(
            ResourceResolver caller,
            ResourceResolver resolver,
            Article article,
            State state,
            Facts facts,
            Step step,
            Plan plan) {
        Instant now = clock.instant();
        if (step == Step.SUBMIT) {
            Instant at = plan.at() == null ? null : plan.at().instant();
            if (at != null && !at.isAfter(now)) {
                throw new Rejection(
                        Rejection.Kind.INVALID, "timePast", "That time is over: choose one that is to come.");
            }
            // what could not be sent is told now, not when it is too late
            plan.variants().forEach(wanted -> variants.freeze(caller, article.path(), wanted, facts.user(), now));
            String zone = plan.at() == null ? "" : plan.at().zone().getId();
            String revision = revision(resolver, article.path());
            String kept = version(resolver, article.path());
            return state.submitted(facts.user(), revision, kept, at, zone, plan.variants());
        }
        if (step == Step.APPROVE) {
            return state.approved(
                    facts.user(), now.plus(Duration.ofDays(facts.policy().days())));
        }
        return state.to(((Verdict.Allowed) Judgement.of(facts, step)).to());
    }

    /** Keeps what is submitted as a version of the CMS; returns its name. */
    private static String version(ResourceResolver resolver, String articlePath) {
        try {
            Session session = Nodes.session(resolver);
            Node content = session.getNode(articlePath + "/" + Names.NN_CONTENT);
            if (!content.isNodeType(VERSIONABLE)) {
                content.addMixin(VERSIONABLE);
                session.save();
            }
            return session.getWorkspace()
                    .getVersionManager()
                    .checkpoint(content.getPath())
                    .getName();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot keep a version of " + articlePath, e);
        }
    }

    /** Looks once more when nobody can change it any more: somebody may have, since it was judged. */
    private void publish(ResourceResolver resolver, String articlePath, State state) {
        publication.publish(articlePath);
        resolver.refresh();
        if (!state.revision().equals(revision(resolver, articlePath))) {
            publication.unpublish(articlePath);
            throw new Rejection(
                    Rejection.Kind.CONFLICT, "changed", "The article changed at this very moment: submit it again.");
        }
    }

    private void carryOut(ResourceResolver resolver, Article article, Step step, State before) {
        if (step == Step.PUBLISH) {
            publish(resolver, article.path(), before);
        } else if (step == Step.UNPUBLISH || step == Step.REVISE && before.stage() == Stage.PUBLISHED) {
            publication.unpublish(article.path());
        }
    }

    /**
     * Queues what was approved with an article that is public now, as the one who submitted it. However often it is
     * tried, it is queued once.
     */
    void send(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            if (state.stage() != Stage.PUBLISHED || state.plan().isEmpty()) {
                return;
            }
            Article article = Articles.read(resolver, articlePath);
            String decision = Articles.identify(resolver, articlePath) + "/" + state.moves();
            Instant now = clock.instant();
            List<Dispatch> dispatches;
            try {
                dispatches = state.plan().stream()
                        .map(wanted -> variants.freeze(resolver, articlePath, wanted, state.submittedBy(), now))
                        .toList();
            } catch (Rejection e) { // a profile that was disabled meanwhile, say: tried again it would be no better
                store.move(article, state, state.without(), WorkflowStore.HERALD, "NOT_SENT", e.getMessage());
                return;
            }
            String id = shares.create(
                    ShareStore.idOf(store.publishedAt(articlePath), decision),
                    articlePath,
                    article.title(),
                    state.submittedBy(),
                    "",
                    dispatches);
            dispatches.forEach(d -> queue.addOnce(d.network(), ShareStore.path(id, d.profileId())));
            store.sent(articlePath);
        }
    }

    /** Publishes an article whose time has come, if it still is what was approved; else says why not. */
    void publishDue(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            if (state.stage() != Stage.SCHEDULED) {
                return; // somebody was quicker
            }
            Article article = Articles.read(resolver, articlePath);
            Facts facts = facts(resolver, resolver, article, state);
            if (Judgement.due(facts, state.publishAt(), LATE) instanceof Verdict.Refused refused) {
                Stage back = refused.code().equals("changed") ? Stage.CHANGES_REQUESTED : Stage.APPROVED;
                store.move(article, state, state.to(back), WorkflowStore.HERALD, "HELD", refused.why());
                LOG.warn("Article “{}” was not published at its time: {}", article.title(), refused.why());
                return;
            }
            publish(resolver, articlePath, state);
            store.move(article, state, state.to(Stage.PUBLISHED), WorkflowStore.HERALD, Step.PUBLISH.name(), "");
            LOG.info("Published {} at its time", articlePath);
        }
        send(articlePath);
    }

    @Override
    public List<WorkItem> work(ResourceResolver caller) {
        String user = Objects.toString(caller.getUserID(), "");
        List<WorkItem> items = new ArrayList<>();
        for (Share share : shares.failed(user)) {
            share.variants().stream()
                    .filter(v -> v.state() == VariantState.REFUSED || v.state() == VariantState.UNCERTAIN)
                    .forEach(v -> items.add(new WorkItem(
                            Kind.FAILED,
                            share.articlePath(),
                            share.articleTitle(),
                            share.by(),
                            share.at(),
                            v.message())));
        }
        try (ResourceResolver resolver = repository.open()) {
            for (Stage stage : List.of(Stage.CHANGES_REQUESTED, Stage.IN_REVIEW, Stage.APPROVED, Stage.SCHEDULED)) {
                store.in(stage).stream()
                        .filter(found -> caller.getResource(found.articlePath()) != null)
                        .forEach(found -> item(caller, resolver, found, user).ifPresent(items::add));
            }
        }
        items.sort(Comparator.comparing(WorkItem::kind).thenComparing(WorkItem::at));
        return items;
    }

    private Optional<WorkItem> item(ResourceResolver caller, ResourceResolver resolver, Found found, String user) {
        Article article = Articles.read(caller, found.articlePath());
        State state = found.state();
        List<Step> possible = Judgement.possible(facts(caller, resolver, article, state));
        boolean own = state.submittedBy().equals(user);
        Kind kind = null;
        if (state.stage() == Stage.IN_REVIEW && possible.contains(Step.APPROVE)) {
            kind = Kind.REVIEW;
        } else if (state.stage() == Stage.CHANGES_REQUESTED && own) {
            kind = Kind.CORRECT;
        } else if (state.stage() == Stage.APPROVED && possible.contains(Step.PUBLISH)) {
            kind = Kind.PUBLISH;
        } else if (own) {
            kind = Kind.SENT;
        }
        if (kind == null) {
            return Optional.empty();
        }
        AuditEntry last = store.history(article.path()).get(0);
        return Optional.of(new WorkItem(kind, article.path(), article.title(), last.by(), last.at(), last.comment()));
    }

    @Override
    public List<AuditEntry> audit(ResourceResolver caller, String site) {
        if (Articles.sites(caller).stream().noneMatch(s -> s.getPath().equals(site))) {
            throw new Rejection(
                    Rejection.Kind.NOT_FOUND,
                    "siteUnknown",
                    "There is no site at " + site + ", or you may not see it.");
        }
        boolean all = Nodes.may(caller, Names.PROFILES, Names.PRIVILEGE_ADMINISTER);
        return store.ofSite(site).stream()
                .filter(entry -> all || caller.getResource(entry.articlePath()) != null)
                .toList();
    }

    @Override
    public void mustAllow(ResourceResolver caller, Article article) {
        if (settings.of(article.site()).approval().required()) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "approvalRequired",
                    "This site sends only what was approved with its article: submit the article for review with"
                            + " these texts.");
        }
    }

    /** For the CMS's own buttons: publishes an approved article, and refuses any other. */
    void publishFor(ResourceResolver caller, String articlePath) {
        if (get(caller, articlePath).stage() != Stage.PUBLISHED) {
            act(caller, articlePath, Step.PUBLISH, "", Plan.NONE);
        }
    }

    /** For the CMS's own buttons. */
    void unpublishFor(ResourceResolver caller, String articlePath) {
        if (get(caller, articlePath).stage() == Stage.PUBLISHED) {
            act(caller, articlePath, Step.UNPUBLISH, "", Plan.NONE);
        } else {
            publication.unpublish(articlePath);
        }
    }

    /** Tells whether a page's site asks for an approval. */
    boolean isRequired(ResourceResolver caller, String path) {
        return Optional.ofNullable(caller.getResource(path))
                .flatMap(Articles::site)
                .map(site -> settings.of(site.getPath()).approval().required())
                .orElse(false);
    }
}
