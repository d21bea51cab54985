package org.herald.core.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.ShareRequest.PostRequest;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.ZonedTime;
import org.herald.core.repo.Article;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.share.RequestedPosts;
import org.herald.core.workflow.PublicationPosts.Freezer;

/** What a step makes of an article, where it may be made. */
final class WorkflowActions {
    private static final String VERSIONABLE = "mix:versionable";
    /** Keeps comments out of versions: what is deleted is deleted, and restoring a version leaves them as they are. */
    private static final String COMMENTED = "herald:Commented";

    private final Freezer freezer;
    private final Publication publication;
    private final Clock clock;

    WorkflowActions(Freezer freezer, Publication publication, Clock clock) {
        this.freezer = freezer;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Who makes a step of which article, and where that is.
     *
     * @param resolver with Herald's rights
     */
    record Setting(
            ResourceResolver caller,
            ResourceResolver resolver,
            Article article,
            WorkflowRecord state,
            PolicyInput facts) {
        String user() {
            return facts.user();
        }

        Round round(Instant now) {
            return new Round(now, state.moves() + 1);
        }
    }

    /** The state after a step that is allowed; for PUBLISH, see {@link Publishing}. */
    WorkflowRecord after(Setting now, WorkflowAction step, WorkflowState to, Plan plan) {
        WorkflowRecord state = now.state();
        return switch (step) {
            case SUBMIT -> submitted(now, plan);
            case APPROVE -> state.approved(
                            now.user(),
                            clock.instant()
                                    .plus(Duration.ofDays(now.facts().policy().days())),
                            approve(now))
                    .change()
                    .asked(seen(now))
                    .done();
            case RETIME -> retimed(now, plan, to);
            case AMEND -> amended(now, plan);
            case APPROVE_POSTS -> state.with(seen(now), state.postsBy(), approve(now))
                    .change()
                    .hands(Set.of())
                    .held(null)
                    .done();
            case REFUSE_POSTS -> state.with(
                            state.asked()
                                    .with(state.asked().plan().stream()
                                            .filter(wanted -> PolicyInputReader.approval(
                                                            now.resolver(), now.article(), state, wanted)
                                                    .isPresent())
                                            .toList()),
                            state.postsBy(),
                            state.approvedPosts())
                    .change()
                    .hands(Set.of())
                    .done();
            case UNPUBLISH -> leaving(now, to);
            case REVISE -> isLeft(now) ? leaving(now, to) : state.to(to);
            default -> state.to(to);
        };
    }

    /** What is approved with posts is what they show now. */
    private static Submission seen(Setting now) {
        Submission asked = now.state().asked();
        return asked.showing(shown(now, asked, true));
    }

    /** What posts show beside the page, as it is now: of all of them, or only of what was not known before. */
    private static Map<String, Map<String, String>> shown(Setting now, Submission asked, boolean all) {
        if (asked.shown() == null) {
            return null; // an earlier version of Herald did not keep it
        }
        Map<String, Map<String, String>> shown = new TreeMap<>(asked.shown());
        References.ofFiles(page(now), asked.media()).forEach((path, texts) -> {
            if (all) {
                shown.put(path, texts);
            } else {
                shown.putIfAbsent(path, texts);
            }
        });
        return shown;
    }

    private static Node page(Setting now) {
        return now.resolver().getResource(now.article().path()).adaptTo(Node.class);
    }

    private static List<ApprovedPost> approve(Setting now) {
        return PolicyInputReader.approve(
                now.resolver(), now.article(), now.state(), now.state().asked().plan(), now.user());
    }

    private WorkflowRecord leaving(Setting now, WorkflowState to) {
        return now.state()
                .change()
                .stage(to)
                .attempt(Attempt.of(now.user(), clock.instant()))
                .done();
    }

    /** Whether readers see the very page that is to be edited. */
    private boolean isLeft(Setting now) {
        return publication.isLive()
                && (now.state().stage() == WorkflowState.PUBLISHED
                        || Articles.isPublic(now.resolver(), now.article().path()));
    }

    private WorkflowRecord submitted(Setting now, Plan plan) {
        Instant at = clock.instant();
        Submission times = times(now.state().asked(), plan, at);
        RequestedPosts.mustDiffer(plan.variants());
        mustBeSendable(now, plan.variants(), times.publishAt());
        Submission asked = times.by(now.user(), now.round(at))
                .about(
                        PolicyInputReader.revision(now.resolver(), now.article().path()),
                        version(now.resolver(), now.article().path()))
                .with(plan.variants())
                .showing(References.inWords(page(now)));
        return now.state().submitted(asked.showing(shown(now, asked, false)), Set.of(now.user()));
    }

    private WorkflowRecord amended(Setting now, Plan plan) {
        WorkflowRecord state = now.state();
        RequestedPosts.mustDiffer(plan.variants());
        List<PostRequest> fresh = plan.variants().stream() // what is in the plan already may wait for its profile
                .filter(wanted -> !state.asked().plan().contains(wanted))
                .toList();
        mustBeSendable(now, fresh, state.start());
        Submission asked = state.asked().with(plan.variants()).in(now.round(clock.instant()));
        return state.with(asked.showing(shown(now, asked, false)), now.user(), state.approvedPosts())
                .change()
                .hands(PolicyInputReader.with(state.hands(), now.user()))
                .done();
    }

    private WorkflowRecord retimed(Setting now, Plan plan, WorkflowState to) {
        WorkflowRecord state = now.state();
        Instant at = clock.instant();
        Submission times = times(state.asked(), plan, at);
        if (!now.facts().policy().required()) { // there are no stages but those that a clock makes
            boolean isPublic = Articles.isPublic(now.resolver(), now.article().path());
            WorkflowState stage = times.publishAt() != null
                    ? WorkflowState.SCHEDULED
                    : isPublic && times.unpublishAt() != null ? WorkflowState.PUBLISHED : WorkflowState.DRAFT;
            WorkflowRecord other = state.with(times.by(now.user(), now.round(at)), "", List.of())
                    .to(stage);
            return stage == WorkflowState.PUBLISHED ? other.published(at) : other;
        }
        if (to != WorkflowState.IN_REVIEW) {
            return state.retimed(times);
        }
        Set<String> hands = PolicyInputReader.with(
                PolicyInputReader.with(state.hands(), state.asked().by()), now.user());
        return state.submitted(times.by(now.user(), now.round(at)), hands);
    }

    private static Submission times(Submission asked, Plan plan, Instant now) {
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
        ZonedTime said = plan.at() == null ? plan.until() : plan.at();
        return asked.at(at, until, said == null ? "" : said.zone().getId());
    }

    /** What could not be sent is told now, not when it is too late. */
    private void mustBeSendable(Setting now, List<PostRequest> wanted, Instant published) {
        Instant present = clock.instant();
        for (PostRequest one : wanted) {
            freezer.freeze(now.caller(), now.article().path(), one, now.user(), present);
            Instant at = one.when().at();
            Instant first = published == null || published.isBefore(present) ? present : published;
            if (at != null && at.isBefore(first)) {
                throw new Rejection(
                        Rejection.Kind.INVALID,
                        "beforePublication",
                        "A post cannot go out before its article is public: choose a later time.");
            }
        }
    }

    private static void mix(Node node, String type) throws RepositoryException {
        if (!node.isNodeType(type)) {
            node.addMixin(type);
        }
    }

    /** Whether what is called so are readers' comments, and no component. */
    private static boolean mayLeaveOutComments(Node content) throws RepositoryException {
        return !content.hasNode(Names.NN_COMMENTS)
                || content.getNode(Names.NN_COMMENTS).isNodeType(Names.NT_COMMENTS);
    }

    /** Keeps what is submitted as a version of the CMS; returns its name. */
    private static String version(ResourceResolver resolver, String articlePath) {
        try {
            Session session = Nodes.session(resolver);
            Node content = session.getNode(articlePath + "/" + Names.NN_CONTENT);
            mix(content, VERSIONABLE);
            if (mayLeaveOutComments(content)) {
                mix(content, COMMENTED);
            }
            session.save();
            return session.getWorkspace()
                    .getVersionManager()
                    .checkpoint(content.getPath())
                    .getName();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot keep a version of " + articlePath, e);
        }
    }
}
