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
import org.herald.Moment;
import org.herald.Rejection;
import org.herald.ShareRequest.Wanted;
import org.herald.Stage;
import org.herald.Step;
import org.herald.When;
import org.herald.Workflows;
import org.herald.Workflows.Plan;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.workflow.WorkflowQueries.Shown;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the articles on their way have on the calendar, and how it is moved there. */
@Component(service = Agenda.class)
public final class Agenda {
    private static final String PUBLICATION = "article";
    private static final String END = "end";
    private static final String APPROVAL = "approval";
    private static final String POST = "post";

    private final WorkflowStore store;
    private final Workflows workflows;
    private final Repository repository;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Agenda(@Reference WorkflowStore store, @Reference Workflows workflows, @Reference Repository repository) {
        this.store = store;
        this.workflows = workflows;
        this.repository = repository;
    }

    /** An item, and the identity of its article. */
    public record Entry(String identity, CalendarItem item) {}

    /** What happens in a time; paths and titles are those that were seen last. */
    public List<Entry> items(ResourceResolver resolver, Instant from, Instant to) {
        List<Entry> items = new ArrayList<>();
        for (Shown shown : store.shown(resolver, from, to)) {
            collect(shown, items);
        }
        items.removeIf(
                entry -> entry.item().at().isBefore(from) || !entry.item().at().isBefore(to));
        return items;
    }

    private void collect(Shown shown, List<Entry> items) {
        State state = shown.state();
        Stage stage = state.stage();
        Instant start = state.start();
        if (start != null) {
            boolean waits = stage == Stage.SCHEDULED || stage == Stage.APPROVED;
            items.add(entry(
                    shown,
                    PUBLICATION,
                    Kind.PUBLICATION,
                    start,
                    null,
                    waits,
                    stage != Stage.PUBLISHED && stage != Stage.EXPIRED && isPast(start)));
        }
        Instant end = state.asked().unpublishAt();
        if (end != null) {
            boolean waits = stage == Stage.SCHEDULED || stage == Stage.PUBLISHED;
            items.add(entry(shown, END, Kind.END, end, null, waits, stage == Stage.PUBLISHED && isPast(end)));
        }
        if (state.approvedUntil() != null && (stage == Stage.APPROVED || stage == Stage.SCHEDULED)) {
            items.add(entry(shown, APPROVAL, Kind.APPROVAL_END, state.approvedUntil(), null, false, false));
        }
        for (int i = 0; i < state.asked().plan().size(); i++) {
            Wanted wanted = state.asked().plan().get(i);
            Instant at = start == null ? wanted.when().at() : wanted.when().from(start);
            if (at != null) {
                String name = POST + "-" + i + "-" + state.moves();
                items.add(entry(shown, name, Kind.POST, at, wanted, true, isPast(at)));
            }
        }
    }

    private boolean isPast(Instant at) {
        return at.plusSeconds(60).isBefore(clock.instant());
    }

    private static Entry entry(
            Shown shown, String name, Kind kind, Instant at, Wanted wanted, boolean movable, boolean late) {
        State state = shown.state();
        return new Entry(
                shown.identity(),
                new CalendarItem(
                        name + ":" + shown.identity(),
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
                        state.stage() == Stage.SCHEDULED || state.stage() == Stage.APPROVED,
                        state.asked().by(),
                        wanted == null ? "" : wanted.text(),
                        movable,
                        late,
                        Set.of()));
    }

    /** Chooses another time for one of these items. */
    public void move(ResourceResolver caller, String id, Moment moment) {
        String[] told = id.split(":", 2);
        String path;
        State state;
        try (ResourceResolver resolver = repository.open()) {
            path = Articles.locate(resolver, told[1]).orElseThrow(Agenda::gone);
            state = store.find(resolver, path);
        }
        ZoneId zone = moment.zone();
        Moment publish = moment(state.asked().publishAt(), zone);
        Moment end = moment(state.asked().unpublishAt(), zone);
        if (told[0].equals(PUBLICATION)) {
            workflows.act(caller, path, Step.RETIME, state.moves(), "", new Plan(moment, end, List.of()));
        } else if (told[0].equals(END)) {
            Moment start = state.stage() == Stage.PUBLISHED ? null : publish;
            workflows.act(caller, path, Step.RETIME, state.moves(), "", new Plan(start, moment, List.of()));
        } else if (told[0].startsWith(POST)) {
            workflows.act(
                    caller, path, Step.AMEND, state.moves(), "", new Plan(null, null, moved(state, told[0], moment)));
        } else {
            throw gone();
        }
    }

    private static List<Wanted> moved(State state, String name, Moment moment) {
        String[] told = name.split("-");
        List<Wanted> plan = new ArrayList<>(state.asked().plan());
        if (told.length != 3 || !told[2].equals(String.valueOf(state.moves())) || !told[1].matches("[0-9]{1,4}")) {
            throw new Rejection(Rejection.Kind.CONFLICT, "movedOn", "It moved on meanwhile: look again.");
        }
        int index = Integer.parseInt(told[1]);
        plan.set(index, plan.get(index).at(When.at(moment)));
        return plan;
    }

    /** Asks for the approval of a post at another time. */
    public void ask(ResourceResolver caller, String articlePath, Wanted wanted) {
        State state;
        try (ResourceResolver resolver = repository.open()) {
            state = store.find(resolver, articlePath);
        }
        List<Wanted> plan = new ArrayList<>(state.asked().plan());
        plan.add(wanted);
        workflows.act(caller, articlePath, Step.AMEND, state.moves(), "", new Plan(null, null, plan));
    }

    private static Moment moment(Instant at, ZoneId zone) {
        return at == null
                ? null
                : new Moment(
                        LocalDateTime.ofInstant(at, zone), zone, zone.getRules().getOffset(at));
    }

    private static Rejection gone() {
        return new Rejection(
                Rejection.Kind.NOT_FOUND, "itemUnknown", "There is no such item any more: look at the calendar again.");
    }
}
