package org.herald.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.herald.PublicPictures;
import org.herald.spi.Media;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Gives pictures to networks, which sign in nowhere. */
@Component(service = Servlet.class, property = "sling.auth.requirements=-" + PublicPictures.ROOT)
@HttpWhiteboardServletPattern(PublicPictures.ROOT + "/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class PictureServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PublicPictures pictures;

    @Activate
    public PictureServlet(@Reference PublicPictures pictures) {
        this.pictures = pictures;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Media> found = pictures.open(Objects.toString(request.getPathInfo(), ""));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] bytes = found.get().bytes();
        response.setContentType(found.get().type());
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "public, max-age=86400");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(bytes);
    }
}
