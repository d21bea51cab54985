package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Share;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore;
import org.herald.spi.RemoteRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what is answered, beside the item that it answers. */
@Component(service = InboxAnswers.class)
public final class InboxAnswers {
    private final Repository repository;
    private final ShareStore shares;

    @Activate
    public InboxAnswers(@Reference Repository repository, @Reference ShareStore shares) {
        this.repository = repository;
        this.shares = shares;
    }

    /** What an answer to an item is addressed to. */
    public record Addressee(RemoteRef root, RemoteRef parent) {}

    /** Reads where an answer goes. */
    public Addressee addressee(String id) {
        try (ResourceResolver resolver = repository.open()) {
            ValueMap values = InboxNodes.find(resolver, id).orElseThrow().getValueMap();
            return new Addressee(
                    new RemoteRef(Nodes.string(values, PN_ROOT_ID), Nodes.string(values, PN_ROOT_VERSION), null),
                    new RemoteRef(Nodes.string(values, PN_REMOTE_ID), Nodes.string(values, PN_REMOTE_VERSION), null));
        }
    }

    /** Remembers that an answer was queued. */
    public void answered(String id, String shareId) {
        try (ResourceResolver resolver = repository.open()) {
            ModifiableValueMap values =
                    InboxNodes.values(InboxNodes.find(resolver, id).orElseThrow());
            List<String> answers = new ArrayList<>(Arrays.asList(values.get(PN_ANSWERS, new String[0])));
            answers.add(shareId);
            values.put(PN_ANSWERS, answers.toArray(String[]::new));
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot note the answer on " + id, e);
        }
    }

    /** Reads an answer with Herald's rights: moderators need none on shares. */
    Share readShare(String shareId) {
        try (ResourceResolver resolver = repository.open()) {
            return shares.find(resolver, shareId).orElseThrow();
        }
    }

    /** The language of an article; English when it is gone. */
    String language(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return articlePath.isEmpty() || resolver.getResource(articlePath) == null
                    ? "en"
                    : Articles.read(resolver, articlePath).language().toLanguageTag();
        }
    }
}
