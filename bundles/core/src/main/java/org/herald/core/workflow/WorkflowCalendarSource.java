package org.herald.core.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.CalendarItem;
import org.herald.CalendarItem.Kind;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.ShareRequest.PostRequest;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows;
import org.herald.Workflows.Plan;
import org.herald.ZonedTime;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.workflow.WorkflowQueries.CalendarArticle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the articles on their way have on the calendar, and how it is moved there. */
@Component(service = WorkflowCalendarSource.class)
public final class WorkflowCalendarSource {
    private static final String PUBLICATION = "article";
    private static final String END = "end";
    private static final String APPROVAL = "approval";
    private static final String POST = "post-";
    private static final String IDENTITY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final WorkflowStore store;
    private final Workflows workflows;
    private final Repository repository;
    private final Clock clock;

    @Activate
    public WorkflowCalendarSource(
            @Reference WorkflowStore store, @Reference Workflows workflows, @Reference Repository repository) {
        this(store, workflows, repository, Clock.systemUTC());
    }

    /** With a clock of its own. */
    public WorkflowCalendarSource(WorkflowStore store, Workflows workflows, Repository repository, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.workflows = workflows;
        this.repository = repository;
    }

    /** An item, and the identity of its article. */
    public record Entry(String identity, CalendarItem item) {}

    /** What happens in a time; paths and titles are those that were seen last. */
    public List<Entry> items(ResourceResolver resolver, Instant from, Instant to) {
        List<Entry> items = new ArrayList<>();
        for (CalendarArticle shown : store.shown(resolver, from, to)) {
            collect(shown, items);
        }
        items.removeIf(
                entry -> entry.item().at().isBefore(from) || !entry.item().at().isBefore(to));
        return items;
    }

    private void collect(CalendarArticle shown, List<Entry> items) {
        WorkflowRecord state = shown.state();
        WorkflowState stage = state.stage();
        Instant start = state.start();
        if (start != null) {
            boolean waits = stage == WorkflowState.SCHEDULED || stage == WorkflowState.APPROVED;
            items.add(entry(
                    shown,
                    PUBLICATION,
                    Kind.PUBLICATION,
                    start,
                    null,
                    waits,
                    stage != WorkflowState.PUBLISHED && stage != WorkflowState.EXPIRED && isPast(start)));
        }
        Instant end = state.asked().unpublishAt();
        if (end != null) {
            boolean waits = stage == WorkflowState.SCHEDULED || stage == WorkflowState.PUBLISHED;
            items.add(entry(shown, END, Kind.END, end, null, waits, stage == WorkflowState.PUBLISHED && isPast(end)));
        }
        if (state.approvedUntil() != null && (stage == WorkflowState.APPROVED || stage == WorkflowState.SCHEDULED)) {
            items.add(entry(shown, APPROVAL, Kind.APPROVAL_END, state.approvedUntil(), null, false, false));
        }
        for (PostRequest wanted : state.asked().plan()) {
            Instant at = start == null ? wanted.when().at() : wanted.when().from(start);
            if (at != null) {
                items.add(entry(shown, POST + nameOf(wanted), Kind.POST, at, wanted, true, isPast(at)));
            }
        }
    }

    /** The same as long as it says the same: a profile says nothing twice about an article. */
    private static String nameOf(PostRequest wanted) {
        return Nodes.nameOf(wanted.profileId(), wanted.text().strip());
    }

    private boolean isPast(Instant at) {
        return at.plusSeconds(60).isBefore(clock.instant());
    }

    private static Entry entry(
            CalendarArticle shown,
            String name,
            Kind kind,
            Instant at,
            PostRequest wanted,
            boolean movable,
            boolean late) {
        WorkflowRecord state = shown.state();
        return new Entry(
                shown.identity(),
                new CalendarItem(
                        name + ":" + shown.identity() + ":" + state.moves(),
                        kind,
                        at,
                        shown.path(),
                        shown.title(),
                        shown.site(),
                        wanted == null ? "" : wanted.profileId(),
                        "",
                        "",
                        state.stage(),
                        null,
                        state.stage() == WorkflowState.SCHEDULED || state.stage() == WorkflowState.APPROVED,
                        state.asked().by(),
                        wanted == null ? "" : wanted.text(),
                        movable,
                        late,
                        Set.of()));
    }

    /**
     * Chooses another time for one of these items.
     *
     * @throws Rejection where the article moved on since the item was read, or the caller may not
     */
    public void move(ResourceResolver caller, String id, ZonedTime moment) {
        String[] told = id.split(":");
        if (told.length != 3 || !told[1].matches(IDENTITY) || !told[2].matches("[0-9]{1,18}")) {
            throw gone();
        }
        String path;
        WorkflowRecord state;
        try (ResourceResolver resolver = repository.open()) {
            path = Articles.locate(resolver, told[1]).orElseThrow(WorkflowCalendarSource::gone);
            state = store.find(resolver, path);
        }
        long seen = Long.parseLong(told[2]);
        ZoneId zone = moment.zone();
        ZonedTime publish = moment(state.asked().publishAt(), zone);
        ZonedTime end = moment(state.asked().unpublishAt(), zone);
        if (told[0].equals(PUBLICATION)) {
            workflows.act(caller, path, WorkflowAction.RETIME, seen, "", new Plan(moment, end, List.of()));
        } else if (told[0].equals(END)) {
            ZonedTime start = state.stage() == WorkflowState.PUBLISHED ? null : publish;
            workflows.act(caller, path, WorkflowAction.RETIME, seen, "", new Plan(start, moment, List.of()));
        } else if (told[0].startsWith(POST)) {
            if (seen != state.moves()) {
                throw WorkflowStore.movedOn();
            }
            List<PostRequest> plan = moved(state, told[0].substring(POST.length()), moment);
            workflows.act(caller, path, WorkflowAction.AMEND, seen, "", new Plan(null, null, plan));
        } else {
            throw gone();
        }
    }

    private static List<PostRequest> moved(WorkflowRecord state, String name, ZonedTime moment) {
        List<PostRequest> plan = new ArrayList<>(state.asked().plan());
        int index = plan.stream().map(WorkflowCalendarSource::nameOf).toList().indexOf(name);
        if (index < 0) {
            throw gone();
        }
        plan.set(index, plan.get(index).at(PublishTime.at(moment)));
        return plan;
    }

    /**
     * Asks for the approval of one more post.
     *
     * @throws Rejection where the caller may not, or the post could not be sent
     */
    public void ask(ResourceResolver caller, String articlePath, PostRequest wanted) {
        WorkflowRecord state = store.now(articlePath);
        List<PostRequest> plan = new ArrayList<>(state.asked().plan());
        plan.add(wanted);
        workflows.act(caller, articlePath, WorkflowAction.AMEND, state.moves(), "", new Plan(null, null, plan));
    }

    /** Takes such a post out of the plan again. */
    public void forget(ResourceResolver caller, String articlePath, PostRequest wanted) {
        WorkflowRecord state = store.now(articlePath);
        List<PostRequest> plan = new ArrayList<>(state.asked().plan());
        if (plan.remove(wanted)) {
            workflows.act(caller, articlePath, WorkflowAction.AMEND, state.moves(), "", new Plan(null, null, plan));
        }
    }

    private static ZonedTime moment(Instant at, ZoneId zone) {
        return at == null
                ? null
                : new ZonedTime(
                        LocalDateTime.ofInstant(at, zone), zone, zone.getRules().getOffset(at));
    }

    private static Rejection gone() {
        return new Rejection(
                Rejection.Kind.NOT_FOUND, "itemUnknown", "There is no such item any more: look at the calendar again.");
    }
}
