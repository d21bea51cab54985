package org.herald.connectors.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.connectors.linkedin.Documents.Comment;
import org.herald.connectors.linkedin.Documents.Posted;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Tells a post or an answer of ours from all others of the account, for LinkedIn keeps no id of ours. It is ours when
 * everything fits and no other does; where it fits but for the time, what is attached or what LinkedIn may have made of
 * the text, or two fit, it cannot be told. Pure: it is shown them one after the other.
 */
final class Recognition {
    private static final String TWO = "More than one on LinkedIn looks like it: look there which is which.";
    private static final String UNREAD = "Something on LinkedIn could not be read: look there whether it has arrived.";
    private static final String DOUBT = "Something on LinkedIn looks like it, but not in everything: look there.";

    private static final Pattern LINK = Pattern.compile("(?i)https?://\\S+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final String author;
    private final Post post;
    private final String text;
    private final List<RemoteRef> ours = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean doubt;
    private boolean unread;

    Recognition(String author, Post post) {
        this.author = author;
        this.post = post;
        this.text = normal(post.text());
    }

    void look(Posted one, Window window, RemoteRef ref) {
        String shown = normal(LittleText.plain(one.commentary() == null ? "" : one.commentary()));
        boolean whole = shown.equals(text) && hasContent(one.content());
        judge(one.id(), one.author(), similar(shown), whole, one.createdAt(), window, ref);
    }

    void look(Comment one, Window window, RemoteRef ref) {
        String shown = normal(one.message().text());
        judge(
                one.commentUrn(),
                one.actor(),
                similar(shown),
                shown.equals(text),
                one.created().time(),
                window,
                ref);
    }

    /** LinkedIn may shorten links, change signs, or cut a text: the same letters, or the first of them, may be ours. */
    private boolean similar(String shown) {
        String letters = letters(shown);
        return shown.equals(text)
                || letters.equals(letters(text))
                || !letters.isEmpty() && letters(text).startsWith(letters);
    }

    private static String letters(String text) {
        String plain = LINK.matcher(text).replaceAll("");
        return NO_LETTER
                .matcher(Normalizer.normalize(plain, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private void judge(
            String id, String by, boolean similar, boolean whole, long millis, Window window, RemoteRef ref) {
        Instant at = Instant.ofEpochMilli(millis);
        boolean other = !similar
                || !author.equals(by)
                || at.isBefore(window.possible())
                || post.attempt().held().contains(id);
        if (other || !seen.add(id)) {
            return;
        }
        if (whole && !text.isEmpty() && !at.isBefore(window.likely())) {
            ours.add(ref);
        } else {
            doubt = true;
        }
    }

    private boolean hasContent(JsonNode content) {
        boolean none = content == null || content.isMissingNode() || content.isNull();
        if (post.card().isPresent()) {
            String link = post.card().get().link().toASCIIString();
            return !none && link.equals(content.at("/article/source").asText());
        }
        int files = post.media().size();
        if (files == 0) {
            return none;
        }
        return !none
                && (files == 1
                        ? content.has("media")
                        : content.at("/multiImage/images").size() == files);
    }

    private static String normal(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Tells whether something was there that cannot be looked at. */
    void unread(boolean some) {
        unread |= some;
    }

    /** What all that was looked at says, if it was all there is. */
    Lookup verdict() {
        if (ours.size() > 1 || post.attempt().rivals() && !ours.isEmpty()) {
            return new Lookup.Unknown(TWO);
        }
        if (ours.size() == 1) {
            return new Lookup.Present(ours.get(0));
        }
        if (doubt) {
            return new Lookup.Unknown(DOUBT);
        }
        return unread ? new Lookup.Unknown(UNREAD) : new Lookup.Absent();
    }

    /** The same where not all was looked at: never that it is not there. */
    Lookup verdictOfPart() {
        Lookup seenSoFar = verdict();
        return seenSoFar instanceof Lookup.Absent
                ? new Lookup.Unknown("Too much was posted since to find it by itself: look on LinkedIn.")
                : seenSoFar;
    }
}
