package org.herald.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.LoginException;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.osgi.MockOsgi;
import org.apache.sling.testing.mock.sling.MockSling;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.herald.core.repo.ShippedIndexes;

/**
 * A repository on Oak that tests have one after the other, each finding nothing in it: to start one takes longer than most
 * tests. For tests that make no people, types or services.
 */
public final class SharedRepository {
    private static ResourceResolverFactory factory;

    private SharedRepository() {}

    /** The repository, with nothing in it. */
    public static synchronized ResourceResolverFactory empty() {
        if (factory == null) {
            factory = MockSling.newResourceResolverFactory(ResourceResolverType.JCR_OAK, MockOsgi.newBundleContext());
        }
        try (ResourceResolver resolver = factory.getServiceResourceResolver(Map.of())) {
            for (String path : List.of("/content", "/conf", "/var")) {
                Resource left = resolver.getResource(path);
                if (left != null) {
                    resolver.delete(left);
                }
            }
            resolver.commit();
        } catch (LoginException | PersistenceException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    private static void install() {
        try (ResourceResolver resolver = factory.getServiceResourceResolver(Map.of())) {
            ShippedIndexes.install(resolver.adaptTo(Session.class));
        } catch (LoginException | RepositoryException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
