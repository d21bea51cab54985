package org.herald.connectors.telegram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Media;

/** Sends one message, with whatever it has: a text, a file with a caption, or an album whose first file has the caption. */
final class Sending {
    private static final String HTML = "HTML";

    private final TelegramApi api;

    Sending(TelegramApi api) {
        this.api = api;
    }

    /**
     * Sends it.
     *
     * @param answered the message of the chat that it answers; 0 for none
     */
    Answer send(Account account, long chat, String text, List<Media> media, long answered) {
        if (media.isEmpty()) {
            return text(account, chat, text, answered);
        }
        return media.size() == 1
                ? file(account, chat, text, media.get(0), answered)
                : album(account, chat, text, media, answered);
    }

    private Answer text(Account account, long chat, String text, long answered) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chat_id", chat);
        fields.put("text", MessageHtml.escaped(text));
        fields.put("parse_mode", HTML);
        if (answered > 0) {
            fields.put("reply_parameters", Map.of("message_id", answered));
        }
        return api.post(account.server(), account.secret(), "sendMessage", fields);
    }

    private Answer file(Account account, long chat, String caption, Media media, long answered) {
        Map<String, String> fields = fields(chat, answered);
        fields.put("caption", MessageHtml.escaped(caption));
        fields.put("parse_mode", HTML);
        if (media.isVideo()) {
            fields.put("width", Integer.toString(media.width()));
            fields.put("height", Integer.toString(media.height()));
            fields.put("supports_streaming", "true");
        }
        String kind = kind(media);
        String method = media.isVideo() ? "sendVideo" : "sendPhoto";
        return api.upload(account.server(), account.secret(), method, fields, Map.of(kind, media));
    }

    private Answer album(Account account, long chat, String caption, List<Media> media, long answered) {
        List<Map<String, String>> items = new ArrayList<>();
        Map<String, Media> files = new LinkedHashMap<>();
        for (Media one : media) {
            String name = "file" + files.size();
            Map<String, String> item = new LinkedHashMap<>(Map.of("type", kind(one), "media", "attach://" + name));
            if (files.isEmpty()) {
                item.put("caption", MessageHtml.escaped(caption));
                item.put("parse_mode", HTML);
            }
            items.add(item);
            files.put(name, one);
        }
        Map<String, String> fields = fields(chat, answered);
        fields.put("media", Json.write(items));
        return api.upload(account.server(), account.secret(), "sendMediaGroup", fields, files);
    }

    private static Map<String, String> fields(long chat, long answered) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("chat_id", Long.toString(chat));
        if (answered > 0) {
            fields.put("reply_parameters", Json.write(Map.of("message_id", answered)));
        }
        return fields;
    }

    private static String kind(Media media) {
        return media.isVideo() ? "video" : "photo";
    }
}
