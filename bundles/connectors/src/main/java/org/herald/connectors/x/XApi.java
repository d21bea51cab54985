package org.herald.connectors.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Json;
import org.herald.kit.http.Multipart;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Secret;

/** One request a method. */
final class XApi {
    /** What a post is to be shown with beside its id and text. */
    enum Wanted {
        /** Enough to know it again: when, in which conversation, with which links. */
        OWN("created_at,conversation_id,entities,note_post", ""),
        /** The same with what it answers or quotes. */
        OWN_ANSWERS("created_at,conversation_id,entities,note_post", "referenced_posts"),
        /** Whether it can be changed. */
        EDITABLE("edit_controls,attachments", ""),
        /** All that a reader sees. */
        WHOLE(
                "created_at,conversation_id,entities,note_post,attachments",
                "author_id,referenced_posts,attachments.media_keys"),
        /** Where it belongs. */
        PLACE("conversation_id", "referenced_posts"),
        /** Whom it names and quotes. */
        CALLS("entities,note_post", "author_id,referenced_posts"),
        /** That it is there. */
        NOTHING("", "");

        private final String fields;
        private final String expansions;

        Wanted(String fields, String expansions) {
            this.fields = fields;
            this.expansions = expansions;
        }
    }

    private static final String ME = "/2/users/me";

    private final XAccess access;
    private final Clock clock;
    private final boolean olderNames;

    XApi(XAccess access, Clock clock, boolean olderNames) {
        this.access = access;
        this.clock = clock;
        this.olderNames = olderNames;
    }

    Instant now() {
        return clock.instant();
    }

    Answer me(URI server, Secret token) {
        return access.send(server, token, request -> request, ME + "?user.fields=profile_image_url");
    }

    Answer me(Account account) {
        return get(account, ME + "?user.fields=profile_image_url");
    }

    Answer create(Account account, Map<String, Object> post) {
        return json(account, "POST", "/2/tweets", post);
    }

    Answer delete(Account account, String id) {
        return access.send(account, request -> request.by("DELETE"), "/2/tweets/" + id);
    }

    Answer hide(Account account, String id, boolean hidden) {
        return json(account, "PUT", "/2/tweets/" + id + "/hidden", Map.of("hidden", hidden));
    }

    Answer posts(Account account, String id, Wanted wanted) {
        return get(account, "/2/tweets?" + asking(wanted).with("ids", id).encoded());
    }

    /** A page of what the account posted. */
    Answer own(Account account, Instant since, Wanted wanted, String page) {
        Form query = paged(wanted, "pagination_token", page)
                .with("start_time", since.truncatedTo(ChronoUnit.SECONDS).toString());
        return get(account, "/2/users/" + account.remoteId() + "/tweets?" + query.encoded());
    }

    /** A page of posts that name the account. */
    Answer mentions(Account account, String since, String page) {
        Form query = paged(Wanted.PLACE, "pagination_token", page);
        if (!since.isEmpty()) {
            query.with("since_id", since);
        }
        return get(account, "/2/users/" + account.remoteId() + "/mentions?" + query.encoded());
    }

    /**
     * A page of a conversation, of the last seven days.
     *
     * @param since an id of these days that everything is newer than; empty for all
     */
    Answer conversation(Account account, String root, String since, String page) {
        Form query = paged(Wanted.WHOLE, "next_token", page).with("query", "conversation_id:" + root);
        if (!since.isEmpty()) {
            query.with("since_id", since);
        }
        return get(account, "/2/tweets/search/recent?" + query.encoded());
    }

    /** A page of posts that quote one. */
    Answer quotes(Account account, String id, String page) {
        Form query = paged(Wanted.WHOLE, "pagination_token", page);
        return get(account, "/2/tweets/" + id + "/quote_tweets?" + query.encoded());
    }

    private Form paged(Wanted wanted, String parameter, String page) {
        Form query = asking(wanted).with("max_results", "100");
        return page.isEmpty() ? query : query.with(parameter, page);
    }

