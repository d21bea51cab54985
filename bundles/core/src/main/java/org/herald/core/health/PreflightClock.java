package org.herald.core.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.CalendarItem;
import org.herald.Finding;
import org.herald.Profile;
import org.herald.core.notice.NotificationStore.NotificationContent;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.herald.core.repo.Rounds;
import org.herald.core.share.UpcomingPosts;
import org.herald.core.workflow.WorkflowCalendarSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each planned post a day and an hour before its time, and tells who planned it what is likely to keep it from
 * being sent; on one node of a cluster. After a start, and after a pause, all of the next day is looked at.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=60",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-preflight"
        })
public final class PreflightClock implements Runnable {
    /** So long before its time a post is looked at first. */
    static final Duration FIRST = Duration.ofDays(1);
    /** And once more. */
    static final Duration LAST = Duration.ofHours(1);
    /** Who was away for longer looks at everything. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    static final String FORESEEN = "FORESEEN";
    private static final Logger LOG = LoggerFactory.getLogger(PreflightClock.class);

    private final Repository repository;
    private final Preflight preflight;
    private final ProfileStore profiles;
    private final Told told;
    private final Agenda agenda;
    private final Clock clock;
    private final Rounds rounds = new Rounds("herald-preflight");
    private Instant last = Instant.EPOCH;

    /** What articles on their way have on the calendar. */
    interface Agenda {
        List<CalendarItem> items(ResourceResolver resolver, Instant from, Instant to);
    }

    @Activate
    public PreflightClock(
            @Reference Repository repository,
            @Reference Preflight preflight,
            @Reference ProfileStore profiles,
            @Reference Told told,
            @Reference WorkflowCalendarSource agenda) {
        this(
                repository,
                preflight,
                profiles,
                told,
                (resolver, from, to) -> agenda.items(resolver, from, to).stream()
                        .map(WorkflowCalendarSource.Entry::item)
                        .toList(),
                Clock.systemUTC());
    }

    PreflightClock(
            Repository repository, Preflight preflight, ProfileStore profiles, Told told, Agenda agenda, Clock clock) {
        this.repository = repository;
        this.preflight = preflight;
        this.profiles = profiles;
        this.told = told;
        this.agenda = agenda;
        this.clock = clock;
    }

    @Override
    public void run() {
        rounds.begin(this::round);
    }

    /** Lets a round that waits for a network go. */
    @Deactivate
    public void stop() {
        rounds.end();
    }

    /**
     * What is looked at, and who is told.
     *
     * @param key what it is known by: the same at each look
     */
    private record Look(String key, Preflight.Post post, String by, String path, String title) {}

    void round() {
        Instant now = clock.instant();
        boolean all = last.plus(PAUSE).isBefore(now) || last.isAfter(now);
        List<Look> looks = new ArrayList<>();
        try (ResourceResolver resolver = repository.open()) {
            if (all) {
                looks.addAll(between(resolver, now, now.plus(FIRST)));
            } else {
                looks.addAll(between(resolver, last.plus(FIRST), now.plus(FIRST)));
                looks.addAll(between(resolver, last.plus(LAST), now.plus(LAST)));
            }
        }
        last = now;
        looks.forEach(look -> tell(look, now));
    }

    private List<Look> between(ResourceResolver resolver, Instant from, Instant to) {
        List<Look> looks = new ArrayList<>();
        for (UpcomingPosts.UpcomingPost post : UpcomingPosts.between(resolver, from, to)) {
            String share = post.path().substring(0, post.path().lastIndexOf('/'));
            looks.add(new Look(
                    post.path(),
                    new Preflight.Post(
                            share.substring(share.lastIndexOf('/') + 1),
                            post.profileId(),
                            post.article().identity(),
                            post.at(),
                            post.parts(),
                            true),
                    post.by(),
                    post.article().path(),
                    post.article().title()));
        }
        for (CalendarItem item : agenda.items(resolver, from.plusMillis(1), to.plusMillis(1))) {
            if (item.kind() == CalendarItem.Kind.POST && item.state() == null) {
                looks.add(waiting(resolver, item));
            }
        }
        return looks;
    }

    /** A post that waits for its article. */
    private static Look waiting(ResourceResolver resolver, CalendarItem item) {
        return new Look(
                item.uid(),
                new Preflight.Post(
                        "",
                        item.profileId(),
                        Articles.identity(resolver, item.articlePath()).orElse(""),
                        item.at(),
                        List.of(),
                        item.approved()),
                item.by(),
                item.articlePath(),
                item.articleTitle());
    }

    private void tell(Look look, Instant now) {
        try {
            List<Finding> findings = preflight.asked(look.post());
            told.foreseen(
                    look.key(),
                    now,
                    findings.stream().map(Finding::rule).distinct().toList(),
                    look.by(),
                    rules -> new NotificationContent(
                            FORESEEN,
                            look.post().article(),
                            look.path(),
                            look.title(),
                            "herald",
                            note(
                                    look,
                                    findings.stream()
                                            .filter(finding -> rules.contains(finding.rule()))
                                            .map(Finding::message)
                                            .collect(Collectors.joining(" ")))));
        } catch (RuntimeException e) {
            LOG.error("The post {} could not be looked at before its time", look.key(), e);
        }
    }

    private String note(Look look, String why) {
        String title = profiles.find(look.post().profileId())
                .map(Profile::title)
                .orElse(look.post().profileId());
        return "“" + title + "”, " + Points.time(look.post().at()) + ": " + why;
    }
}
