package org.herald.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.rehearsal.Timeline.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What the timeline's screen asks for: the entries, an answer, or three. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/bin/herald-rehearsal/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class TimelineServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String RESOLVER = "org.apache.sling.auth.core.ResourceResolver";
    /** A header that no foreign site can send without being asked first, and it is not allowed to. */
    private static final String OWN_PAGE = "X-Herald-Rehearsal";

    private static final int MAX_TEXT = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final transient Timeline timeline;
    private final transient Clock clock;
    private final transient Pace pace = new Pace();

    @Activate
    public TimelineServlet(@Reference Timeline timeline) {
        this(timeline, Clock.systemUTC());
    }

    TimelineServlet(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isSignedIn(request)) {
            write(
                    response,
                    200,
                    Map.of(
                            "entries",
                            timeline.all().stream().map(TimelineServlet::view).toList()));
        } else {
            write(response, 401, Map.of("detail", "Sign in to the CMS first."));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isSignedIn(request)) {
            write(response, 401, Map.of("detail", "Sign in to the CMS first."));
        } else if (request.getHeader(OWN_PAGE) == null) {
            write(response, 403, Map.of("detail", "Answer from the timeline's own page."));
        } else if (!pace.allows(user(request), clock.instant())) {
            write(response, 429, Map.of("detail", "These are more answers than readers give: wait a few minutes."));
        } else {
            answer(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String parent = parameter(request, "parent");
        if (timeline.find(parent).isEmpty()) {
            write(response, 404, Map.of("detail", "This post is not on the timeline any more."));
            return;
        }
        if ("/three".equals(request.getPathInfo())) {
            three(parent, "fr".equals(parameter(request, "language")));
            write(response, 201, Map.of("answers", Readers.THREE.size()));
            return;
        }
        String text = parameter(request, "text").strip();
        String author = parameter(request, "author").strip();
        if (text.isEmpty() || text.length() > MAX_TEXT || author.isEmpty() || author.length() > 80) {
            write(response, 400, Map.of("detail", "Give a name and a text of at most 2000 letters."));
            return;
        }
        write(response, 201, Map.of("id", timeline.answer(parent, author, text)));
    }

    private void three(String parent, boolean french) {
        String first = "";
        for (Readers.Remark remark : Readers.THREE) {
            String below = remark.answersFirst() ? first : parent;
            String id = timeline.answer(below, remark.author(), french ? remark.french() : remark.english());
            first = first.isEmpty() ? id : first;
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Objects.toString(request.getParameter(name), "");
    }

    private static boolean isSignedIn(HttpServletRequest request) {
        return request.getAttribute(RESOLVER) instanceof ResourceResolver caller
                && !"anonymous".equals(caller.getUserID());
    }

    private static String user(HttpServletRequest request) {
        return Objects.toString(((ResourceResolver) request.getAttribute(RESOLVER)).getUserID(), "");
    }

    private static Map<String, Object> view(Entry entry) {
        Map<String, Object> view = new HashMap<>();
        view.put("id", entry.id());
        view.put("parent", entry.parent());
        view.put("author", entry.author());
        view.put("handle", entry.handle());
        view.put("text", entry.text());
        view.put("at", entry.at().toString());
        view.put("cardTitle", entry.card().title());
        view.put("cardLink", entry.card().link());
        view.put("pictures", entry.pictures());
        return view;
    }

    private static void write(HttpServletResponse response, int status, Map<String, ? extends Object> body)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
