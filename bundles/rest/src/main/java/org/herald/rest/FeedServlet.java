package org.herald.rest;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import biweekly.util.Duration;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import org.herald.CalendarItem;
import org.herald.PublishingCalendar;
import org.herald.Rejection;
import org.herald.VariantState;
import org.herald.WorkflowState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Gives a person's calendar to calendar programs, which sign in nowhere: who has the address may read it. */
@Component(service = Servlet.class, property = "sling.auth.requirements=-" + FeedServlet.ROOT)
@HttpWhiteboardServletPattern(FeedServlet.ROOT + "/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class FeedServlet extends HttpServlet {
    static final String ROOT = "/herald/calendar";
    static final String EXTENSION = ".ics";
    private static final long serialVersionUID = 1L;
    private static final int MINUTES = 15;

    private final transient PublishingCalendar calendar;

    @Activate
    public FeedServlet(@Reference PublishingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Objects.toString(request.getPathInfo(), "");
        if (!path.matches("/[\\w-]+\\" + EXTENSION)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        List<CalendarItem> items;
        try {
            items = calendar.feed(path.substring(1, path.length() - EXTENSION.length()));
        } catch (Rejection e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean french = "fr".equals(request.getParameter("lang"));
        String host =
                request.getRequestURL().substring(0, request.getRequestURL().indexOf(ROOT));
        byte[] bytes = write(items, host, french ? Locale.FRENCH : Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/calendar;charset=utf-8");
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(bytes);
    }

    static String write(List<CalendarItem> items, String host, Locale language) {
        ResourceBundle words = ResourceBundle.getBundle(
                "org.herald.rest.feed",
                language,
                FeedServlet.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        ICalendar feed = new ICalendar();
        feed.setProductId("-//Herald//Herald for Apache Sling CMS//EN");
        feed.addName(words.getString("name"));
        items.forEach(item -> feed.addEvent(event(item, host, words)));
        return feed.write();
    }

    private static VEvent event(CalendarItem item, String host, ResourceBundle words) {
        VEvent event = new VEvent();
        event.setUid(item.uid() + "@herald");
        boolean post = item.kind() == CalendarItem.Kind.POST;
        String kind = words.getString(item.kind().name());
        event.setSummary(
                post ? item.profileTitle() + ": " + item.articleTitle() : item.articleTitle() + " (" + kind + ")");
        event.setDescription(post ? item.text() : kind);
        event.setDateStart(Date.from(item.at()));
        event.setDuration(new Duration.Builder().minutes(MINUTES).build());
        event.setUrl(host + "/cms/herald/share.html" + item.articlePath());
        event.setStatus(status(item));
        return event;
    }

    private static Status status(CalendarItem item) {
        VariantState state = item.state();
        boolean off = state == VariantState.WITHDRAWN || state == VariantState.REFUSED;
        boolean sure = item.approved() && item.stage() != WorkflowState.IN_REVIEW;
        return off ? Status.cancelled() : sure ? Status.confirmed() : Status.tentative();
    }
}
