package org.herald.core.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.AuditEntry;
import org.herald.Rejection;
import org.herald.WorkItem;
import org.herald.Workflow;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows;
import org.herald.core.notice.People;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.Approvals;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.ShareStore;
import org.herald.core.share.VariantFreezer;
import org.herald.core.site.SettingsStore;
import org.herald.core.workflow.PublicationPosts.Freezer;
import org.herald.core.workflow.WorkflowActions.Setting;
import org.herald.core.workflow.WorkflowPolicy.Decision;
import org.herald.core.workflow.WorkflowStore.Said;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves articles on for a person: asks the judgement, has the CMS publish, sends what was approved with it. */
@Component(service = {Workflows.class, WorkflowService.class, Approvals.class})
public final class WorkflowService implements Workflows, Approvals {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowService.class);

    private final WorkflowStore store;
    private final SettingsStore settings;
    private final ShareStore shares;
    private final Publication publication;
    private final Repository repository;
    private final Clock clock;
    private final PolicyInputReader facts;
    private final WorkflowActions steps;
    private final Publishing publishing;
    private final PublicationPosts posts;

    @Activate
    public WorkflowService(
            @Reference WorkflowStore store,
            @Reference SettingsStore settings,
            @Reference VariantFreezer variants,
            @Reference ShareStore shares,
            @Reference DeliveryQueue queue,
            @Reference Publication publication,
            @Reference Repository repository) {
        this(store, settings, variants::freeze, shares, queue, publication, repository, Clock.systemUTC());
    }

    WorkflowService(
            WorkflowStore store,
            SettingsStore settings,
            Freezer freezer,
            ShareStore shares,
            DeliveryQueue queue,
            Publication publication,
            Repository repository,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.shares = shares;
        this.publication = publication;
        this.repository = repository;
        this.clock = clock;
        this.facts = new PolicyInputReader(settings, publication, clock);
        this.steps = new WorkflowActions(freezer, publication, clock);
        this.publishing = new Publishing(store, publication, facts, repository, clock);
        this.posts = new PublicationPosts(store, freezer, shares, queue, repository, clock);
    }

    @Override
    public Workflow get(ResourceResolver caller, String articlePath) {
        Article article = Articles.read(caller, articlePath);
        try (ResourceResolver resolver = repository.open()) {
            PolicyInputReader.Asking asking = facts.asking(caller, resolver);
            asking.mustKnow(articlePath);
            WorkflowRecord state = store.find(resolver, articlePath);
            PolicyInput now = facts.of(caller, resolver, article, state);
            return WorkflowView.of(resolver, article, state, now, store.history(articlePath, asking::maySee));
        }
    }

    @Override
    public Workflow act(
            ResourceResolver caller, String articlePath, WorkflowAction step, Long seen, String comment, Plan plan) {
        Article article = Articles.read(caller, articlePath);
        boolean back = step == WorkflowAction.REQUEST_CHANGES || step == WorkflowAction.REFUSE_POSTS;
        if (back && comment.isBlank()) {
            throw new Rejection(Rejection.Kind.INVALID, "comment", "Say what has to be changed.");
        }
        try (ResourceResolver resolver = repository.open()) {
            facts.asking(caller, resolver).mustKnow(articlePath);
            WorkflowRecord state = store.find(resolver, articlePath);
            if (seen != null && seen != state.moves()) {
                throw WorkflowStore.movedOn();
            }
            PolicyInput now = facts.of(caller, resolver, article, state);
            Decision verdict = WorkflowPolicy.of(now, step);
            if (verdict instanceof Decision.Refused refused) {
                throw new Rejection(kind(refused), refused.code(), refused.why());
            }
            Setting setting = new Setting(caller, resolver, article, state, now);
            carryOut(setting, step, ((Decision.Allowed) verdict).to(), comment.strip(), plan);
        }
        return get(caller, articlePath);
    }

    private void carryOut(Setting now, WorkflowAction step, WorkflowState to, String comment, Plan plan) {
        Article article = now.article();
        WorkflowRecord before = now.state();
        if (step == WorkflowAction.PUBLISH) {
            publishing.byPerson(article, before, now.user(), after -> said(now, step, after, comment));
        } else {
            WorkflowRecord after = steps.after(now, step, to, plan);
            store.move(article, before, after, said(now, step, after, comment));
            publishing.takeOff(article);
        }
        posts.send(article.path());
    }

    private static Said said(Setting now, WorkflowAction step, WorkflowRecord after, String comment) {
        Set<String> people = concerned(now.resolver(), step, now.facts().policy(), now.state(), after, now.user());
        return new Said(now.user(), step.name(), comment, people);
    }

    /** Who is told of a step: who has to do something now, or who waited for it; never who made it. */
    private static Set<String> concerned(
            ResourceResolver resolver,
            WorkflowAction step,
            ApprovalPolicy policy,
            WorkflowRecord before,
            WorkflowRecord after,
            String by) {
        Set<String> people = new HashSet<>();
        if (after.stage() == WorkflowState.IN_REVIEW || step == WorkflowAction.AMEND) {
            people.addAll(People.in(resolver, policy.reviewers()));
        } else if (step != WorkflowAction.RECALL && step != WorkflowAction.REVISE) {
            people.addAll(Publishing.author(after));
            people.add(before.postsBy());
        }
        people.remove(by);
        people.remove("");
        return people;
    }

    private static Rejection.Kind kind(Decision.Refused refused) {
        return switch (refused.code()) {
            case "notReviewer", "notAuthor", "fourEyes" -> Rejection.Kind.FORBIDDEN;
            default -> Rejection.Kind.CONFLICT;
        };
    }

    /** Hands on what was approved with an article that is public now. */
    void send(String articlePath) {
        posts.send(articlePath);
    }

    /** Does for an article what its time has come for, if it still is what was approved; else says why not. */
    void tick(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            WorkflowRecord state = store.find(resolver, articlePath);
            Article article = Articles.read(resolver, articlePath);
            Instant now = clock.instant();
            if (state.attempt() != null) {
                if (state.isAbandoned(now)) {
                    publishing.takeUp(resolver, article, state);
                }
            } else if (state.stage() == WorkflowState.SCHEDULED
                    && isOver(state.asked().publishAt(), now)) {
                publishing.due(resolver, article, state);
            } else if (state.stage() == WorkflowState.PUBLISHED
                    && isOver(state.asked().unpublishAt(), now)) {
                expire(article, state);
            } else if (isWaiting(state) && isOver(state.approvedUntil(), now)) {
                byItself(
                        article,
                        state,
                        state.to(WorkflowState.DRAFT),
                        "LAPSE",
                        "The approval is over: it must be submitted and approved again.");
            } else if (isWaiting(state) && !state.warned() && isSoon(state, now)) {
                byItself(
                        article,
                        state,
                        state.told(),
                        "LAPSE_SOON",
                        "The approval ends at " + state.approvedUntil() + ".");
            }
        }
        posts.send(articlePath);
    }

    private void byItself(Article article, WorkflowRecord before, WorkflowRecord after, String what, String why) {
        store.move(article, before, after, new Said(WorkflowStore.HERALD, what, why, Publishing.author(before)));
    }

    private void expire(Article article, WorkflowRecord state) {
        WorkflowRecord over = state.to(WorkflowState.EXPIRED)
                .change()
                .attempt(publishing.leaving(WorkflowStore.HERALD))
                .done();
        byItself(article, state, over, "EXPIRE", "");
        publishing.takeOff(article);
        LOG.info("Took {} off the site at its end", article.path());
    }

    private static boolean isOver(Instant end, Instant now) {
        return end != null && !end.isAfter(now);
    }

    private static boolean isSoon(WorkflowRecord state, Instant now) {
        return state.approvedUntil() != null && isOver(state.approvedUntil().minus(WorkflowRecord.WARNING), now);
    }

    private static boolean isWaiting(WorkflowRecord state) {
        return state.stage() == WorkflowState.APPROVED || state.stage() == WorkflowState.SCHEDULED;
    }

    @Override
    public List<WorkItem> work(ResourceResolver caller) {
        try (ResourceResolver resolver = repository.open()) {
            return new Worklist(store, shares, resolver, clock.instant()).of(caller, facts.asking(caller, resolver));
        }
    }

    @Override
    public List<AuditEntry> audit(ResourceResolver caller, String site, Instant before, int most) {
        if (Articles.sites(caller).stream().noneMatch(s -> s.getPath().equals(site))) {
            throw new Rejection(
                    Rejection.Kind.NOT_FOUND,
                    "siteUnknown",
                    "There is no site at " + site + ", or you may not see it.");
        }
        boolean all = Nodes.may(caller, Names.PROFILES, Names.PRIVILEGE_ADMINISTER);
        try (ResourceResolver resolver = repository.open()) {
            PolicyInputReader.Asking asking = facts.asking(caller, resolver);
            Map<String, Boolean> known = new HashMap<>();
            return store.ofSite(
                    site,
                    before,
                    Math.min(most, MOST_AUDITED),
                    entry -> all || known.computeIfAbsent(entry.articlePath(), asking::mayKnow),
                    asking::maySee);
        }
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
            WorkflowRecord state = store.find(resolver, article.path());
            PolicyInput now = facts.of(caller, resolver, article, state);
            if (now.policy().required() && !WorkflowPolicy.mayDecide(now)) {
                throw new Rejection(
                        Rejection.Kind.FORBIDDEN,
                        "notReviewer",
                        "This was approved as it is: only who may approve it changes it. Take it back, and submit it"
                                + " anew.");
            }
        }
    }
}
