package org.herald.core.workflow;

import java.io.IOException;
import java.util.Set;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.sling.api.SlingConstants;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Leaves out of what readers get what a list on the page found, and is not public: a component may ask for anything by a
 * query, and what it will find is known to nobody who approves the page. What it may show is what was approved by itself.
 */
@Component(service = Filter.class, property = "sling.filter.scope=INCLUDE")
public final class ListedContent implements Filter {
    private static final String READER = "anonymous";
    private static final Set<String> PUBLISHABLE =
            Set.of(Names.NT_PAGE, "sling:File", "sling:Folder", "sling:OrderedFolder");

    private final PublicationRequests requests;

    @Activate
    public ListedContent(@Reference PublicationRequests requests) {
        this.requests = requests;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean hidden = request instanceof SlingHttpServletRequest sling && isHidden(sling);
        if (!hidden) {
            chain.doFilter(request, response);
        }
    }

    private boolean isHidden(SlingHttpServletRequest request) {
        ResourceResolver reader = request.getResourceResolver();
        Resource included = publishable(request.getResource());
        if (included == null || !READER.equals(reader.getUserID())) {
            return false;
        }
        Object by = request.getAttribute(SlingConstants.ATTR_REQUEST_CONTENT);
        Resource page = by instanceof Resource component ? publishable(component) : null;
        boolean own = page != null && page.getPath().equals(included.getPath());
        return !own
                && !Articles.isPublic(reader, included.getPath())
                && requests.isRequired(reader, included.getPath());
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
