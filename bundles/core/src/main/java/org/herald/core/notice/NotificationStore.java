package org.herald.core.notice;

import static org.herald.core.notice.NotificationNodes.*;
import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Notification;
import org.herald.NotificationSettings;
import org.herald.Notifications;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one writer of notices and of how people want to be told. */
@Component(service = NotificationStore.class)
public final class NotificationStore {
    /** What is older is forgotten; the audit keeps what was decided. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(NotificationStore.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final int MAX_LISTED = 100;
    /** Changes in one commit. */
    private static final int MAX_AT_ONCE = 1_000;

    private final Repository repository;
    private final Clock clock;

    @Activate
    public NotificationStore(@Reference Repository repository) {
        this(repository, Clock.systemUTC());
    }

    NotificationStore(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * What people are told.
     *
     * @param identity the article's; empty for none
     * @param path where the article is
     */
    public record NotificationContent(
            String what, String identity, String path, String title, String by, String note) {}

    /**
     * Adds a notice for each of some people to what the resolver is about to commit. Two who make the same folders for it at
     * one moment do not stand in each other's way: Oak puts equal folders together.
     */
    public void add(ResourceResolver resolver, Collection<String> people, NotificationContent told)
            throws PersistenceException {
        Instant now = clock.instant();
        for (String user : people) {
            Resource home = Nodes.obtain(resolver, home(user), NT_FOLDER);
            home.adaptTo(ModifiableValueMap.class).put(PN_BY, user);
            Resource day = Nodes.obtain(resolver, home.getPath() + "/" + DAY.format(now), NT_FOLDER);
            Map<String, Object> values = new HashMap<>();
            values.put(PN_WHAT, told.what());
            values.put(PN_ARTICLE, told.identity());
            values.put(PN_ARTICLE_PATH, told.path());
            values.put(PN_ARTICLE_TITLE, told.title());
            values.put(PN_BY, told.by());
            values.put(PN_NOTE, told.note());
            values.put(PN_AT, Nodes.date(now));
            values.put(PN_READ, false);
            values.put(PN_MAILED, false);
            Nodes.create(day, UUID.randomUUID().toString(), NT_NOTICE, values);
        }
    }

    /** Tells somebody, in a commit of its own. */
    public void tell(String user, NotificationContent told) {
        try {
            Persistence.retry("tell " + user, () -> {
                try (ResourceResolver resolver = repository.open()) {
                    add(resolver, List.of(user), told);
                    resolver.commit();
                    return user;
                }
            });
        } catch (Persistence.Failure e) {
            LOG.error("{} could not be told of “{}”", user, told.title(), e);
        }
    }

    private static Stream<Resource> children(Resource node) {
        return StreamSupport.stream(node.getChildren().spliterator(), false);
    }

    /** The days that somebody was told something on, the newest first: asked for by name, however many there are. */
    private List<Resource> days(ResourceResolver resolver, String user) {
        Resource home = resolver.getResource(home(user));
        Instant newest = clock.instant().plus(1, ChronoUnit.DAYS); // another node's clock may be ahead
        return home == null
                ? List.of()
                : LongStream.rangeClosed(0, KEPT.toDays() + 1)
                        .mapToObj(back -> home.getChild(DAY.format(newest.minus(back, ChronoUnit.DAYS))))
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The notices of somebody, newest first; the last days' only, as many days as it takes for a full list. */
    List<Notification> of(String user) {
        try (ResourceResolver resolver = repository.open()) {
            List<Resource> found = new ArrayList<>();
            for (Resource day : days(resolver, user)) {
                children(day)
                        .sorted(Comparator.comparing(NotificationNodes::at).reversed())
                        .limit(MAX_LISTED - (long) found.size())
                        .forEach(found::add);
                if (found.size() >= MAX_LISTED) {
                    break;
                }
            }
            return found.stream().map(node -> notice(resolver, node)).toList();
        }
    }

    /** How many were not seen; {@value Notifications#MANY} for as many or more. */
    int unread(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return (int) unread(resolver, user).limit(Notifications.MANY).count();
        }
    }

    /** What was not seen, on the days since the last look: all before were seen then. */
    private Stream<Resource> unread(ResourceResolver resolver, String user) {
        Resource home = resolver.getResource(home(user));
        String since = home == null ? "" : Nodes.string(home.getValueMap(), PN_SEEN_BEFORE);
        return days(resolver, user).stream()
                .filter(day -> day.getName().compareTo(since) >= 0)
                .flatMap(NotificationStore::children)
                .filter(node -> !node.getValueMap().get(PN_READ, false));
    }

    /** Notes that somebody saw all there is. */
    void read(String user) {
        try (ResourceResolver resolver = repository.open()) {
            Resource home = resolver.getResource(home(user));
            if (home == null) {
                return;
            }
            int noted = 0;
            for (Resource node : unread(resolver, user).toList()) {
                node.adaptTo(ModifiableValueMap.class).put(PN_READ, true);
                if (++noted % MAX_AT_ONCE == 0) {
                    resolver.commit();
                }
            }
            String yesterday =
                    DAY.format(clock.instant().minus(Duration.ofDays(1))); // another node's clock may be late
            if (!yesterday.equals(Nodes.string(home.getValueMap(), PN_SEEN_BEFORE))) {
                home.adaptTo(ModifiableValueMap.class).put(PN_SEEN_BEFORE, yesterday);
            }
            resolver.commit();
        } catch (PersistenceException e) {
            LOG.debug("It is noted at the next look", e);
        }
    }

    /** Forgets whole days that are old, of everybody. */
    void forget() {
        String old = DAY.format(clock.instant().minus(KEPT));
        try (ResourceResolver resolver = repository.open()) {
            Resource homes = resolver.getResource(NOTICES);
            List<Resource> days = homes == null
                    ? List.of()
                    : children(homes)
                            .flatMap(NotificationStore::children)
                            .filter(day -> day.getName().compareTo(old) < 0)
                            .toList();
            for (Resource day : days) {
                resolver.delete(day);
                resolver.commit();
            }
        } catch (PersistenceException e) {
            LOG.warn("Old notices could not be forgotten; it is tried again tomorrow", e);
        }
    }

    NotificationSettings settings(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(home(user)))
                    .map(node -> NotificationNodes.settings(node.getValueMap()))
                    .orElse(NotificationSettings.USUAL);
        }
    }

    void choose(String user, NotificationSettings settings) {
        try (ResourceResolver resolver = repository.open()) {
            ModifiableValueMap values =
                    Nodes.obtain(resolver, home(user), NT_FOLDER).adaptTo(ModifiableValueMap.class);
            values.put(PN_BY, user);
            values.put(PN_MAIL, settings.mail().name());
            values.put(PN_MAIL_LANGUAGE, settings.language());
            values.put(PN_MAIL_ZONE, settings.zone().getId());
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot keep how somebody wants to be told", e);
        }
    }
}
