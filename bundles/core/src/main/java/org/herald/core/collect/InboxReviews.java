package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.util.List;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.core.conversation.Comments;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what moderators decide, into the inbox and onto the pages. */
@Component(service = InboxReviews.class)
public final class InboxReviews {
    private final Repository repository;

    @Activate
    public InboxReviews(@Reference Repository repository) {
        this.repository = repository;
    }

    /** Decides about items, all or none, and shows or hides them on their pages. */
    public void review(List<String> ids, ReviewState state) {
        try (ResourceResolver resolver = repository.open()) {
            for (String id : ids) {
                InboxNodes.find(resolver, id).ifPresent(node -> review(resolver, node, state));
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "movedOn",
                    "Somebody else decided about one of these at the same moment: look again.");
        }
    }

    private static void review(ResourceResolver resolver, Resource node, ReviewState state) {
        ModifiableValueMap values = InboxNodes.values(node);
        InboxNodes.decide(values, state);
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

    private static void erase(ModifiableValueMap values) {
        for (String name : List.of(PN_TEXT, PN_AUTHOR_ID, PN_AUTHOR_HANDLE, PN_AUTHOR_NAME, PN_URL)) {
            values.put(name, "");
        }
    }
}
