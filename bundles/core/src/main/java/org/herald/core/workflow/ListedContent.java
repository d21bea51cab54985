package org.herald.core.workflow;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.adapter.AdapterManager;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.wrappers.ResourceResolverWrapper;
import org.apache.sling.api.wrappers.SlingHttpServletRequestWrapper;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sees to it that a query finds for readers only what is public, on sites that ask for approvals: a list on a page may ask
 * for anything, and what it will find is known to nobody who approves that page. What it shows was approved by itself.
 */
@Component(service = Filter.class, property = "sling.filter.scope=REQUEST")
public final class ListedContent implements Filter {
    private static final String READER = "anonymous";
    private static final String CONTENT = "/content/";
    private static final Set<String> PUBLISHABLE =
            Set.of(Names.NT_PAGE, "sling:File", "sling:Folder", "sling:OrderedFolder");

    private final PublicationRequests requests;
    private final AdapterManager adapters;

    @Activate
    public ListedContent(@Reference PublicationRequests requests, @Reference AdapterManager adapters) {
        this.requests = requests;
        this.adapters = adapters;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean reader = request instanceof SlingHttpServletRequest sling
                && READER.equals(sling.getResourceResolver().getUserID());
        chain.doFilter(reader ? new Read((SlingHttpServletRequest) request) : request, response);
    }

    /** A request of somebody who is not signed in. */
    private final class Read extends SlingHttpServletRequestWrapper {
        private final ResourceResolver resolver;

        Read(SlingHttpServletRequest request) {
            super(request);
            resolver = new Found(request.getResourceResolver());
        }

        @Override
        public ResourceResolver getResourceResolver() {
            return resolver;
        }

        /** Models are made of this request, and not of the one below it. */
        @Override
        public <T> T adaptTo(Class<T> type) {
            return type == ResourceResolver.class ? type.cast(resolver) : adapters.getAdapter(this, type);
        }
    }

    /** Finds what is public. */
    private final class Found extends ResourceResolverWrapper {
        private final Map<String, Boolean> known = new HashMap<>();

        Found(ResourceResolver resolver) {
            super(resolver);
        }

        @Override
        public Iterator<Resource> findResources(String query, String language) {
            Iterable<Resource> found = () -> super.findResources(query, language);
            return StreamSupport.stream(found.spliterator(), false)
                    .filter(this::isShown)
                    .iterator();
        }

        private boolean isShown(Resource found) {
            Resource publishable = found.getPath().startsWith(CONTENT) ? publishable(found) : null;
            return publishable == null
                    || known.computeIfAbsent(
                            publishable.getPath(),
                            path -> Articles.isPublic(this, path) || !requests.isRequired(this, path));
        }
    }

    /** What decides whether readers see a resource; null for nothing. */
    private static Resource publishable(Resource resource) {
        for (Resource at = resource; at != null; at = at.getParent()) {
            if (PUBLISHABLE.contains(at.getValueMap().get(Names.PN_PRIMARY_TYPE, ""))) {
                return at;
            }
        }
        return null;
    }

    @Override
    public void init(FilterConfig config) {
        // nothing is needed
    }

    @Override
    public void destroy() {
        // nothing is held
    }
}
