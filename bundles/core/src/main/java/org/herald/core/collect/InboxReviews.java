package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Inbox.Seen;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.Visibility;
import org.herald.core.collect.InboxNodes.Happening;
import org.herald.core.conversation.Comments;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what moderators decide, into the inbox and onto the pages. */
@Component(service = InboxReviews.class)
public final class InboxReviews {
    /** How often a decision is tried that meets others about the same article. */
    private static final int TRIES = 10;

    private final Repository repository;

    @Activate
    public InboxReviews(@Reference Repository repository) {
        this.repository = repository;
    }

    /**
     * Decides about items, all or none, and shows or hides them on their pages.
     *
     * @throws Rejection where one of them is not as it was seen, or cannot be decided like that: nothing happens then
     */
    void review(List<Seen> items, ReviewState state) {
        List<Seen> asRead = items;
        for (int i = 0; i < TRIES; i++) {
            try (ResourceResolver resolver = repository.open()) {
                asRead = asRead.stream()
                        .map(item -> asRead(resolver, item))
                        .distinct()
                        .toList();
                for (Seen item : asRead) {
                    InboxNodes.find(resolver, item.id())
                            .ifPresent(node -> review(resolver, node, item.version(), state));
                }
                resolver.commit();
                return;
            } catch (PersistenceException e) {
                if (!Persistence.isConflict(e)) {
                    throw new IllegalStateException("cannot decide about " + items.size() + " replies", e);
                } // about another reply of the article, whose order both change; or about one of these: that is told
                // then
            }
        }
        throw new Rejection(
                Rejection.Kind.CONFLICT,
                "movedOn",
                "Something happened to one of these replies at the same moment: look again.");
    }

    /** Whatever is tried again is about what was read at first. */
    private static Seen asRead(ResourceResolver resolver, Seen item) {
        return item.version() != null
                ? item
                : InboxNodes.find(resolver, item.id())
                        .map(node -> new Seen(item.id(), InboxNodes.version(node.getValueMap())))
                        .orElse(item);
    }

    private static void review(ResourceResolver resolver, Resource node, Long seen, ReviewState state) {
        ModifiableValueMap values = Nodes.values(node);
        mustAllow(values, seen, state);
        InboxNodes.decide(values, state);
        InboxNodes.happens(values, Happening.DECIDED);
        Optional<String> article = Articles.locate(resolver, node.getParent().getName());
        if (state == ReviewState.DELETED) {
            erase(values);
        }
        if (state == ReviewState.APPROVED) {
            article.ifPresent(path -> Comments.show(resolver, path, node));
        } else {
            article.ifPresent(path -> Comments.hide(resolver, path, node.getName()));
        }
    }

    private static void mustAllow(ModifiableValueMap values, Long seen, ReviewState state) {
        if (InboxNodes.state(values) == ReviewState.DELETED) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT, "deleted", "This reply was deleted: nothing of it is left to decide on.");
        }
        InboxNodes.mustBe(values, seen);
        Visibility visibility = Visibility.valueOf(Nodes.string(values, PN_VISIBILITY));
        if (state == ReviewState.APPROVED && !visibility.mayBeShown()) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "notPublic",
                    "“" + Nodes.string(values, PN_AUTHOR_NAME) + "” did not say this in public: it is never shown on"
                            + " the page. Answer it, or hide it.");
        }
    }

    private static void erase(ModifiableValueMap values) {
        for (String name : List.of(PN_TEXT, PN_AUTHOR_ID, PN_AUTHOR_HANDLE, PN_AUTHOR_NAME, PN_URL)) {
            values.put(name, "");
        }
        values.put(PN_WARNING, "");
        values.put(PN_MEDIA, new String[0]);
    }
}
