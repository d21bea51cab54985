package org.herald.core.share;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.People;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells administrators while the journal cannot be written: nothing is sent then. A disk that is full may keep the
 * repository from writing, too: the notice is tried again until it is there, and the log says it meanwhile. On each node,
 * since each has its own journal.
 */
@Component(
        service = Runnable.class,
        property = {"scheduler.period:Long=30", "scheduler.concurrent:Boolean=false", "scheduler.name=herald-journal"})
public final class JournalWatch implements Runnable {
    /** What people are told: the kind of the notice. */
    static final String JOURNAL = "JOURNAL";
    /** While it lasts, administrators are told no oftener. */
    static final Duration AGAIN = Duration.ofDays(1);
    /** While they cannot be told, the log says it no oftener. */
    static final Duration LOGGED = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(JournalWatch.class);
    private static final List<String> ADMINS = List.of("herald-admins");

    private final Supplier<Optional<String>> trouble;
    private final NotificationStore notices;
    private final Repository repository;
    private final Clock clock;
    private Instant told = Instant.MIN;
    private Instant logged = Instant.MIN;

    @Activate
    public JournalWatch(
            @Reference ShareStore shares, @Reference NotificationStore notices, @Reference Repository repository) {
        this(shares::trouble, notices, repository, Clock.systemUTC());
    }

    JournalWatch(Supplier<Optional<String>> trouble, NotificationStore notices, Repository repository, Clock clock) {
        this.trouble = trouble;
        this.notices = notices;
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public void run() {
        Optional<String> why = trouble.get();
        if (why.isEmpty()) {
            told = Instant.MIN;
            return;
        }
        Instant now = clock.instant();
        if (isOld(told, AGAIN, now)) {
            try {
                tell(why.get());
                told = now;
            } catch (Persistence.Failure e) {
                if (isOld(logged, LOGGED, now)) {
                    logged = now;
                    LOG.error("Nothing is sent, and nobody can be told but here: {}", why.get(), e);
                }
            }
        }
    }

    private static boolean isOld(Instant at, Duration age, Instant now) {
        return at.equals(Instant.MIN) || at.plus(age).isBefore(now);
    }

    private void tell(String why) {
        Persistence.retry("tell administrators of the journal", () -> {
            try (ResourceResolver resolver = repository.open()) {
                notices.add(
                        resolver,
                        People.in(resolver, ADMINS),
                        new NotificationStore.NotificationContent(
                                JOURNAL, "", "", "herald", "herald", why + " Nothing is sent until it can."));
                resolver.commit();
                return why;
            }
        });
    }
}
