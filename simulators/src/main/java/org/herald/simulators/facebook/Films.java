package org.herald.simulators.facebook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.meta.Fields;
import org.herald.simulators.meta.Grant;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Pages;
import org.herald.simulators.meta.Scopes;

/** Videos: uploaded with sessions, worked on for a while, published (Resumable Upload API; Video API, Publishing; Video). */
final class Films {
    /** What may be sent to {page}/videos here. */
    static final Set<String> VIDEOS = Set.of("fbuploader_video_file_chunk", "description", "title", "published");
    /** What may be sent to {video}. */
    static final Set<String> CHANGE = Set.of("published", "description", "name");

    private static final Set<String> UPLOADS = Set.of("file_name", "file_length", "file_type");
    private static final Set<String> TYPES =
            Set.of("application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4");
    private static final long LARGEST = 10L * 1024 * 1024 * 1024;
    private static final int MARK_AT = 4;
    private static final int MARK_END = 8;

    private final Wall wall;
    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, byte[]> handles = new LinkedHashMap<>();
    private Duration work = Duration.ofSeconds(45);
    private String failure = "";
    private int most = Integer.MAX_VALUE;

    /** A file that is on its way. */
    private record Session(String id, String type, long length, String token, ByteArrayOutputStream there) {}

    Films(Wall wall, Clock clock) {
        this.wall = wall;
        this.clock = clock;
    }

    void workFor(Duration time) {
        work = time;
    }

    void failNext(String why) {
        failure = why;
    }

    /** The connection of the next upload breaks when so much is there. */
    void breakAfter(int bytes) {
        most = bytes;
    }

    /** How many upload sessions were begun. */
    int sessions() {
        return sessions.size();
    }

    /** Begins an upload. */
    Reply begin(GraphCall call) throws Violation {
        call.only(UPLOADS);
        if (!call.node().equals(GraphSimulator.APP_ID)) {
            throw GraphError.absent(call.method(), call.node()).violation("uploads of another application");
        }
        String type = call.need("file_type");
        if (!TYPES.contains(type)) {
            throw GraphError.parameter("file_type is not supported").violation("file_type " + type);
        }
        String length = call.need("file_length");
        if (!length.matches("[1-9][0-9]{0,12}") || Long.parseLong(length) > LARGEST) {
            throw GraphError.parameter("file_length must be a number").violation("file_length " + length);
        }
        call.need("file_name");
        String id = "upload:MTphdHRhY2htZW50" + (sessions.size() + 1) + "==";
        sessions.put(id, new Session(id, type, Long.parseLong(length), call.token(), new ByteArrayOutputStream()));
        return Reply.json(200, Map.of("id", id + "?sig=ARZqkGCA" + sessions.size()));
    }

    /** Takes a part of a file, or tells how much is there. */
    Reply session(GraphCall call) throws Violation {
        call.only(Set.of("sig"));
        Session session = sessions.get(call.node());
        if (session == null || !call.get("sig").equals("ARZqkGCA" + number(session))) {
            throw GraphError.absent(call.method(), call.node()).violation("no upload session of this name");
        }
        if (call.call()
                .header("Authorization")
                .filter(value -> value.startsWith("OAuth "))
                .isEmpty()) {
            throw GraphError.token(0, "An access token is required in the header")
                    .violation("an upload without the header Authorization: OAuth");
        }
        if (!session.token().equals(call.token())) {
            throw GraphError.permission("pages_manage_posts").violation("another token than the one that began it");
        }
        return switch (call.method()) {
            case "GET" -> Reply.json(
                    200,
                    Map.of("id", call.node(), "file_offset", session.there().size()));
            case "POST" -> take(call, session);
            default -> throw GraphError.parameter("Unsupported method").violation(call.method() + " of an upload");
        };
    }

    private int number(Session session) {
        return List.copyOf(sessions.keySet()).indexOf(session.id()) + 1;
    }

