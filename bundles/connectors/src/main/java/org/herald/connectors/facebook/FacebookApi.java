package org.herald.connectors.facebook;

import java.time.Instant;
import java.util.List;
import org.herald.connectors.meta.GraphApi;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Json;
import org.herald.kit.http.Multipart;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Secret;

/** The Pages API, one request a method. */
final class FacebookApi {
    private static final String COMMENT =
            "id,message,created_time,permalink_url,is_hidden,from{id,name},parent{id},attachment";
    private static final String MOST = "100";
    private final GraphApi graph;

    FacebookApi(GraphApi graph) {
        this.graph = graph;
    }

    GraphApi graph() {
        return graph;
    }

    /** Which page a token acts as; a person's token has no category, and is refused. */
    Answer page(Secret token) {
        return graph.get("me", token, page());
    }

    /** Which page an account is. */
    Answer page(Account account) {
        return graph.get("me", account, page());
    }

    private static Form page() {
        return new Form().with("fields", "id,name,category,picture{url}");
    }

    Answer subscribe(String page, Secret token) {
        return graph.post(page + "/subscribed_apps", token, new Form().with("subscribed_fields", "feed"));
    }

    /** Uploads a photo that is in no post yet. */
    Answer photo(Account account, Media media) {
        String name = "photo." + media.type().substring(media.type().indexOf('/') + 1);
        Multipart parts = new Multipart().with("published", "false");
        if (!media.alt().isEmpty()) {
            parts.with("alt_text_custom", media.alt());
        }
        parts.file("source", name, media.type(), media.size(), media::open);
        return graph.upload(account.remoteId() + "/photos", account, parts);
    }

    /**
     * Posts.
     *
     * @param link whose preview is shown; empty for none
     * @param photos the ids of uploaded ones
     */
    Answer post(Account account, String message, String link, List<String> photos) {
        Form form = new Form();
        if (!message.isEmpty()) {
            form.with("message", message);
        }
        if (!link.isEmpty()) {
            form.with("link", link);
        }
        for (int i = 0; i < photos.size(); i++) {
            form.with("attached_media[" + i + "]", Json.write(new Attached(photos.get(i))));
        }
        return graph.post(account.remoteId() + "/feed", account, form);
    }

    private record Attached(@com.fasterxml.jackson.annotation.JsonProperty("media_fbid") String id) {}

    /** Begins the upload of a video; Meta asks which application it is for. */
    Answer begin(Account account, Media film) {
        Form form = new Form()
                .with("file_name", "film.mp4")
                .with("file_length", String.valueOf(film.size()))
                .with("file_type", film.type());
        return graph.post(graph.appId() + "/uploads", account, form);
    }

    /** Makes a video of an upload; nobody sees it yet. */
    Answer film(Account account, String handle, String description) {
        Form form = new Form().with("fbuploader_video_file_chunk", handle).with("published", "false");
        return graph.post(
                account.remoteId() + "/videos",
                account,
                description.isEmpty() ? form : form.with("description", description));
    }

    Answer film(Account account, String id) {
        return graph.get(id, account, new Form().with("fields", "id,published,status"));
    }

    /** Publishes a video; one that is public stays what it is. */
    Answer show(Account account, String film) {
        return graph.post(film, account, new Form().with("published", "true"));
    }

    /** The page's posts since an instant with what is attached to them, the newest first. */
    Answer filmPosts(Account account, Instant since, String after) {
        return posts(account, "id,permalink_url,created_time,attachments{target{id}}", since, after);
    }

    /** The page's posts since an instant, the newest first. */
    Answer posts(Account account, Instant since, String after) {
        return posts(account, "id,message,created_time,permalink_url", since, after);
    }

    private Answer posts(Account account, String fields, Instant since, String after) {
        Form query = new Form()
                .with("fields", fields)
                .with("since", String.valueOf(since.getEpochSecond()))
                .with("limit", MOST);
        return graph.get(account.remoteId() + "/published_posts", account, paged(query, after));
    }

    /** All comments on a post, the oldest first. */
    Answer thread(Account account, String post, String after) {
        Form query = new Form()
                .with("fields", COMMENT)
                .with("filter", "stream")
                .with("order", "chronological")
                .with("limit", MOST);
        return graph.get(post + "/comments", account, paged(query, after));
    }

    /** What stands directly below a post or a comment, the newest first. */
    Answer below(Account account, String object, String after) {
        Form query = new Form()
                .with("fields", "id,message,created_time,permalink_url,from{id,name}")
                .with("order", "reverse_chronological")
                .with("limit", MOST);
        return graph.get(object + "/comments", account, paged(query, after));
    }

    private static Form paged(Form query, String after) {
        return after.isEmpty() ? query : query.with("after", after);
    }

    /** A post, or a comment with what it answers. */
    Answer comment(Account account, String id, boolean isPost) {
        return graph.get(id, account, new Form().with("fields", isPost ? "id" : "id,parent{id}"));
    }

    /** Whether a post or a comment is there. */
    Answer look(Account account, String id) {
        return graph.get(id, account, new Form().with("fields", "id"));
    }

    Answer answer(Account account, String object, String message) {
        return graph.post(object + "/comments", account, new Form().with("message", message));
    }

    Answer edit(Account account, String id, String message) {
        return graph.post(id, account, new Form().with("message", message));
    }

    Answer hide(Account account, String comment, boolean hidden) {
        return graph.post(comment, account, new Form().with("is_hidden", String.valueOf(hidden)));
    }

    Answer delete(Account account, String id) {
        return graph.delete(id, account);
    }
}
