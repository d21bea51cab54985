package org.herald.core.notice;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Notice;
import org.herald.NoticeSettings;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one writer of notices and of how people want to be told. */
@Component(service = NoticeStore.class)
public final class NoticeStore {
    /** What is older is forgotten; the audit keeps what was decided. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeStore.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final int MAX_LISTED = 100;
    private static final int MAX_READ = 5_000;
    private static final String PN_WHAT = "herald:what";
    private static final String PN_NOTE = "herald:note";
    private static final String PN_READ = "herald:read";
    private static final String PN_MAILED = "herald:mailed";
    private static final String PN_MAIL = "herald:mail";
    private static final String PN_MAIL_LANGUAGE = "herald:mailLanguage";
    private static final String PN_MAIL_ZONE = "herald:mailZone";
    private static final String PN_DIGEST = "herald:digest";

    private final Repository repository;
    private final Clock clock;

    @Activate
    public NoticeStore(@Reference Repository repository) {
        this(repository, Clock.systemUTC());
    }

    NoticeStore(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * What people are told.
     *
     * @param identity the article's; empty for none
     * @param path where the article is
     */
    public record Told(String what, String identity, String path, String title, String by, String note) {}

    private static String home(String user) {
        return NOTICES + "/" + Nodes.nameOf("user", user);
    }

    /** Adds a notice for each of some people to what the resolver is about to commit. */
    public void add(ResourceResolver resolver, Collection<String> people, Told told) throws PersistenceException {
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
    public void tell(String user, Told told) {
        try (ResourceResolver resolver = repository.open()) {
            add(resolver, List.of(user), told);
            resolver.commit();
        } catch (PersistenceException e) {
            LOG.error("{} could not be told of “{}”", user, told.title(), e);
        }
    }

    private static Stream<Resource> children(Resource node) {
        return StreamSupport.stream(node.getChildren().spliterator(), false);
    }

    private static Stream<Resource> nodes(ResourceResolver resolver, String user) {
        Resource home = resolver.getResource(home(user));
        return home == null
                ? Stream.empty()
                : children(home)
                        .sorted(Comparator.comparing(Resource::getName).reversed())
                        .flatMap(NoticeStore::children)
                        .limit(MAX_READ);
    }

    /** The notices of somebody, newest first. */
    List<Notice> of(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return nodes(resolver, user)
                    .map(node -> notice(resolver, node))
                    .sorted(Comparator.comparing(Notice::at).reversed())
                    .limit(MAX_LISTED)
                    .toList();
        }
    }

    int unread(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return (int) nodes(resolver, user)
                    .filter(node -> !node.getValueMap().get(PN_READ, false))
                    .count();
        }
    }

    private static Notice notice(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        String last = Nodes.string(values, PN_ARTICLE_PATH);
        String identity = Nodes.string(values, PN_ARTICLE);
        return new Notice(
                node.getName(),
                Nodes.string(values, PN_WHAT),
                identity.isEmpty() ? last : Articles.locate(resolver, identity).orElse(last),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_NOTE),
                values.get(PN_READ, false));
    }

    /** Notes that somebody saw all there is, and forgets what is old. */
    void read(String user) {
        Instant old = clock.instant().minus(KEPT);
        try (ResourceResolver resolver = repository.open()) {
            for (Resource node : nodes(resolver, user).toList()) {
                if (Nodes.instant(node.getValueMap(), PN_AT)
                        .orElse(Instant.EPOCH)
                        .isBefore(old)) {
                    resolver.delete(node);
                } else if (!node.getValueMap().get(PN_READ, false)) {
                    node.adaptTo(ModifiableValueMap.class).put(PN_READ, true);
                }
            }
            resolver.commit();
        } catch (PersistenceException e) {
            LOG.debug("It is noted at the next look", e);
        }
    }

    NoticeSettings settings(String user) {
        try (ResourceResolver resolver = repository.open()) {
            return Optional.ofNullable(resolver.getResource(home(user)))
                    .map(node -> settings(node.getValueMap()))
                    .orElse(NoticeSettings.USUAL);
        }
    }

    private static NoticeSettings settings(ValueMap values) {
        return new NoticeSettings(
                NoticeSettings.Mail.valueOf(
                        values.get(PN_MAIL, NoticeSettings.USUAL.mail().name())),
                values.get(PN_MAIL_LANGUAGE, NoticeSettings.USUAL.language()),
                ZoneId.of(values.get(PN_MAIL_ZONE, NoticeSettings.USUAL.zone().getId())));
    }

    void choose(String user, NoticeSettings settings) {
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

    /**
     * What is still to be told to somebody by e-mail.
     *
     * @param digested when the last digest went out
     */
    record Outbox(String user, NoticeSettings settings, Instant digested, List<Notice> notices, List<String> paths) {}

    /** What is still to be told, by person. Reads only. */
    List<Outbox> outboxes() {
        try (ResourceResolver resolver = repository.open()) {
            Map<String, List<Resource>> byHome = new HashMap<>();
            Index.NOTICE_MAILED.equalTo(resolver, "false").forEach(node -> byHome.computeIfAbsent(
                            node.getParent().getParent().getPath(), home -> new java.util.ArrayList<>())
                    .add(node));
            return byHome.entrySet().stream()
                    .map(entry -> outbox(resolver, entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    private static Outbox outbox(ResourceResolver resolver, String home, List<Resource> nodes) {
        ValueMap values = resolver.getResource(home).getValueMap();
        List<Resource> sorted = nodes.stream()
                .sorted(Comparator.comparing(
                        node -> Nodes.instant(node.getValueMap(), PN_AT).orElse(Instant.EPOCH)))
                .toList();
        return new Outbox(
                Nodes.string(values, PN_BY),
                settings(values),
                Nodes.instant(values, PN_DIGEST).orElse(Instant.EPOCH),
                sorted.stream().map(node -> notice(resolver, node)).toList(),
                sorted.stream().map(Resource::getPath).toList());
    }

    /** Notes that some notices need no e-mail any more. */
    void mailed(String user, List<String> paths, boolean digest) {
        try (ResourceResolver resolver = repository.open()) {
            for (String path : paths) {
                Resource node = resolver.getResource(path);
                if (node != null) {
                    node.adaptTo(ModifiableValueMap.class).put(PN_MAILED, true);
                }
            }
            if (digest) {
                resolver.getResource(home(user))
                        .adaptTo(ModifiableValueMap.class)
                        .put(PN_DIGEST, Nodes.date(clock.instant()));
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot note what was told to " + user, e);
        }
    }
}