    private Form asking(Wanted wanted) {
        Form query = new Form();
        if (!wanted.fields.isEmpty()) {
            query.with(olderNames ? "tweet.fields" : "post.fields", named(wanted.fields));
        }
        if (!wanted.expansions.isEmpty()) {
            query.with("expansions", named(wanted.expansions));
        }
        if (wanted == Wanted.WHOLE) {
            query.with("user.fields", "name,username").with("media.fields", "alt_text,preview_image_url,type,url");
        }
        return query;
    }

    private String named(String names) {
        return olderNames
                ? names.replace("note_post", "note_tweet").replace("referenced_posts", "referenced_tweets.id")
                : names;
    }

    /** A picture at once. */
    Answer upload(Account account, Media media) {
        String name = "picture." + media.type().substring(media.type().indexOf('/') + 1);
        return access.send(
                account,
                request -> new Multipart()
                        .with("media_category", "tweet_image")
                        .file("media", name, media.type(), media.size(), media::open)
                        .into(request, "POST"),
                "/2/media/upload");
    }

    Answer describe(Account account, String id, String alt) {
        Map<String, Object> metadata = Map.of("alt_text", Map.of("text", alt));
        return json(account, "POST", "/2/media/metadata", Map.of("id", id, "metadata", metadata));
    }

    /** Begins a video. */
    Answer initialize(Account account, Media media) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("media_category", "tweet_video");
        body.put("media_type", media.type());
        body.put("total_bytes", media.size());
        return json(account, "POST", "/2/media/upload/initialize", body);
    }

    /** A segment of a video. */
    Answer append(Account account, String id, Media media, int index, int length) {
        long from = (long) index * length;
        long size = Math.min(length, media.size() - from);
        return access.send(
                account,
                request -> new Multipart()
                        .with("segment_index", Integer.toString(index))
                        .file("media", "video", "application/octet-stream", size, () -> part(media, from, size))
                        .into(request, "POST"),
                "/2/media/upload/" + id + "/append");
    }

    private static InputStream part(Media media, long from, long size) {
        try (InputStream whole = media.open()) {
            whole.skipNBytes(from);
            return new ByteArrayInputStream(whole.readNBytes((int) size));
        } catch (IOException e) {
            throw new UncheckedIOException("a video that cannot be read", e);
        }
    }

    Answer finish(Account account, String id) {
        return access.send(account, request -> request.by("POST"), "/2/media/upload/" + id + "/finalize");
    }

    Answer status(Account account, String id) {
        return get(account, "/2/media/upload?command=STATUS&media_id=" + id);
    }

    private Answer get(Account account, String path) {
        return access.send(account, request -> request, path);
    }

    private Answer json(Account account, String method, String path, Map<String, Object> body) {
        return access.send(account, request -> request.by(method, "application/json", Json.write(body)), path);
    }

    /** The document of a good answer. */
    static <T> Optional<T> document(Answer answer, Class<T> type) {
        return answer instanceof Answer.Received received && received.isSuccess()
                ? Json.read(received.text(), type)
                : Optional.empty();
    }

    /** A page of posts; what is no such page is not taken for an empty one. */
    static Optional<Documents.Posts> page(Answer answer) {
        return page(answer, Set.of("data", "meta", "errors"));
    }

    /** A page of a timeline, which tells what there is, or that there is nothing: errors alone tell neither. */
    static Optional<Documents.Posts> timeline(Answer answer) {
        return page(answer, Set.of("data", "meta"))
                .filter(posts -> !posts.data().isEmpty() || posts.errors().isEmpty());
    }

    private static Optional<Documents.Posts> page(Answer answer, Set<String> names) {
        boolean told = document(answer, JsonNode.class)
                .filter(page -> names.stream().anyMatch(page::has))
                .isPresent();
        return told ? document(answer, Documents.Posts.class) : Optional.empty();
    }
}
