package org.herald.core.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.herald.Moment;
import org.herald.Rejection;
import org.herald.ShareRequest.Wanted;
import org.herald.Stage;
import org.herald.Step;
import org.herald.When;
import org.herald.WorkItem;
import org.herald.Workflow;
import org.herald.Workflow.Planned;
import org.herald.Workflows;
import org.herald.core.notice.People;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.Approvals;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.Dispatch;
import org.herald.core.share.ShareStore;
import org.herald.core.share.SharesService;
import org.herald.core.share.VariantsService;
import org.herald.core.site.SettingsStore;
import org.herald.core.workflow.Judgement.Facts;
import org.herald.core.workflow.Judgement.Verdict;
import org.herald.core.workflow.State.Submission;
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
            return view(resolver, article, state, facts, changes(resolver, article, state, facts));
        }
    }

    private Workflow view(ResourceResolver resolver, Article article, State state, Facts facts, List<Change> changes) {
        String why = facts.policy().required() && facts.policy().reviewers().isEmpty()
                ? ((Verdict.Refused) Judgement.of(noReviewers(facts), Step.APPROVE)).why()
                : facts.changed() && state.stage() != Stage.DRAFT
                        ? "The article changed since it was submitted: submit it again."
                        : "";
        Instant base = state.start();
        List<Planned> planned = state.asked().plan().stream()
                .map(wanted -> new Planned(
                        wanted,
                        Optional.ofNullable(
                                base == null
                                        ? wanted.when().at()
                                        : wanted.when().from(base)),
                        isApproved(resolver, article, state, wanted)))
                .toList();
        return new Workflow(
                article.path(),
                article.title(),
                state.stage(),
                facts.policy().required(),
                Judgement.possible(facts),
                why,
                state.asked().by(),
                state.approvedBy(),
                Optional.ofNullable(state.approvedUntil()),
                Optional.ofNullable(state.start()),
                Optional.ofNullable(state.asked().unpublishAt()),
                state.asked().zone(),
                !state.approvedRevision().isEmpty()
                        && state.approvedRevision().equals(state.asked().revision()),
                planned,
                changes,
                store.history(article.path()),
                state.moves());
    }

    private static boolean isApproved(ResourceResolver resolver, Article article, State state, Wanted wanted) {
        return !state.approvedPosts().isEmpty()
                && state.approvedPosts().contains(VariantsService.fingerprint(resolver, article, wanted));
    }

    private static Set<String> fingerprints(ResourceResolver resolver, Article article, List<Wanted> plan) {
        return plan.stream()
                .map(wanted -> VariantsService.fingerprint(resolver, article, wanted))
                .collect(Collectors.toSet());
    }

    private static List<Change> changes(ResourceResolver resolver, Article article, State state, Facts facts) {
        List<Change> changes = new ArrayList<>(Difference.between(state.before(), state.asked()));
        String version =
                facts.changed() ? state.asked().version() : state.before().version();
        if (version.isEmpty()) {
            return state.before().by().isEmpty() ? List.of() : changes;
        }
        try {
            Session session = Nodes.session(resolver);
            Node content = session.getNode(article.path() + "/" + Names.NN_CONTENT);
            Node frozen = session.getWorkspace()
                    .getVersionManager()
                    .getVersionHistory(content.getPath())
                    .getVersion(version)
                    .getFrozenNode();
            changes.addAll(Difference.between(frozen, content));
            return changes;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the version of " + article.path(), e);
        }
    }

    private static Facts noReviewers(Facts facts) {
        return new Facts(
                Stage.IN_REVIEW, facts.policy(), facts.user(), true, true, "", "", false, false, null, facts.now());
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
                state.asked().by(),
                state.postsBy(),
                state.asked().plan().stream().anyMatch(wanted -> !isApproved(resolver, article, state, wanted)),
                !state.asked().revision().isEmpty()
                        && !state.asked().revision().equals(revision(resolver, article.path())),
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
    public Workflow act(ResourceResolver caller, String articlePath, Step step, Long seen, String comment, Plan plan) {
        Article article = Articles.read(caller, articlePath);
        boolean back = step == Step.REQUEST_CHANGES || step == Step.REFUSE_POSTS;
        if (back && comment.isBlank()) {
            throw new Rejection(Rejection.Kind.INVALID, "comment", "Say what has to be changed.");
        }
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            if (seen != null && seen != state.moves()) {
                throw WorkflowStore.movedOn();
            }
            Facts facts = facts(caller, resolver, article, state);
            Verdict verdict = Judgement.of(facts, step);
            if (verdict instanceof Verdict.Refused refused) {
                throw new Rejection(kind(refused), refused.code(), refused.why());
            }
            Stage to = ((Verdict.Allowed) verdict).to();
            State after = after(caller, resolver, article, state, facts, step, to, plan);
            carryOut(resolver, article, step, state);
            Set<String> people = concerned(resolver, step.name(), facts.policy(), state, after, facts.user());
            store.move(article, state, after, facts.user(), step.name(), comment.strip(), people);
            if (after.stage() == Stage.PUBLISHED) {
                send(article.path());
            }
        }
        return get(caller, articlePath);
    }

    /** Who is told of a step: who has to do something now, or who waited for it; never who made it. */
    private static Set<String> concerned(
            ResourceResolver resolver, String what, ApprovalPolicy policy, State before, State after, String by) {
        Set<String> people = new HashSet<>();
        boolean asks = after.stage() == Stage.IN_REVIEW || what.equals(Step.AMEND.name());
        if (asks) {
            people.addAll(People.in(resolver, policy.reviewers()));
        } else if (!what.equals(Step.RECALL.name()) && !what.equals(Step.REVISE.name())) {
            people.addAll(author(after));
            people.add(before.postsBy());
        }
        people.remove(by);
        people.remove("");
        return people;
    }

    private static Set<String> author(State state) {
        return state.asked().by().isEmpty() ? Set.of() : Set.of(state.asked().by());
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
            Stage to,
            Plan plan) {
        Instant now = clock.instant();
        return switch (step) {
            case SUBMIT -> {
                Submission times = times(state.asked(), plan, facts.user(), now);
                mustBeSendable(caller, article, plan.variants(), times.publishAt(), facts.user());
                yield state.submitted(new Submission(
                        facts.user(),
                        revision(resolver, article.path()),
                        version(resolver, article.path()),
                        times.publishAt(),
                        times.unpublishAt(),
                        times.zone(),
                        plan.variants()));
            }
            case APPROVE -> state.approved(
                    facts.user(),
                    now.plus(Duration.ofDays(facts.policy().days())),
                    fingerprints(resolver, article, state.asked().plan()));
            case RETIME -> retimed(resolver, article, state, facts, plan, to);
            case AMEND -> {
                mustBeSendable(caller, article, plan.variants(), state.start(), facts.user());
                yield state.with(state.asked().with(plan.variants()), facts.user(), state.approvedPosts());
            }
            case APPROVE_POSTS -> state.with(
                    state.asked(),
                    state.postsBy(),
                    fingerprints(resolver, article, state.asked().plan()));
            case REFUSE_POSTS -> state.with(
                    state.asked()
                            .with(state.asked().plan().stream()
                                    .filter(wanted -> isApproved(resolver, article, state, wanted))
                                    .toList()),
                    state.postsBy(),
                    state.approvedPosts());
            case PUBLISH -> state.published(now);
            default -> state.to(to);
        };
    }

    private State retimed(ResourceResolver resolver, Article article, State state, Facts facts, Plan plan, Stage to) {
        Submission times = times(state.asked(), plan, facts.user(), clock.instant());
        if (!facts.policy().required()) { // there are no stages but those that a clock makes
            boolean isPublic = Articles.isPublic(resolver, article.path());
            Stage stage = times.publishAt() != null
                    ? Stage.SCHEDULED
                    : isPublic && times.unpublishAt() != null ? Stage.PUBLISHED : Stage.DRAFT;
            State other = state.with(times.by(facts.user()), "", Set.of()).to(stage);
            return stage == Stage.PUBLISHED ? other.published(clock.instant()) : other;
        }
        return to == Stage.IN_REVIEW ? state.submitted(times.by(facts.user())) : state.retimed(times);
    }

    private static Submission times(Submission asked, Plan plan, String user, Instant now) {
        Instant at = plan.at() == null ? null : plan.at().instant();
        Instant until = plan.until() == null ? null : plan.until().instant();
        for (Instant chosen : Stream.of(at, until).filter(Objects::nonNull).toList()) {
            if (!chosen.isAfter(now)) {
                throw new Rejection(
                        Rejection.Kind.INVALID, "timePast", "That time is over: choose one that is to come.");
            }
        }
        if (at != null && until != null && !until.isAfter(at)) {
            throw new Rejection(
                    Rejection.Kind.INVALID, "untilBefore", "It cannot end before it begins: choose a later end.");
        }
        Moment said = plan.at() == null ? plan.until() : plan.at();
        return asked.at(at, until, said == null ? "" : said.zone().getId());
    }

    /** What could not be sent is told now, not when it is too late. */
    private void mustBeSendable(
            ResourceResolver caller, Article article, List<Wanted> wanted, Instant published, String user) {
        SharesService.mustDiffer(wanted);
        Instant now = clock.instant();
        for (Wanted one : wanted) {
            variants.freeze(caller, article.path(), one, user, now);
            Instant at = one.when().at();
            if (at != null && at.isBefore(published == null || published.isBefore(now) ? now : published)) {
                throw new Rejection(
                        Rejection.Kind.INVALID,
                        "beforePublication",
                        "A post cannot go out before its article is public: choose a later time.");
            }
        }
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
        boolean bound = !state.asked().revision().isEmpty();
        if (bound && !state.asked().revision().equals(revision(resolver, articlePath))) {
            publication.unpublish(articlePath);
            throw new Rejection(
                    Rejection.Kind.CONFLICT, "changed", "The article changed at this very moment: submit it again.");
        }
    }

    private void carryOut(ResourceResolver resolver, Article article, Step step, State before) {
        if (step == Step.PUBLISH) {
            publish(resolver, article.path(), before);
        } else if (step == Step.UNPUBLISH
                || step == Step.REVISE && before.stage() == Stage.PUBLISHED && publication.isLive()) {
            publication.unpublish(article.path());
        }
    }

    /**
     * Queues, or plans for its time, what was approved with an article that is public now, as the one who asked for it.
     * However often it is tried, each post is queued once.
     */
    void send(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            if (state.stage() != Stage.PUBLISHED || state.approvedPosts().isEmpty()) {
                return;
            }
            Article article = Articles.read(resolver, articlePath);
            Map<When, List<Wanted>> rounds = state.asked().plan().stream()
                    .filter(wanted -> isApproved(resolver, article, state, wanted))
                    .collect(Collectors.groupingBy(Wanted::when, LinkedHashMap::new, Collectors.toList()));
            List<Wanted> left = state.asked().plan().stream()
                    .filter(wanted -> !isApproved(resolver, article, state, wanted))
                    .collect(Collectors.toCollection(ArrayList::new));
            boolean changed = !left.isEmpty();
            for (Map.Entry<When, List<Wanted>> round : rounds.entrySet()) {
                try {
                    send(resolver, article, state, round.getKey(), round.getValue());
                } catch (Rejection e) { // a profile that was disabled meanwhile, say: tried again it would be no better
                    store.note(article, state.stage(), "NOT_SENT", e.getMessage(), author(state));
                    left.addAll(round.getValue());
                }
            }
            if (changed) {
                store.note(
                        article,
                        state.stage(),
                        "POSTS_HELD",
                        "Posts that changed since the approval wait for one.",
                        author(state));
            }
            store.sent(articlePath, state, left);
        }
    }

    private void send(ResourceResolver resolver, Article article, State state, When when, List<Wanted> wanted) {
        Instant now = clock.instant();
        List<Dispatch> dispatches = wanted.stream()
                .map(one -> variants.freeze(resolver, article.path(), one, state.postsBy(), now))
                .toList();
        Instant at = when.from(state.publishedAt());
        String decision = Articles.identify(resolver, article.path())
                + "/" + state.publishedAt()
                + "/" + String.join("/", new TreeSet<>(fingerprints(resolver, article, wanted)));
        String id = shares.create(
                ShareStore.idOf(state.publishedAt(), decision),
                article.path(),
                article.title(),
                state.postsBy(),
                "",
                dispatches,
                when.isNow() ? null : at);
        if (when.isNow()) {
            dispatches.forEach(d -> queue.addOnce(d.network(), ShareStore.path(id, d.profileId())));
        }
    }

    /** Does for an article what its time has come for, if it still is what was approved; else says why not. */
    void tick(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, articlePath);
            Article article = Articles.read(resolver, articlePath);
            Instant now = clock.instant();
            if (state.stage() == Stage.SCHEDULED && !state.asked().publishAt().isAfter(now)) {
                publishDue(resolver, article, state);
            } else if (state.stage() == Stage.PUBLISHED && isOver(state.asked().unpublishAt(), now)) {
                publication.unpublish(articlePath);
                store.move(article, state, state.to(Stage.EXPIRED), WorkflowStore.HERALD, "EXPIRE", "", author(state));
                LOG.info("Took {} off the site at its end", articlePath);
            } else if (isWaiting(state) && isOver(state.approvedUntil(), now)) {
                String why = "The approval is over: it must be submitted and approved again.";
                store.move(article, state, state.to(Stage.DRAFT), WorkflowStore.HERALD, "LAPSE", why, author(state));
            } else if (isWaiting(state) && !state.warned()) {
                String why = "The approval ends at " + state.approvedUntil() + ".";
                store.move(article, state, state.told(), WorkflowStore.HERALD, "LAPSE_SOON", why, author(state));
            }
        }
        send(articlePath);
    }

    private static boolean isOver(Instant end, Instant now) {
        return end != null && !end.isAfter(now);
    }

    private static boolean isWaiting(State state) {
        return state.stage() == Stage.APPROVED || state.stage() == Stage.SCHEDULED;
    }

    private void publishDue(ResourceResolver resolver, Article article, State state) {
        Facts facts = facts(resolver, resolver, article, state);
        if (Judgement.due(facts, state.asked().publishAt(), LATE) instanceof Verdict.Refused refused) {
            Stage back = refused.code().equals("changed") ? Stage.CHANGES_REQUESTED : Stage.APPROVED;
            store.move(article, state, state.to(back), WorkflowStore.HERALD, "HELD", refused.why(), author(state));
            LOG.warn("Article “{}” was not published at its time: {}", article.title(), refused.why());
            return;
        }
        publish(resolver, article.path(), state);
        store.move(
                article,
                state,
                state.published(clock.instant()),
                WorkflowStore.HERALD,
                Step.PUBLISH.name(),
                "",
                author(state));
        LOG.info("Published {} at its time", article.path());
    }

    @Override
    public List<WorkItem> work(ResourceResolver caller) {
        try (ResourceResolver resolver = repository.open()) {
            return new Worklist(store, shares, (article, state) -> facts(caller, resolver, article, state)).of(caller);
        }
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

    @Override
    public void mustDecide(ResourceResolver caller, Article article) {
        try (ResourceResolver resolver = repository.open()) {
            State state = store.find(resolver, article.path());
            Facts facts = facts(caller, resolver, article, state);
            if (facts.policy().required() && !Judgement.mayDecide(facts)) {
                throw new Rejection(
                        Rejection.Kind.FORBIDDEN,
                        "notReviewer",
                        "This was approved as it is: only who may approve it changes it. Take it back, and submit it"
                                + " anew.");
            }
        }
    }
}
