package org.herald.core.workflow;

import java.util.function.Consumer;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationException;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.herald.Rejection;
import org.herald.core.guard.PublicationGuard;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the CMS publish, as Herald's own user: on one server, or to its renderers. */
@Component(service = Publication.class)
public final class Publication {
    private final PublicationManagerFactory cms;
    private final Repository repository;

    @Activate
    public Publication(
            @Reference(target = "(!(herald.gate=true))") PublicationManagerFactory cms,
            @Reference Repository repository) {
        this.cms = cms;
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
        void on(PublicationManager manager, PublishableResource page) throws PublicationException;
    }

    /** Makes a file or a folder public. */
    void publish(String path) {
        act(path, resolver -> {}, PublicationManager::publish);
    }

    /**
     * Makes a page public, and before it the files of its site that it shows: they were approved with it.
     *
     * @param beside what is written in the very commit that makes it public, and refuses it by what it throws
     */
    void publish(String path, Consumer<ResourceResolver> beside) {
        Inclusions.note(repository, path).forEach(this::publish);
        act(path, beside, PublicationManager::publish);
    }

    void unpublish(String path) {
        unpublish(path, resolver -> {});
    }

    /** Takes a page off the site; see {@link #publish}. */
    void unpublish(String path, Consumer<ResourceResolver> beside) {
        act(path, beside, PublicationManager::unpublish);
    }

    private void act(String path, Consumer<ResourceResolver> beside, Act act) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(path);
            PublishableResource page = node == null ? null : node.adaptTo(PublishableResource.class);
            if (page == null) {
                throw new Rejection(
                        Rejection.Kind.NOT_FOUND, "articleUnknown", "There is no article at " + path + " any more.");
            }
            beside.accept(resolver);
            act.on(cms.getPublicationManager(), page);
        } catch (PublicationException e) {
            if (isHeld(e)) {
                throw new Rejection(
                        Rejection.Kind.CONFLICT,
                        "changed",
                        "The article changed at this very moment: submit it again.");
            }
            throw new Rejection(
                    Rejection.Kind.UPSTREAM,
                    "notPublished",
                    "The CMS could not do it: " + e.getMessage() + " An administrator finds more in the log.");
        }
    }

    /** Tells whether the guard in the repository kept it from becoming public. */
    private static boolean isHeld(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommitFailedException failed && PublicationGuard.isRefusal(failed)) {
                return true;
            }
        }
        return false;
    }
}
