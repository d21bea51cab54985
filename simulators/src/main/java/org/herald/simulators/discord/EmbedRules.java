package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.herald.simulators.Violation;

/** Judges the embeds of a message by the vendor's embed limits. */
final class EmbedRules {
    private static final Set<String> FIELDS = Set.of(
            "type",
            "url",
            "title",
            "color",
            "timestamp",
            "description",
            "author",
            "image",
            "thumbnail",
            "footer",
            "fields");
    private static final int MOST = 10;
    private static final int MOST_ALL = 6000;
    private static final int MOST_TITLE = 256;
    private static final int MOST_DESCRIPTION = 4096;
    private static final int MOST_FOOTER = 2048;
    private static final int MOST_FIELDS = 25;
    private static final int MOST_VALUE = 1024;

    private EmbedRules() {}

    static void check(JsonNode embeds) throws Violation {
        if (embeds.size() > MOST) {
            throw Errors.field("embeds", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        }
        int all = 0;
        for (int i = 0; i < embeds.size(); i++) {
            all += one(embeds.get(i), "embeds." + i + ".");
        }
        if (all > MOST_ALL) {
            throw Errors.field("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }
    }

    private static int one(JsonNode embed, String path) throws Violation {
        BodyRules.only(path, embed, FIELDS);
        int length = counted(embed, path, "title", MOST_TITLE)
                + counted(embed, path, "description", MOST_DESCRIPTION)
                + counted(embed.path("footer"), path + "footer.", "text", MOST_FOOTER)
                + counted(embed.path("author"), path + "author.", "name", MOST_TITLE);
        JsonNode fields = embed.path("fields");
        if (fields.size() > MOST_FIELDS) {
            throw Errors.field(path + "fields", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        for (int i = 0; i < fields.size(); i++) {
            String below = path + "fields." + i + ".";
            length += counted(fields.get(i), below, "name", MOST_TITLE)
                    + counted(fields.get(i), below, "value", MOST_VALUE);
        }
        address(embed.path("url"), path + "url", false);
        address(embed.path("image").path("url"), path + "image.url", true);
        address(embed.path("thumbnail").path("url"), path + "thumbnail.url", true);
        return length;
    }

    private static int counted(JsonNode object, String path, String name, int max) throws Violation {
        BodyRules.text(object, path, name, 0, max);
        return BodyRules.length(object.path(name).asText(""));
    }

    private static void address(JsonNode url, String path, boolean attached) throws Violation {
        String form = attached ? "(https?|attachment)://.+" : "https?://.+";
        if (!url.isMissingNode() && !url.isNull() && !url.asText().matches(form)) {
            throw Errors.field(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
    }
}
