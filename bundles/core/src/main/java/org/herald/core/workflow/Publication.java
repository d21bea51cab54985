package org.herald.core.workflow;

import java.util.function.Consumer;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationException;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.herald.Refusals.Watch;
import org.herald.Rejection;
import org.herald.core.guard.GuardRefusals;
import org.herald.core.repo.Addresses;
import org.herald.core.repo.Articles;
import org.herald.core.repo.PublishedPart;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the CMS publish, as Herald's own user: on one server, or to its renderers. */
@Component(service = Publication.class)
public final class Publication {
    private final PublicationManagerFactory cms;
    private final GuardRefusals refusals;
    private final Repository repository;

    @Activate
    public Publication(
            @Reference(target = "(!(herald.gate=true))") PublicationManagerFactory cms,
            @Reference GuardRefusals refusals,
            @Reference Repository repository) {
        this.cms = cms;
        this.refusals = refusals;
        this.repository = repository;
    }

    /** The CMS's own, without a gate before it. */
    PublicationManagerFactory cms() {
        return cms;
    }

    /** Tells whether readers see the very page that is edited. */
    boolean isLive() {
        return cms.getPublicationMode() == PUBLICATION_MODE.STANDALONE;
    }

    private interface Act {
        void on(ResourceResolver resolver, PublicationManager manager, PublishableResource page)
                throws PublicationException, PersistenceException;
    }

    /** Makes a file or a folder public. */
    void publish(String path) {
        act(path, (resolver, manager, page) -> manager.publish(page));
    }

    /**
     * Makes a page public, and before it the files of its site that it shows: they were approved with it. What goes to
     * renderers goes there only when it is recorded that it does; what it was called there before, it is no more.
     *
     * @param beside what is written in the very commit that makes it public, and refuses it by what it throws
     */
    void publish(String path, Consumer<ResourceResolver> beside) {
        Inclusions.note(repository, path).forEach(this::publish);
        act(path, (resolver, manager, page) -> {
            if (!isLive()) {
                beside.accept(resolver);
                Addresses.add(resolver, path);
                resolver.commit();
                removeLeft(resolver, manager, page, path);
            }
            beside.accept(resolver);
            manager.publish(page);
        });
    }

    /** Takes from renderers what came there too late: where it is not public here. */
    void straighten(String path) {
        if (!isLive()) {
            act(path, (resolver, manager, page) -> {
                if (!Articles.isPublic(resolver, path)) {
                    manager.unpublish(page);
                }
            });
        }
    }

    /** Takes a page off the site; see {@link #publish}. */
    void unpublish(String path, Consumer<ResourceResolver> beside) {
        act(path, (resolver, manager, page) -> {
            removeLeft(resolver, manager, page, path);
            beside.accept(resolver);
            Addresses.remove(resolver, path, path);
            manager.unpublish(page);
        });
    }

    void unpublish(String path) {
        unpublish(path, resolver -> {});
    }

    /** Has renderers forget a page where it was before it was moved. */
    private static void removeLeft(
            ResourceResolver resolver, PublicationManager manager, PublishableResource page, String path)
            throws PublicationException, PersistenceException {
        for (String address : Addresses.left(resolver, path)) {
            Addresses.remove(resolver, path, address);
            manager.unpublish(PublishedPart.left(page, address)); // commits
        }
    }

    private void act(String path, Act act) {
        try (ResourceResolver resolver = repository.open();
                Watch watch = refusals.watch()) {
            Resource node = resolver.getResource(path);
            PublishableResource page = node == null ? null : node.adaptTo(PublishableResource.class);
            if (page == null) {
                throw new Rejection(
                        Rejection.Kind.NOT_FOUND, "articleUnknown", "There is no article at " + path + " any more.");
            }
            try {
                act.on(resolver, cms.getPublicationManager(), page);
            } catch (PublicationException | PersistenceException e) {
                throw watch.last().map(refusal -> held(refusal)).orElseGet(() -> failed(e));
            }
        }
    }

    /** The guard in the repository kept it from becoming public, whatever the CMS made of that. */
    private static Rejection held(Rejection refusal) {
        return new Rejection(
                Rejection.Kind.CONFLICT,
                "changed",
                "The article changed at this very moment: submit it again. (" + refusal.getMessage() + ")");
    }

    private static Rejection failed(Exception e) {
        return new Rejection(
                Rejection.Kind.UPSTREAM,
                "notPublished",
                "The CMS could not do it: " + e.getMessage() + " An administrator finds more in the log.");
    }
}
