package org.herald.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profiles;
import org.herald.spi.Media;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Shows the pictures of accounts to who may see their profiles. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern(AvatarServlet.ROOT + "/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class AvatarServlet extends HttpServlet {
    static final String ROOT = "/herald/avatars";
    private static final long serialVersionUID = 1L;

    private final transient Profiles profiles;

    @Activate
    public AvatarServlet(@Reference Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Objects.toString(request.getPathInfo(), "");
        Optional<Media> found =
                request.getAttribute(ApiServlet.RESOLVER) instanceof ResourceResolver caller && path.length() > 1
                        ? profiles.avatar(caller, path.substring(1))
                        : Optional.empty();
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] bytes = found.get().bytes();
        response.setContentType(found.get().type());
        response.setContentLength(bytes.length);
        // its address holds a word of the picture: another picture has another address
        response.setHeader("Cache-Control", "private, max-age=86400");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'");
        response.getOutputStream().write(bytes);
    }
}
