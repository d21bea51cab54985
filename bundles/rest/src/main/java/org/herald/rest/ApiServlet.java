package org.herald.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.FirstSteps;
import org.herald.Health;
import org.herald.Inbox;
import org.herald.MailServer;
import org.herald.MediaLibrary;
import org.herald.Notifications;
import org.herald.Pages;
import org.herald.Profiles;
import org.herald.PublishingCalendar;
import org.herald.Rejection;
import org.herald.Rights;
import org.herald.Settings;
import org.herald.Shares;
import org.herald.Variants;
import org.herald.Workflows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, checks who asks and the token, and writes the answer. */
@Component(service = Servlet.class)
@Designate(ocd = ApiConfig.class)
@HttpWhiteboardServletPattern(ApiServlet.ROOT + "/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class ApiServlet extends HttpServlet {
    static final String ROOT = "/bin/herald";
    static final String TOKEN_HEADER = "X-Herald-Token";

    /** How the repository says that another commit came first; by its name, since this bundle knows no repository. */
    private static final String CONFLICT = "javax.jcr.InvalidItemStateException";

    private static final String SAME_MOMENT =
            "Somebody changed the same thing at the same moment, perhaps you in another "
                    + "tab. Look again, and repeat what is still to be done.";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);
    static final String RESOLVER = "org.apache.sling.auth.core.ResourceResolver";
    private static final int MAX_BODY = 1_000_000;
    private static final int BYTES_OF_A_UNIT = 10_000;

    private final transient List<Route> routes;
    private final transient Tokens tokens;
    private final transient Rights rights;
    private final transient Pace changes;
    private final transient Pace readings;

    @Activate
    public ApiServlet(
            @Reference Shares shares,
            @Reference Variants variants,
            @Reference Profiles profiles,
            @Reference Inbox inbox,
            @Reference Settings settings,
            @Reference MediaLibrary library,
            @Reference Workflows workflows,
            @Reference PublishingCalendar calendar,
            @Reference Notifications notices,
            @Reference MailServer mail,
            @Reference Health health,
            @Reference Pages pages,
            @Reference FirstSteps firstSteps,
            @Reference Rights rights,
            @Reference Tokens tokens,
            ApiConfig config) {
        this(
                new Routes(
                        shares,
                        variants,
                        profiles,
                        inbox,
                        settings,
                        library,
                        workflows,
                        calendar,
                        notices,
                        mail,
                        health,
                        pages,
                        firstSteps,
                        rights,
                        tokens),
                tokens,
                rights,
                config,
                Clock.systemUTC());
    }

    ApiServlet(Routes routes, Tokens tokens, Rights rights, ApiConfig config, Clock clock) {
        this.routes = routes.table();
        this.tokens = tokens;
        this.rights = rights;
        this.changes = new Pace(clock, config.changes_most(), config.changes_perSecond());
        this.readings = new Pace(clock, config.readings_most(), config.readings_perSecond());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            write(response, answer(request));
        } catch (Rejection e) {
            write(response, Problem.of(e));
        } catch (Refused e) {
            if (!e.delay.isZero()) {
                response.setHeader("Retry-After", Long.toString(e.delay.toSeconds()));
            }
            write(response, e.problem);
        } catch (RuntimeException | StackOverflowError e) {
            if (lostToAnother(e)) {
                LOG.info("{} {} met another change of the same moment", request.getMethod(), request.getRequestURI());
                write(response, Problem.of(409, "sameMoment", SAME_MOMENT));
                return;
            }
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            write(
                    response,
                    Problem.of(
                            500, "internal", "Something is broken in Herald: an administrator finds it in the log."));
        }
    }

    /** Whether the repository refused a change because somebody else's came first: nothing was changed then. */
    static boolean lostToAnother(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().equals(CONFLICT)) {
                return true;
            }
        }
        return false;
    }

    /** A request that no handler is asked about. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        private final transient Duration delay;

        Refused(int status, String code, String detail) {
            this(status, code, detail, Duration.ZERO);
        }

        Refused(int status, String code, String detail, Duration delay) {
            super(detail);
            this.problem = Problem.of(status, code, detail);
            this.delay = delay;
        }
    }

    private Reply answer(HttpServletRequest request) throws IOException {
        ResourceResolver caller = caller(request);
        String path = Objects.toString(request.getPathInfo(), "");
        List<Route> here =
                routes.stream().filter(r -> r.match(path).isPresent()).toList();
        if (here.isEmpty()) {
            throw new Refused(404, "noSuchOperation", "There is no such operation.");
        }
        Route route = here.stream()
                .filter(r -> r.method().equals(request.getMethod()))
                .findFirst()
                .orElseThrow(() -> new Refused(405, "method", "This is not done with " + request.getMethod() + "."));
        String token = request.getHeader(TOKEN_HEADER);
        if (route.changes() && !tokens.isValid(user(caller), rights.credential(caller), token)) {
            throw new Refused(403, "token", "The token is missing or too old: load the page again.");
        }
        JsonNode body = route.changes() ? paced(request, user(caller)) : unpaced(user(caller));
        String host = Objects.toString(request.getHeader("Host"), "");
        Map<String, String> query = query(request.getQueryString());
        return route.handler().apply(new Call(caller, route.match(path).orElseThrow(), query, body, "", host));
    }

    private JsonNode unpaced(String user) {
        readings.spend(user, 1).ifPresent(ApiServlet::wait);
        return null;
    }

    /** What a request costs is known by its size. */
    private JsonNode paced(HttpServletRequest request, String user) throws IOException {
        changes.spend(user, 1 + Math.max(0, request.getContentLength()) / BYTES_OF_A_UNIT)
                .ifPresent(ApiServlet::wait);
        return body(request);
    }

    private static void wait(Duration delay) {
        throw new Refused(
                429,
                "tooMany",
                "You asked for more than Herald does for one person at once: go on in " + delay.toSeconds() + " s.",
                delay);
    }

    private static ResourceResolver caller(HttpServletRequest request) {
        Object resolver = request.getAttribute(RESOLVER);
        if (resolver instanceof ResourceResolver caller && !"anonymous".equals(caller.getUserID())) {
            return caller;
        }
        throw new Refused(401, "signIn", "Sign in to the CMS first.");
    }

    private static String user(ResourceResolver caller) {
        return Objects.toString(caller.getUserID(), "");
    }

    private static Map<String, String> query(String query) {
        try {
            return Parameters.of(query);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "query", "What stands after the question mark cannot be read: write it anew.");
        }
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new Refused(413, "tooLarge", "The request is too large.");
        }
        boolean json = Optional.ofNullable(request.getContentType()).orElse("").startsWith("application/json");
        if (bytes.length > 0 && !json) {
            throw new Refused(400, "json", "Send the body as application/json.");
        }
        return bytes.length == 0 ? null : Json.read(bytes);
    }

    private static void write(HttpServletResponse response, Reply reply) throws IOException {
        if (reply.location() != null) {
            response.setHeader("Location", reply.location().toString());
        }
        if (reply.body() instanceof Table table) {
            response.setHeader("Content-Disposition", "attachment; filename=\"" + table.name() + ".csv\"");
            write(response, reply.status(), Table.MEDIA_TYPE, table.write());
        } else {
            write(response, reply.status(), "application/json", reply.body());
        }
    }

    static void write(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.status(), Problem.MEDIA_TYPE, problem);
    }

    private static void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (body != null) {
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            response.getOutputStream().write(body instanceof byte[] bytes ? bytes : Json.write(body));
        }
    }
}
