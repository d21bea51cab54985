package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;

import java.util.List;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationException;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.herald.core.repo.Addresses;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.PublishedPart;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the comments of public pages to the CMS's renderers after they changed: comments are approved and hidden at any
 * time, also long after their page was published. What could not be taken there is tried again.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=10",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-comments"
        })
public final class CommentPublication implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CommentPublication.class);
    private static final int AT_ONCE = 100;

    private final PublicationManagerFactory cms;
    private final Repository repository;

    @Activate
    public CommentPublication(
            @Reference(target = "(!(herald.gate=true))") PublicationManagerFactory cms,
            @Reference Repository repository) {
        this.cms = cms;
        this.repository = repository;
    }

    @Override
    public void run() {
        waiting().forEach(this::publish);
    }

    private List<String> waiting() {
        try (ResourceResolver resolver = repository.open()) {
            return Index.COMMENTS_WAITING
                    .set(resolver)
                    .map(Resource::getPath)
                    .limit(AT_ONCE)
                    .toList();
        }
    }

    /** Of a page that was moved since, readers see no comments at the old address rather than those that were hidden. */
    private void take(ResourceResolver resolver, String page, PublishableResource publishable, Resource comments)
            throws PublicationException, PersistenceException {
        PublicationManager manager = cms.getPublicationManager();
        String place = comments.getPath().substring(page.length());
        for (String address : Addresses.left(resolver, page)) {
            manager.unpublish(PublishedPart.left(publishable, address + place)); // commits
        }
        Nodes.values(comments).remove(PN_WAITING); // by the commit that is made once they are there
        if (Addresses.isElsewhere(resolver, page)) {
            resolver.commit();
        } else {
            manager.publish(PublishedPart.of(publishable, comments));
        }
    }

    private void publish(String path) {
        try (ResourceResolver resolver = repository.open()) {
            Resource comments = resolver.getResource(path);
            if (comments == null) {
                return; // deleted meanwhile
            }
            Resource page = comments.getParent().getParent();
            PublishableResource publishable = page.adaptTo(PublishableResource.class);
            boolean live = cms.getPublicationMode() == PUBLICATION_MODE.STANDALONE;
            if (live || publishable == null || !Articles.isPublic(resolver, page.getPath())) {
                Nodes.values(comments).remove(PN_WAITING);
                resolver.commit();
            } else {
                take(resolver, page.getPath(), publishable, comments);
            }
        } catch (PublicationException | PersistenceException | IllegalStateException e) {
            LOG.warn("The comments at {} are not on the renderers yet: {}", path, e.getMessage());
        }
    }
}