    private Reply take(GraphCall call, Session session) throws Violation {
        String offset = call.call().header("file_offset").orElse("");
        if (!offset.equals(String.valueOf(session.there().size()))) {
            throw GraphError.parameter("file_offset is not where the upload stands")
                    .violation("file_offset '" + offset + "' where "
                            + session.there().size() + " are there");
        }
        byte[] part = call.call().body();
        if (session.there().size() + part.length > session.length()) {
            throw GraphError.parameter("More than file_length").violation("more bytes than were announced");
        }
        int taken = Math.min(part.length, most);
        session.there().write(part, 0, taken);
        most = Integer.MAX_VALUE;
        if (taken < part.length) {
            return GraphError.passing(500, 2, "An unexpected error has occurred. Please retry your request later.")
                    .reply();
        }
        if (session.there().size() < session.length()) {
            return Reply.json(200, Map.of("id", session.id()));
        }
        String handle = "4:ZmlsbQ==:dmlkZW8vbXA0:" + number(session);
        handles.put(handle, session.there().toByteArray());
        return Reply.json(200, Map.of("h", handle));
    }

    /** Makes a video of what was uploaded. */
    Reply make(GraphCall call, Grant grant, Page page) throws Violation {
        call.only(VIDEOS);
        Pages.mustActAs(grant, page.id());
        Scopes.need(grant, "pages_manage_posts", "pages_read_engagement", "pages_show_list");
        Posting.mustMay(page, "CREATE_CONTENT");
        byte[] content = handles.get(call.need("fbuploader_video_file_chunk"));
        if (content == null) {
            throw GraphError.of(100, 1363037, "Invalid upload handle").violation("no handle of an upload");
        }
        if (call.get("description").length() > Posting.LONGEST) {
            throw GraphError.parameter("description is too long").violation("a description that is too long");
        }
        String why = isFilm(content) ? failure : "The video file you tried to upload is not supported.";
        failure = "";
        Film film = new Film(
                String.valueOf(wall.next()),
                new Person(page.id(), page.name()),
                call.get("description"),
                call.get("title"),
                clock.instant(),
                why,
                "");
        wall.put(film);
        if (call.flag("published", true)) {
            publish(film);
        }
        return Reply.json(200, Map.of("id", film.id()));
    }

    private static boolean isFilm(byte[] content) {
        return content.length >= MARK_END
                && new String(content, MARK_AT, MARK_AT, StandardCharsets.US_ASCII).equals("ftyp");
    }

    /** Asks, publishes, changes or deletes a video. */
    Reply of(GraphCall call, Grant grant, Film film) throws Violation {
        Pages.mustActAs(grant, film.page().id());
        switch (call.job()) {
            case "GET" -> {
                call.only(Set.of());
                Scopes.need(grant, "pages_read_engagement");
                return Reply.json(
                        200,
                        Fields.pick(
                                film.view(clock.instant(), work), call.get("fields"), Set.of("updated_time"), "Video"));
            }
            case "POST" -> {
                call.only(CHANGE);
                Scopes.need(grant, "pages_manage_posts");
                return change(call, film);
            }
            case "DELETE" -> {
                Scopes.need(grant, "pages_manage_posts");
                wall.removeFilm(film.id());
                return Reply.json(200, Map.of("success", true));
            }
            default -> throw GraphError.parameter("Tried accessing nonexisting field (" + call.edge() + ")")
                    .violation("Video has no " + call.job());
        }
    }

    private Reply change(GraphCall call, Film film) throws Violation {
        Film changed = call.has("description") ? film.saying(call.get("description")) : film;
        wall.put(changed);
        if (call.flag("published", film.isPublished()) && !film.isPublished()) {
            if (!film.status(clock.instant(), work).equals("ready")) {
                throw GraphError.of(100, 1363128, "The video is not ready to be published")
                        .violation("published before it was ready");
            }
            publish(changed);
        }
        return Reply.json(200, Map.of("success", true));
    }

    private void publish(Film film) {
        Instant now = clock.instant();
        String id = film.page().id() + "_" + wall.next();
        PagePost post = new PagePost(id, film.page(), film.description(), "", List.of(), now, now, true, film.id());
        wall.put(post);
        wall.put(film.in(post.id()));
    }
}
