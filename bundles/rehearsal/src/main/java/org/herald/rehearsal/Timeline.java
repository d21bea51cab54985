package org.herald.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.LoginException;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.api.resource.ResourceUtil;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.serviceusermapping.ServiceUserMapped;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the posts and answers of the rehearsal network, below {@code /var/herald/rehearsal}. */
@Component(service = Timeline.class)
public final class Timeline {
    static final String ROOT = "/var/herald/rehearsal";
    private static final String POSTS = ROOT + "/posts";
    private static final String FOLDER = "sling:Folder";
    private static final String PN_SEEDED = "seeded";

    private final ResourceResolverFactory factory;
    private final Clock clock;

    /**
     * A post or an answer.
     *
     * @param parent the id of what it answers; empty for a post
     * @param card title, description and link of a preview, or nothing
     * @param pictures how many pictures came with it
     */
    record Entry(
            String id, String parent, String author, String handle, String text, Instant at, Card card, int pictures) {}

    /** The link that came with a post; empty where none did. */
    record Card(String title, String link) {
        static final Card NONE = new Card("", "");
    }

    @Activate
    public Timeline(@Reference ResourceResolverFactory factory, @Reference ServiceUserMapped user) {
        this(factory, Clock.systemUTC());
    }

    Timeline(ResourceResolverFactory factory, Clock clock) {
        this.factory = factory;
        this.clock = clock;
    }

    ResourceResolver open() {
        try {
            return factory.getServiceResourceResolver(Map.of());
        } catch (LoginException e) {
            throw new IllegalStateException("the rehearsal network's service user cannot log in", e);
        }
    }

    /** Puts an entry on the timeline; the same id replaces it, so nothing appears twice. */
    void put(Entry entry) {
        try (ResourceResolver resolver = open()) {
            Resource node = ResourceUtil.getOrCreateResource(
                    resolver, POSTS + "/" + entry.id(), Map.of("jcr:primaryType", "nt:unstructured"), FOLDER, false);
            node.adaptTo(ModifiableValueMap.class).putAll(values(entry));
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot put a post on the timeline", e);
        }
    }

    private static Map<String, Object> values(Entry entry) {
        Map<String, Object> values = new HashMap<>();
        values.put("parent", entry.parent());
        values.put("author", entry.author());
        values.put("handle", entry.handle());
        values.put("text", entry.text());
        values.put("at", entry.at().toString());
        values.put("cardTitle", entry.card().title());
        values.put("cardLink", entry.card().link());
        values.put("pictures", entry.pictures());
        return values;
    }

    /** Puts an answer of a make-believe reader below an entry. */
    String answer(String parent, String author, String text) {
        String id = java.util.UUID.randomUUID().toString();
        String handle = author.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", ".") + "@rehearsal";
        put(new Entry(id, parent, author, handle, text, clock.instant(), Card.NONE, 0));
        return id;
    }

    Optional<Entry> find(String id) {
        try (ResourceResolver resolver = open()) {
            return id.matches("[A-Za-z0-9-]{1,64}")
                    ? Optional.ofNullable(resolver.getResource(POSTS + "/" + id))
                            .map(Timeline::read)
                    : Optional.empty();
        }
    }

    /** Takes an entry away; its answers stay, as on other networks. */
    void delete(String id) {
        try (ResourceResolver resolver = open()) {
            Resource node = resolver.getResource(POSTS + "/" + id);
            if (node != null) {
                resolver.delete(node);
                resolver.commit();
            }
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot delete from the timeline", e);
        }
    }

    /** Everything, oldest first. */
    List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        try (ResourceResolver resolver = open()) {
            Resource posts = resolver.getResource(POSTS);
            if (posts != null) {
                posts.getChildren().forEach(node -> entries.add(read(node)));
            }
        }
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    private static Entry read(Resource node) {
        ValueMap v = node.getValueMap();
        return new Entry(
                node.getName(),
                v.get("parent", ""),
                v.get("author", ""),
                v.get("handle", ""),
                v.get("text", ""),
                Instant.parse(v.get("at", Instant.EPOCH.toString())),
                new Card(v.get("cardTitle", ""), v.get("cardLink", "")),
                v.get("pictures", 0));
    }

    /** Tells once that the network is new here: a profile that an admin deleted does not come back. */
    boolean isNew() {
        try (ResourceResolver resolver = open()) {
            Resource root = resolver.getResource(ROOT);
            return root != null && !root.getValueMap().get(PN_SEEDED, false);
        }
    }

    void seeded() {
        try (ResourceResolver resolver = open()) {
            resolver.getResource(ROOT).adaptTo(ModifiableValueMap.class).put(PN_SEEDED, true);
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot note that the rehearsal profile was made", e);
        }
    }
}
