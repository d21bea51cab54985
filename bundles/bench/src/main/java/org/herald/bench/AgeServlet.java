package org.herald.bench;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import javax.jcr.RepositoryException;
import javax.jcr.Session;
import org.apache.sling.api.resource.ResourceResolver;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Makes the past: POST with {@code like} (the path of what Herald wrote itself), {@code count}, the days ago between
 * which the copies lie ({@code from}, {@code to}; negative for the future), the number of the first article and of how
 * many, and the profiles.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/bin/herald-bench/age")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class AgeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Session session = ((ResourceResolver) request.getAttribute("org.apache.sling.auth.core.ResourceResolver"))
                .adaptTo(Session.class);
        try {
            Copies copies = new Copies(session, request.getParameter("like"), Clock.systemUTC());
            copies.make(
                    number(request, "count"),
                    new Copies.Spread(number(request, "from"), number(request, "to")),
                    new Copies.Among(
                            number(request, "article"),
                            number(request, "articles"),
                            request.getParameter("profiles").split(",")));
            response.getOutputStream().print("made");
        } catch (RepositoryException e) {
            throw new IOException(e);
        }
    }

    private static int number(HttpServletRequest request, String name) {
        return Integer.parseInt(request.getParameter(name));
    }
}
