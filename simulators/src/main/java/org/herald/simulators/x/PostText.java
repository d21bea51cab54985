package org.herald.simulators.x;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** Counts and reads a text as X does, by X's own library, and shows it as X shows it: links shortened, signs escaped. */
final class PostText {
    private static final Extractor EXTRACTOR = new Extractor();

    private PostText() {}

    static int length(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    static boolean isValid(String text) {
        return text.isEmpty() || TwitterTextParser.parseTweet(text).isValid;
    }

    static boolean hasLink(String text) {
        return !EXTRACTOR.extractURLs(text).isEmpty();
    }

    static int cashtags(String text) {
        return EXTRACTOR.extractCashtags(text).size();
    }

    /** Whether somebody is named in a text. */
    static boolean mentions(String text, String handle) {
        return EXTRACTOR.extractMentionedScreennames(text).stream().anyMatch(handle::equalsIgnoreCase);
    }

    /** The text and what is found in it, as a reader gets it. */
    record Shown(String text, Map<String, Object> entities) {}

    static Shown show(Entry post, World world) {
        StringBuilder shown = new StringBuilder();
        List<Map<String, Object>> urls = new ArrayList<>();
        int from = 0;
        for (Extractor.Entity link : EXTRACTOR.extractURLsWithIndices(post.text())) {
            shown.append(escaped(post.text().substring(from, link.getStart())));
            urls.add(url(shown, post.id() + urls.size(), whole(link.getValue()), link.getValue(), ""));
            from = link.getEnd();
        }
        shown.append(escaped(post.text().substring(from)));
        for (int i = 0; i < post.media().size(); i++) {
            if (i == 0) {
                shown.append(shown.length() == 0 ? "" : " ");
                String address = "https://x.com/" + post.author().handle() + "/status/" + post.id() + "/photo/1";
                urls.add(url(
                        shown,
                        post.id() + "media",
                        address,
                        "pic.x.com/" + post.id(),
                        post.media().get(0)));
            }
        }
        Map<String, Object> entities = new LinkedHashMap<>();
        if (!urls.isEmpty()) {
            entities.put("urls", urls);
        }
        List<Map<String, Object>> mentions = mentions(shown.toString(), world);
        if (!mentions.isEmpty()) {
            entities.put("mentions", mentions);
        }
        return new Shown(shown.toString(), entities);
    }

    private static Map<String, Object> url(
            StringBuilder shown, String seed, String whole, String written, String media) {
        String shortened = "https://t.co/" + slug(seed);
        Map<String, Object> url = new LinkedHashMap<>();
        url.put("start", codePoints(shown));
        shown.append(shortened);
        url.put("end", codePoints(shown));
        url.put("url", shortened);
        url.put("expanded_url", whole);
        url.put("display_url", written.replaceFirst("(?i)^https?://(www\\.)?", ""));
        if (!media.isEmpty()) {
            url.put("media_key", Uploads.key(media));
        }
        return url;
    }

    private static int codePoints(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    private static String whole(String link) {
        return link.toLowerCase(Locale.ROOT).startsWith("http") ? link : "http://" + link;
    }

    /** Ten characters, the same for the same link of the same post. */
    private static String slug(String seed) {
        CRC32 sum = new CRC32();
        sum.update(seed.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%010x", sum.getValue());
    }

    private static List<Map<String, Object>> mentions(String shown, World world) {
        List<Map<String, Object>> mentions = new ArrayList<>();
        List<Extractor.Entity> found = EXTRACTOR.extractMentionedScreennamesWithIndices(shown);
        EXTRACTOR.modifyIndicesFromUTF16ToUnicode(shown, found);
        for (Extractor.Entity mention : found) {
            world.byHandle(mention.getValue())
                    .ifPresent(user -> mentions.add(Map.of(
                            "start",
                            mention.getStart(),
                            "end",
                            mention.getEnd(),
                            "username",
                            user.handle(),
                            "id",
                            user.id())));
        }
        return mentions;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
