package org.herald.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Answers addresses below Herald's own that lead elsewhere once they are decoded: the server would take such a one to
 * the CMS, whose page of errors shows a stack.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class PathFilter implements Filter {
    /** A step up, a separator within a name, an end of a text, or what begins with a percent sign and is no byte. */
    private static final Pattern CROOKED =
            Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|;|$)|%2f|%5c|\\\\|%00|%25(?:2e|2f|5c)|%(?![0-9a-f]{2})");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && isCrooked(http.getRequestURI())) {
            ApiServlet.write(
                    answer, Problem.of(400, "path", "The address has something in it that is part of no name."));
            return;
        }
        chain.doFilter(request, response);
    }

    static boolean isCrooked(String uri) {
        if (uri == null || !uri.startsWith(ApiServlet.ROOT)) {
            return false;
        }
        return CROOKED.matcher(uri.toLowerCase(Locale.ROOT)).find();
    }
}
