package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import org.herald.simulators.Violation;

/** Texts and captions, with the lengths that they may have after their markup was taken out. */
final class Texts {
    /** https://core.telegram.org/bots/api#sendmessage, in UTF-16 code units. */
    static final int MAX_TEXT = 4096;
    /** https://core.telegram.org/bots/api#sendphoto */
    static final int MAX_CAPTION = 1024;

    private Texts() {}

    static Formatted text(Arguments arguments) throws Violation {
        if (arguments.has("entities")) {
            throw Refusals.broken("this simulator reads no “entities”: use parse_mode", "entities are not read");
        }
        Formatted text = Formatted.of(arguments.text("text"), arguments.text("parse_mode"));
        if (text.text().isEmpty()) {
            throw Refusals.broken("an empty text", "message text is empty");
        }
        if (text.text().length() > MAX_TEXT) {
            throw Refusals.broken("a text of " + text.text().length() + " characters", "message is too long");
        }
        return text;
    }

    static Formatted caption(Arguments arguments) throws Violation {
        if (arguments.has("caption_entities")) {
            throw Refusals.broken("this simulator reads no “caption_entities”", "caption_entities are not read");
        }
        return caption(arguments.text("caption"), arguments.text("parse_mode"));
    }

    /** The caption of one file of an album. */
    static Formatted caption(JsonNode media) throws Violation {
        return caption(
                media.path("caption").asText(""), media.path("parse_mode").asText(""));
    }

    private static Formatted caption(String raw, String parseMode) throws Violation {
        Formatted caption = Formatted.of(raw, parseMode);
        if (caption.text().length() > MAX_CAPTION) {
            throw Refusals.broken(
                    "a caption of " + caption.text().length() + " characters", "message caption is too long");
        }
        return caption;
    }
}
