package org.herald.core.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.CalendarItem;
import org.herald.CalendarItem.Kind;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.PublishingCalendar;
import org.herald.Rejection;
import org.herald.ShareRequest.PostRequest;
import org.herald.Shares;
import org.herald.VariantState;
import org.herald.ZonedTime;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.herald.core.share.Access;
import org.herald.core.share.Alongside;
import org.herald.core.share.CalendarPost;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.SeenPost;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.core.workflow.WorkflowCalendarSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Joins what articles and posts have on the calendar, for a person who may see it. */
@Component(service = PublishingCalendar.class)
public final class CalendarService implements PublishingCalendar {
    private static final Duration LONGEST = Duration.ofDays(100);
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(180);
    private static final String SHARE = "share";
    private static final Duration LATE = Duration.ofMinutes(1);

    private final WorkflowCalendarSource agenda;
    private final ShareStore store;
    private final Shares shares;
    private final ProfileStore profiles;
    private final FeedStore feeds;
    private final Repository repository;
    private final Clock clock;

    @Activate
    public CalendarService(
            @Reference WorkflowCalendarSource agenda,
            @Reference ShareStore store,
            @Reference Shares shares,
            @Reference ProfileStore profiles,
            @Reference FeedStore feeds,
            @Reference Repository repository) {
        this(agenda, store, shares, profiles, feeds, repository, Clock.systemUTC());
    }

    CalendarService(
            WorkflowCalendarSource agenda,
            ShareStore store,
            Shares shares,
            ProfileStore profiles,
            FeedStore feeds,
            Repository repository,
            Clock clock) {
        this.clock = clock;
        this.agenda = agenda;
        this.store = store;
        this.shares = shares;
        this.profiles = profiles;
        this.feeds = feeds;
        this.repository = repository;
    }

