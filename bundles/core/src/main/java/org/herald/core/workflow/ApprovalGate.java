package org.herald.core.workflow;

import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationException;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.herald.Rejection;
import org.herald.core.guard.GuardRefusals;
import org.herald.core.repo.Names;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stands before the CMS's own publication: its buttons and its bulk job are pointed here by configuration
 * ({@code publicationManagerFactory.target}). What lies on a site that asks for no approval goes on as it always did.
 */
@Component(
        service = PublicationManagerFactory.class,
        property = {"herald.gate:Boolean=true", "service.ranking:Integer=-1000"})
public final class ApprovalGate implements PublicationManagerFactory {
    private final Publication publication;
    private final PublicationRequests requests;
    private final GuardRefusals refusals;

    @Activate
    public ApprovalGate(
            @Reference Publication publication,
            @Reference PublicationRequests requests,
            @Reference GuardRefusals refusals) {
        this.publication = publication;
        this.requests = requests;
        this.refusals = refusals;
    }

    @Override
    public INSTANCE_TYPE getInstanceType() {
        return publication.cms().getInstanceType();
    }

    @Override
    public PUBLICATION_MODE getPublicationMode() {
        return publication.cms().getPublicationMode();
    }

    @Override
    public PublicationManager getPublicationManager() {
        return new Gated(publication.cms().getPublicationManager());
    }

    private final class Gated implements PublicationManager {
        private final PublicationManager cms;

        Gated(PublicationManager cms) {
            this.cms = cms;
        }

        private boolean isGated(PublishableResource resource) {
            return requests.isRequired(caller(resource), resource.getPath());
        }

        private boolean isPage(PublishableResource resource) {
            String type = resource.getResource().getValueMap().get(Names.PN_PRIMARY_TYPE, "");
            return Names.NT_PAGE.equals(type);
        }

        private ResourceResolver caller(PublishableResource resource) {
            return resource.getResource().getResourceResolver();
        }

        @Override
        public void publish(PublishableResource resource) throws PublicationException {
            if (!isGated(resource)) {
                cms.publish(resource);
                return;
            }
            try {
                if (isPage(resource)) {
                    requests.publish(caller(resource), resource.getPath());
                } else {
                    requests.publishFile(caller(resource), resource.getPath());
                }
            } catch (Rejection e) {
                throw refused(resource, e);
            }
        }

        @Override
        public void unpublish(PublishableResource resource) throws PublicationException {
            if (!isPage(resource) || !isGated(resource)) {
                cms.unpublish(resource);
                return;
            }
            try {
                requests.unpublish(caller(resource), resource.getPath());
            } catch (Rejection e) {
                throw refused(resource, e);
            }
        }

        /** The CMS tells its caller of it as of any failure: whoever answers a request finds it noted. */
        private PublicationException refused(PublishableResource resource, Rejection why) {
            refusals.note(why);
            return new PublicationException(resource.getPath() + ": " + why.getMessage());
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return cms.getPublicationMode();
        }
    }
}
