package org.herald.connectors.discord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.spi.Media;
import org.herald.spi.Post;

/** Writes messages. Each says that nobody is called, whatever its text names. Pure. */
final class Outgoing {
    private static final Map<String, Object> NOBODY = Map.of("parse", List.of());
    private static final String ATTACHMENTS = "attachments";
    private static final int MOST_THREAD_NAME = 100;
    private static final int MOST_NONCE = 25;
    private static final Map<String, String> ENDINGS = Map.of("jpeg", "jpg", "quicktime", "mov");

    private Outgoing() {}

    /** A post, its files named after its key: so they tell it from every other post. */
    static Map<String, Object> post(Post post) {
        Map<String, Object> message = text(post.text());
        List<Map<String, Object>> files = new ArrayList<>();
        for (Media media : post.media()) {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("id", files.size());
            file.put("filename", fileName(post, files.size()));
            if (!media.alt().isEmpty()) {
                file.put("description", media.alt());
            }
            files.add(file);
        }
        if (!files.isEmpty()) {
            message.put(ATTACHMENTS, files);
        }
        return message;
    }

    /** A post that opens a thread of a forum, named by its first line. */
    static Map<String, Object> thread(Post post) {
        Map<String, Object> message = post(post);
        String line = post.text().strip().lines().findFirst().orElse("").strip();
        int length = line.codePointCount(0, line.length());
        String name = length > MOST_THREAD_NAME
                ? line.substring(0, line.offsetByCodePoints(0, MOST_THREAD_NAME - 1)) + "…"
                : line;
        message.put("thread_name", name.isEmpty() ? "News" : name);
        return message;
    }

    /** An answer, which Discord takes once for its nonce within a few minutes. */
    static Map<String, Object> answer(Post post, MessageRef parent) {
        Map<String, Object> message = post(post);
        message.put("message_reference", Map.of("message_id", parent.message()));
        String nonce = post.key().replace("-", "");
        message.put("nonce", nonce.length() > MOST_NONCE ? nonce.substring(0, MOST_NONCE) : nonce);
        message.put("enforce_nonce", true);
        return message;
    }

    /** A text alone: what an edit says, and it keeps the files. */
    static Map<String, Object> text(String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("content", PlainText.escaped(text));
        message.put("allowed_mentions", NOBODY);
        return message;
    }

    static String fileName(Post post, int index) {
        String type = post.media().get(index).type();
        String ending = type.substring(type.indexOf('/') + 1);
        return "herald-" + post.key() + "-" + (index + 1) + "." + ENDINGS.getOrDefault(ending, ending);
    }

    /** What a message calls its file. */
    static String name(Map<String, Object> message, int index) {
        List<?> files = (List<?>) message.get(ATTACHMENTS);
        return String.valueOf(((Map<?, ?>) files.get(index)).get("filename"));
    }
}