    @Override
    public CalendarRange between(ResourceResolver caller, Instant from, Instant to) {
        Access.mustSeeShares(caller);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new Rejection(Rejection.Kind.INVALID, "range", "Ask for a time of 1 to 100 days.");
        }
        try (ResourceResolver herald = repository.open()) {
            List<CalendarItem> items = Clashes.mark(read(herald, CalendarAccess.of(herald, caller), from, to));
            return new CalendarRange(
                    items, slots(profiles.allowed(caller, ProfileAction.SEE_PROFILE), items, from, to));
        }
    }

    private List<Slot> slots(List<Profile> offered, List<CalendarItem> items, Instant from, Instant to) {
        Instant now = clock.instant();
        Instant begin = from.isBefore(now) ? now : from;
        List<Slot> slots = new ArrayList<>();
        for (Profile profile : offered) {
            if (profile.enabled() && !profile.rhythm().days().isEmpty() && begin.isBefore(to)) {
                List<Instant> taken = items.stream()
                        .filter(item -> item.profileId().equals(profile.id()))
                        .map(CalendarItem::at)
                        .toList();
                Slots.free(profile.rhythm(), taken, begin, to)
                        .forEach(at -> slots.add(new Slot(profile.id(), profile.title(), at)));
            }
        }
        return slots;
    }

    private List<CalendarItem> read(ResourceResolver herald, CalendarAccess eyes, Instant from, Instant to) {
        Map<String, Profile> known =
                profiles.list(herald).stream().collect(Collectors.toMap(Profile::id, Function.identity()));
        Places places = new Places(herald, eyes);
        List<CalendarItem> items = new ArrayList<>();
        agenda.items(herald, from, to)
                .forEach(entry -> places.of(entry.identity(), entry.item().articlePath())
                        .ifPresent(place -> items.add(placed(entry.item(), place, known))));
        store.ask().shown(herald, from, to).forEach(shown -> places.of(
                        shown.article().identity(), shown.article().path())
                .ifPresent(place -> items.add(item(shown, place, known, eyes))));
        items.removeIf(item -> !eyes.seesPosts(item.profileId()));
        items.sort(Comparator.comparing(CalendarItem::at).thenComparing(CalendarItem::id));
        return items;
    }

    /** Where an article is now; the site is empty where it is gone. */
    private record Place(String path, String site) {}

    /** Where articles are that somebody may see. */
    private static final class Places {
        private final ResourceResolver resolver;
        private final CalendarAccess eyes;
        private final Map<String, Optional<Place>> known = new HashMap<>();
        private final Map<String, String> sites = new HashMap<>();

        Places(ResourceResolver resolver, CalendarAccess eyes) {
            this.resolver = resolver;
            this.eyes = eyes;
        }

        Optional<Place> of(String identity, String last) {
            return known.computeIfAbsent(identity, id -> find(id, last));
        }

        private Optional<Place> find(String identity, String last) {
            Optional<String> path = Articles.locate(resolver, identity);
            if (path.isEmpty()) {
                return Optional.of(new Place(last, "")); // who may see shares may see what became of them
            }
            return path.filter(eyes::sees).map(there -> new Place(there, site(there)));
        }

        private String site(String path) {
            String folder = path.substring(0, path.lastIndexOf('/'));
            return sites.computeIfAbsent(folder, f -> Optional.ofNullable(resolver.getResource(path))
                    .flatMap(Articles::site)
                    .map(site -> site.getPath())
                    .orElse(""));
        }
    }

    private static CalendarItem placed(CalendarItem item, Place place, Map<String, Profile> known) {
        Profile profile = known.get(item.profileId());
        return CalendarItem.builder()
                .id(item.id())
                .kind(item.kind())
                .at(item.at())
                .articlePath(place.path())
                .articleTitle(item.articleTitle())
                .site(place.site())
                .profileId(item.profileId())
                .profileTitle(profile == null ? item.profileId() : profile.title())
                .network(profile == null ? "" : profile.network())
                .stage(item.stage())
                .state(item.state())
                .approved(item.approved())
                .by(item.by())
                .text(item.text())
                .movable(item.movable())
                .late(item.late())
                .build();
    }

    private CalendarItem item(CalendarPost shown, Place place, Map<String, Profile> known, CalendarAccess eyes) {
        Profile profile = known.get(shown.profileId());
        VariantState state = shown.state();
        boolean over = shown.at().plus(LATE).isBefore(clock.instant());
        boolean there =
                state == VariantState.SENT || state == VariantState.WITHDRAWN || state == VariantState.WITHDRAWING;
        return CalendarItem.builder()
                .id(SHARE + ":" + shown.shareId() + ":" + shown.profileId() + ":"
                        + shown.seen().version())
                .kind(Kind.POST)
                .at(shown.at())
                .articlePath(place.path())
                .articleTitle(shown.article().title())
                .site(place.site())
                .profileId(shown.profileId())
                .profileTitle(profile == null ? shown.profileId() : profile.title())
                .network(shown.network())
                .state(state)
                .approved(state != VariantState.SUBMITTED)
                .by(shown.by())
                .text(shown.text())
                .movable(state == VariantState.PLANNED && eyes.moves(shown.profileId(), place.site()))
                .late(over && !there)
                .build();
    }

    @Override
    public void move(ResourceResolver caller, String id, ZonedTime moment) {
        Access.mustSeeShares(caller);
        String[] told = id.split(":");
        if (told.length == 4 && told[0].equals(SHARE)) {
            try {
                shares.reschedule(caller, told[1], told[2], moment, told[3]);
            } catch (Rejection e) {
                if (!e.code().equals("notReviewer")) {
                    throw e;
                }
                ask(caller, told[1], told[2], told[3], moment);
            }
        } else {
            agenda.move(caller, id, moment);
        }
    }

    /**
     * Asks for the new time first: where the caller may not, or it could not be sent then, what was approved stays as it
     * is. Then takes that back, if it still waits for its time as it was seen.
     */
    private void ask(ResourceResolver caller, String shareId, String profileId, String seen, ZonedTime moment) {
        String article = shares.get(caller, shareId).articlePath();
        String path = ShareStore.path(shareId, profileId);
        DeliveryItem post = SeenPost.still(store.ask(), path, seen);
        PostRequest wanted = store.asked(path, moment);
        agenda.ask(caller, article, wanted);
        if (!store.move(post, new VariantChange(VariantState.WITHDRAWN), Alongside.NOTHING)) {
            agenda.forget(caller, article, wanted);
            SeenPost.still(store.ask(), path, seen);
            throw SeenPost.movedOn(List.of());
        }
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }

    @Override
    public boolean hasFeed(ResourceResolver caller) {
        return feeds.has(user(caller));
    }

    @Override
    public String openFeed(ResourceResolver caller) {
        Access.mustSeeShares(caller);
        return feeds.open(user(caller));
    }

    @Override
    public void closeFeed(ResourceResolver caller) {
        feeds.close(user(caller));
    }

    @Override
    public List<CalendarItem> feed(String token) {
        Optional<String> owner = token.matches("[\\w-]{43}") ? feeds.owner(token) : Optional.empty();
        try (ResourceResolver resolver = repository.open()) {
            CalendarAccess eyes = owner.flatMap(user -> CalendarAccess.of(resolver, user))
                    .filter(person -> person.sees(Names.SHARES))
                    .orElseThrow(() -> new Rejection(
                            Rejection.Kind.NOT_FOUND, "feedUnknown", "There is no such calendar, or it was ended."));
            Instant now = clock.instant();
            return read(resolver, eyes, now.minus(BACK), now.plus(AHEAD));
        }
    }
}
