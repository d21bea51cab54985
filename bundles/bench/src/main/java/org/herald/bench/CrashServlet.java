package org.herald.bench;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Sets the trap of {@link CommitCrash}: POST with {@code property}, {@code value} and {@code after}; or, with
 * {@code refuse}, which part of the commits {@link CommitRefusal} refuses.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/bin/herald-crash")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class CrashServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient CommitCrash crash;
    private final transient CommitRefusal refusal;

    @Activate
    public CrashServlet(@Reference CommitCrash crash, @Reference CommitRefusal refusal) {
        this.crash = crash;
        this.refusal = refusal;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String part = request.getParameter("refuse");
        if (part != null) {
            refusal.set(Double.parseDouble(part));
            response.getOutputStream().print("set");
            return;
        }
        crash.set(new CommitCrash.Trap(
                request.getParameter("property"),
                request.getParameter("value").toLowerCase(Locale.ROOT),
                Long.parseLong(request.getParameter("after"))));
        response.getOutputStream().print("set");
    }
}
