package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.herald.simulators.Violation;

/** What a post may hold. */
final class PostRules {
    static final int MOST_TEXT = 3000;
    /** Microsoft Learn, MultiImage API. */
    private static final int MOST_ALT = 4086;

    private static final int LEAST_IMAGES = 2;
    private static final int MOST_IMAGES = 20;
    private static final int MOST_TITLE = 400;
    private static final Set<String> VISIBILITIES = Set.of("PUBLIC", "LOGGED_IN", "CONNECTIONS");

    private final Assets assets;

    PostRules(Assets assets) {
        this.assets = assets;
    }

    void judge(JsonNode post) throws Violation {
        Queries.fields(
                post,
                "",
                "author",
                "commentary",
                "visibility",
                "distribution",
                "lifecycleState",
                "isReshareDisabledByAuthor",
                "content");
        String author = Queries.text(post, "", "author");
        String visibility = Queries.text(post, "", "visibility");
        boolean connections = visibility.equals("CONNECTIONS") && Members.isOrganisation(author);
        if (!VISIBILITIES.contains(visibility) || connections) {
            throw Errors.invalid("visibility", visibility);
        }
        if (!Queries.text(post, "", "lifecycleState").equals("PUBLISHED")) {
            throw Errors.invalid("lifecycleState", "PUBLISHED is the only accepted value during creation");
        }
        distribution(post.path("distribution"));
        commentary(Queries.text(post, "", "commentary"), post.has("content"));
        if (post.has("content")) {
            content(post.path("content"), author);
        }
    }

    private static void distribution(JsonNode distribution) throws Violation {
        if (distribution.isMissingNode()) {
            throw Errors.missing("distribution");
        }
        Queries.fields(
                distribution, "distribution", "feedDistribution", "targetEntities", "thirdPartyDistributionChannels");
        String feed = Queries.text(distribution, "distribution", "feedDistribution");
        if (!feed.equals("MAIN_FEED")) {
            throw Errors.invalid("distribution/feedDistribution", feed + ": NONE is for advertisements");
        }
        for (String list : List.of("targetEntities", "thirdPartyDistributionChannels")) {
            if (distribution.has(list) && !distribution.path(list).isArray()) {
                throw Errors.invalid("distribution/" + list, "is not an array");
            }
        }
    }

    static void commentary(String commentary, boolean content) throws Violation {
        LittleText.Shown shown = LittleText.read(commentary);
        int length = shown.cut() ? commentary.length() : shown.text().length();
        if (length > MOST_TEXT) {
            throw Errors.tooLong("commentary", MOST_TEXT);
        }
        if (commentary.isBlank() && !content) {
            throw Errors.violation(400, "INVALID_VALUE_BLANK_FIELD", "Field /commentary is blank");
        }
    }

    private void content(JsonNode content, String author) throws Violation {
        Queries.fields(content, "content", "media", "multiImage", "article");
        if (content.size() != 1) {
            throw Errors.invalid("content", "holds exactly one of media, multiImage and article");
        }
        if (content.has("media")) {
            media(content.path("media"), author);
        } else if (content.has("multiImage")) {
            images(content.path("multiImage"), author);
        } else {
            article(content.path("article"), author);
        }
    }

    private void media(JsonNode media, String author) throws Violation {
        Queries.fields(media, "content/media", "id", "altText", "title");
        String id = Queries.text(media, "content/media", "id");
        if (!id.startsWith("urn:li:image:") && !id.startsWith("urn:li:video:")) {
            throw Errors.violation(400, "INVALID_URN_TYPE", "Invalid URN Type: " + id);
        }
        if (id.startsWith("urn:li:video:") && media.has("altText")) {
            throw Errors.invalid("content/media/altText", "is for pictures");
        }
        alt(media);
        assets.judge(id, author);
    }

    private void images(JsonNode multi, String author) throws Violation {
        Queries.fields(multi, "content/multiImage", "images");
        JsonNode images = multi.path("images");
        if (!images.isArray() || images.size() < LEAST_IMAGES || images.size() > MOST_IMAGES) {
            throw Errors.invalid("content/multiImage/images", "has " + images.size() + ", not 2 to 20");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode image : images) {
            Queries.fields(image, "content/multiImage/images", "id", "altText");
            String id = Queries.text(image, "content/multiImage/images", "id");
            if (!id.startsWith("urn:li:image:") || ids.contains(id)) {
                throw Errors.violation(400, "INVALID_URN_TYPE", "not a picture, or one that is there already: " + id);
            }
            ids.add(id);
            alt(image);
            assets.judge(id, author);
        }
    }

    private static void alt(JsonNode media) throws Violation {
        if (media.path("altText").asText("").length() > MOST_ALT) {
            throw Errors.tooLong("altText", MOST_ALT);
        }
    }

    private void article(JsonNode article, String author) throws Violation {
        Queries.fields(article, "content/article", "source", "title", "description", "thumbnail");
        String source = Queries.text(article, "content/article", "source");
        if (!source.matches("https?://[^\\s]+")) {
            throw Errors.violation(400, "INVALID_URL", "Invalid URL: " + source);
        }
        String title = Queries.text(article, "content/article", "title");
        if (title.isBlank()) {
            throw Errors.violation(400, "INVALID_VALUE_BLANK_FIELD", "Field /content/article/title is blank");
        }
        if (title.length() > MOST_TITLE) {
            throw Errors.tooLong("content/article/title", MOST_TITLE);
        }
        if (article.path("description").asText("").length() > MOST_ALT) {
            throw Errors.tooLong("content/article/description", MOST_ALT);
        }
        if (article.has("thumbnail")) {
            String thumbnail = article.path("thumbnail").asText();
            if (!thumbnail.startsWith("urn:li:image:")) {
                throw Errors.violation(400, "INVALID_URN_TYPE", "Invalid URN Type: " + thumbnail);
            }
            assets.judge(thumbnail, author);
        }
    }
}
