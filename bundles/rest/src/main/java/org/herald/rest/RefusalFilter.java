package org.herald.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.herald.Refusals;
import org.herald.Refusals.Watch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Sees to it that whoever is refused by an approval is told why, whatever door of the CMS was used: its Publish button, a
 * form, an import, a bulk replacement. The CMS's own servlets answer that something failed, and keep the reason. Jackrabbit's
 * remote access (DavEx, WebDAV) says it itself, in the words of its protocol.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class RefusalFilter implements Filter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Refusals refusals;

    @Activate
    public RefusalFilter(@Reference Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && changes(http)) {
            try (Watch watch = refusals.watch()) {
                chain.doFilter(request, new ToldResponse(http, answer, watch));
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether a request may change something; what is asked of Herald itself says its reasons already. */
    private static boolean changes(HttpServletRequest request) {
        return !READING.contains(request.getMethod())
                && !Objects.toString(request.getRequestURI(), "").startsWith(ApiServlet.ROOT + "/");
    }
}
