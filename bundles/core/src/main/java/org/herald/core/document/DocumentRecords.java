package org.herald.core.document;

import static org.herald.core.repo.Names.DOCUMENTS;
import static org.herald.core.repo.Names.NT_FOLDER;
import static org.herald.core.repo.Names.PN_ARTICLE;
import static org.herald.core.repo.Names.PN_AT;
import static org.herald.core.repo.Names.PN_CHANGED_AT;
import static org.herald.core.repo.Names.PN_NETWORK;
import static org.herald.core.repo.Names.PN_NOT_BEFORE;
import static org.herald.core.repo.Names.PN_PROFILE;
import static org.herald.core.repo.Names.PN_SAID;
import static org.herald.core.repo.Names.PN_TURN;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Document;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What accounts keep records of, one node for each article and profile. */
@Component(service = DocumentRecords.class)
public final class DocumentRecords {
    private static final int SHARD = 2;
    /** As {@link Nodes#nameOf} makes them. */
    private static final String NAME = "[0-9a-f]{32}";

    private final Repository repository;

    @Activate
    public DocumentRecords(@Reference Repository repository) {
        this.repository = repository;
    }

    /**
     * A record that an account has, or may have.
     *
     * @param key of the document, and the node's name
     * @param article the article's identity
     * @param at when it was noted
     */
    record Noted(String key, String article, String profile, String network, Instant at, Told told) {
        Document document(URI link, String title, String description, Instant changedAt) {
            return new Document(key, plain(link), title, description, at, changedAt);
        }

        Instant changed() {
            return told.changed();
        }

        String said() {
            return told.said();
        }

        Instant notBefore() {
            return told.notBefore();
        }
    }

    /**
     * What was told to the account.
     *
     * @param changed when what the record says was changed; when it was noted where it was not
     * @param said what was written last, as {@link #hash}; empty where that is not known
     * @param notBefore when it is looked after again
     * @param turn another word each time that somebody writes it: no two who write at once both have it
     */
    record Told(Instant changed, String said, Instant notBefore, String turn) {}

    /**
     * Notes, before anything is sent, that a profile tells of an article: whatever comes then, the record is looked after.
     *
     * @param article the article's identity
     * @return what the record is to say
     */
    public Document note(String article, String profile, String network, Card card, Instant now) {
        String key = Nodes.nameOf(article, profile);
        return Persistence.retry("note the record of an article", () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = resolver.getResource(path(key));
                if (node == null) {
                    Resource shard = Nodes.obtain(resolver, DOCUMENTS + "/" + key.substring(0, SHARD), NT_FOLDER);
                    Map<String, Object> values = Map.of(
                            PN_ARTICLE, article, PN_PROFILE, profile, PN_NETWORK, network, PN_AT, Nodes.date(now));
                    node = Nodes.create(shard, key, NT_FOLDER, values);
                } else { // the post may say less than is written already: it is compared again
                    values(node).remove(PN_SAID);
                }
                values(node).put(PN_TURN, turn());
                Noted noted = read(node);
                Persistence.commit(resolver, "note the record of an article");
                return noted.document(card.link(), card.title(), card.description(), noted.changed());
            }
        });
    }

    /** What a post's card says of its article. */
    public record Card(URI link, String title, String description) {}

    /** What the record of an article says, as one word. */
    static String hash(URI link, String title, String description) {
        return Nodes.nameOf(plain(link).toString(), title, description);
    }

    private static URI plain(URI link) {
        return URI.create(link.toString().replaceFirst("[?#].*$", ""));
    }

    static String path(String key) {
        return DOCUMENTS + "/" + key.substring(0, SHARD) + "/" + key;
    }

    /** The folders that they lie in, in the order of their names. */
    List<String> shards() {
        try (ResourceResolver resolver = repository.open()) {
            Resource root = resolver.getResource(DOCUMENTS);
            return root == null
                    ? List.of()
                    : StreamSupport.stream(root.getChildren().spliterator(), false)
                            .map(Resource::getName)
                            .sorted()
                            .toList();
        }
    }

    /** All of a folder. */
    List<Noted> in(ResourceResolver resolver, String shard) {
        Resource folder = resolver.getResource(DOCUMENTS + "/" + shard);
        return folder == null
                ? List.of()
                : StreamSupport.stream(folder.getChildren().spliterator(), false)
                        .filter(node -> node.getName().matches(NAME)) // somebody may have written by hand
                        .map(DocumentRecords::read)
                        .filter(noted -> !noted.article().isEmpty())
                        .toList();
    }

    private static Noted read(Resource node) {
        ValueMap values = node.getValueMap();
        Instant at = Nodes.instant(values, PN_AT).orElse(Instant.EPOCH);
        return new Noted(
                node.getName(),
                Nodes.string(values, PN_ARTICLE),
                Nodes.string(values, PN_PROFILE),
                Nodes.string(values, PN_NETWORK),
                at,
                new Told(
                        Nodes.instant(values, PN_CHANGED_AT).orElse(at),
                        Nodes.string(values, PN_SAID),
                        Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH),
                        Nodes.string(values, PN_TURN)));
    }

    private static String turn() {
        return UUID.randomUUID().toString();
    }

    /** Records that an account's record says this now. */
    void said(Noted noted, String hash, Instant changed) {
        Map<String, Object> values = new HashMap<>(Map.of(PN_SAID, hash, PN_NOT_BEFORE, Nodes.date(Instant.EPOCH)));
        if (changed.isAfter(noted.at())) {
            values.put(PN_CHANGED_AT, Nodes.date(changed));
        }
        put(noted, values);
    }

    /** It is looked after again at an instant. */
    void later(Noted noted, Instant when) {
        put(noted, Map.of(PN_NOT_BEFORE, Nodes.date(when)));
    }

    private void put(Noted noted, Map<String, Object> values) {
        change(noted, node -> {
            values(node).putAll(values);
            values(node).put(PN_TURN, turn());
        });
    }

    /** Forgets one that the account does not have any more. */
    void forget(Noted noted) {
        change(noted, node -> {
            try {
                node.getResourceResolver().delete(node);
            } catch (PersistenceException e) {
                throw new IllegalStateException("cannot delete " + node.getPath(), e);
            }
        });
    }

    /** Changes one, if it is still as it was seen: what was noted again since is looked after again. */
    private void change(Noted seen, Consumer<Resource> change) {
        Persistence.retry("note what became of the record of an article", () -> {
            try (ResourceResolver resolver = repository.open()) {
                Resource node = resolver.getResource(path(seen.key()));
                if (node != null && read(node).equals(seen)) {
                    change.accept(node);
                    Persistence.commit(resolver, "note what became of the record of an article");
                }
                return null;
            }
        });
    }

    private static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("cannot write " + node.getPath());
        }
        return values;
    }
}
