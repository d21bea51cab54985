package org.herald.core.repo;

import java.util.Map;
import org.apache.sling.api.resource.LoginException;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.serviceusermapping.ServiceUserMapped;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens the repository as Herald's own user. */
@Component(service = Repository.class)
public final class Repository {
    private final ResourceResolverFactory factory;

    /** Waits until the service user is there. */
    @Activate
    public Repository(@Reference ResourceResolverFactory factory, @Reference ServiceUserMapped user) {
        this.factory = factory;
    }

    /** A fresh resolver, to be closed by the caller. */
    public ResourceResolver open() {
        try {
            return factory.getServiceResourceResolver(Map.of());
        } catch (LoginException e) {
            throw new IllegalStateException("Herald's service user cannot log in: is its repoinit applied?", e);
        }
    }

    /** Tells whether the repository lies in a database, which loses nothing that was committed, or in files. */
    public static boolean isInDatabase(BundleContext context) {
        try {
            return context.getAllServiceReferences(
                            "org.apache.jackrabbit.oak.spi.state.NodeStore",
                            "(oak.nodestore.description=nodeStoreType=document)")
                    != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
