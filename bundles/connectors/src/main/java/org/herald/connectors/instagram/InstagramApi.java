package org.herald.connectors.instagram;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.herald.connectors.meta.GraphApi;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** The Instagram API with Facebook Login, one request a method. */
final class InstagramApi {
    private static final String MOST = "50";
    private static final String PLAIN = "id,text,timestamp,username,from,hidden,parent_id";
    private final GraphApi graph;

    InstagramApi(GraphApi graph) {
        this.graph = graph;
    }

    GraphApi graph() {
        return graph;
    }

    /** Which page a token acts as, with its account. */
    Answer page(Secret token) {
        return graph.get("me", token, page());
    }

    /** Which page an account belongs to. */
    Answer page(Account account) {
        return graph.get("me", account, page());
    }

    private static Form page() {
        return new Form().with("fields", "id,name,instagram_business_account{id,username,profile_picture_url}");
    }

    Answer subscribe(String page, Secret token) {
        return graph.post(page + "/subscribed_apps", token, new Form().with("subscribed_fields", "feed"));
    }

    Answer account(Account account) {
        return graph.get(account.remoteId(), account, new Form().with("fields", "id,username"));
    }

    Answer quota(Account account) {
        return graph.get(
                account.remoteId() + "/content_publishing_limit",
                account,
                new Form().with("fields", "quota_usage,config"));
    }

    /** Makes a container of one picture. */
    Answer picture(Account account, URI address, String alt, String caption) {
        Form form = picture(address, alt);
        return make(account, caption.isEmpty() ? form : form.with("caption", caption));
    }

    /** Makes a container of a video: Instagram shows every video by itself as a reel, and here in the feed, too. */
    Answer reel(Account account, URI address, String caption) {
        Form form = new Form()
                .with("media_type", "REELS")
                .with("video_url", address.toString())
                .with("share_to_feed", "true");
        return make(account, caption.isEmpty() ? form : form.with("caption", caption));
    }

    /** Makes a part of a carousel that is a video; it has no alternative text. */
    Answer film(Account account, URI address) {
        return make(
                account,
                new Form()
                        .with("media_type", "VIDEO")
                        .with("video_url", address.toString())
                        .with("is_carousel_item", "true"));
    }

    /** Makes a part of a carousel that is a picture. */
    Answer item(Account account, URI address, String alt) {
        return make(account, picture(address, alt).with("is_carousel_item", "true"));
    }

    private static Form picture(URI address, String alt) {
        Form form = new Form().with("image_url", address.toString());
        return alt.isEmpty() ? form : form.with("alt_text", alt);
    }

    Answer carousel(Account account, List<String> items, String caption) {
        Form form = new Form().with("media_type", "CAROUSEL").with("children", String.join(",", items));
        return make(account, caption.isEmpty() ? form : form.with("caption", caption));
    }

    private Answer make(Account account, Form form) {
        return graph.post(account.remoteId() + "/media", account, form);
    }

    Answer work(Account account, String container) {
        return graph.get(container, account, new Form().with("fields", "status_code,status"));
    }

    Answer publish(Account account, String container) {
        return graph.post(account.remoteId() + "/media_publish", account, new Form().with("creation_id", container));
    }

    Answer post(Account account, String id) {
        return graph.get(id, account, new Form().with("fields", "id,permalink"));
    }

    /** The account's posts since an instant, the newest first. */
    Answer posts(Account account, Instant since, String after) {
        Form query = new Form()
                .with("fields", "id,caption,timestamp,permalink")
                .with("since", String.valueOf(since.getEpochSecond()))
                .with("limit", MOST);
        return graph.get(account.remoteId() + "/media", account, paged(query, after));
    }

    /** The comments on a post itself, each with the first of its answers. */
    Answer thread(Account account, String post, String after) {
        Form query =
                new Form().with("fields", PLAIN + ",replies{" + PLAIN + "}").with("limit", MOST);
        return graph.get(post + "/comments", account, paged(query, after));
    }

    Answer comments(Account account, String post, String after) {
        return graph.get(post + "/comments", account, paged(plain(), after));
    }

    Answer replies(Account account, String comment, String after) {
        return graph.get(comment + "/replies", account, paged(plain(), after));
    }

    private static Form plain() {
        return new Form().with("fields", PLAIN).with("limit", MOST);
    }

    private static Form paged(Form query, String after) {
        return after.isEmpty() ? query : query.with("after", after);
    }

    /** A comment, with what it answers. */
    Answer comment(Account account, String id) {
        return graph.get(id, account, new Form().with("fields", "id,parent_id"));
    }

    /** Whether a post or a comment is there. */
    Answer look(Account account, String id) {
        return graph.get(id, account, new Form().with("fields", "id"));
    }

    Answer comment(Account account, String post, String message) {
        return graph.post(post + "/comments", account, new Form().with("message", message));
    }

    Answer reply(Account account, String comment, String message) {
        return graph.post(comment + "/replies", account, new Form().with("message", message));
    }

    Answer hide(Account account, String comment, boolean hidden) {
        return graph.post(comment, account, new Form().with("hide", String.valueOf(hidden)));
    }

    Answer delete(Account account, String comment) {
        return graph.delete(comment, account);
    }
}
