package org.herald.simulators.facebook;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Part;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.meta.Fetcher;
import org.herald.simulators.meta.Grant;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Pages;
import org.herald.simulators.meta.Picture;
import org.herald.simulators.meta.Scopes;

/** Photos that go with a post later (Graph API, Page Photos; Pages API, Posts). */
final class PhotoUpload {
    /** What may be sent to {page}/photos. */
    static final Set<String> PHOTOS =
            Set.of("url", "published", "alt_text_custom", "temporary", "caption", "message", "no_story");

    static final int LARGEST = 4_000_000;
    private static final Set<String> FORMATS = Set.of("jpeg", "png");

    private final Wall wall;
    private final Fetcher fetcher = new Fetcher();

    PhotoUpload(Wall wall) {
        this.wall = wall;
    }

    Reply take(GraphCall call, Grant grant, Page page) throws Violation {
        call.only(PHOTOS);
        Pages.mustActAs(grant, page.id());
        Scopes.need(grant, "pages_manage_posts", "pages_read_engagement");
        Posting.mustMay(page, "CREATE_CONTENT");
        byte[] content = content(call);
        Optional<Picture> picture = Picture.of(content).filter(known -> FORMATS.contains(known.format()));
        if (picture.isEmpty()) {
            throw GraphError.of(324, 2069019, "Missing or invalid image file").violation("no JPEG and no PNG");
        }
        if (content.length >= LARGEST) {
            throw GraphError.of(1, 2069016, "Your photos should be less than 4 MB")
                    .violation(content.length + " bytes");
        }
        if (call.flag("published", true)) {
            throw GraphError.parameter("Only unpublished photos are used here").violation("published is not false");
        }
        Photo photo = new Photo(String.valueOf(wall.next()), page.id(), call.get("alt_text_custom"), "");
        wall.put(photo);
        return Reply.json(200, Map.of("id", photo.id()));
    }

    private byte[] content(GraphCall call) throws Violation {
        Optional<Part> source = call.files().stream()
                .filter(part -> part.name().equals("source"))
                .findFirst();
        if (source.isPresent() == call.has("url") || call.files().size() > 1) {
            throw GraphError.of(324, 2069019, "Missing or invalid image file").violation("not one of source and url");
        }
        if (source.isPresent()) {
            return source.get().content();
        }
        return fetcher.fetch(call.get("url")).orElseThrow(() -> GraphError.of(1609005, 0, "Error fetching the URL")
                .violation("nothing can be fetched from the url"));
    }
}
