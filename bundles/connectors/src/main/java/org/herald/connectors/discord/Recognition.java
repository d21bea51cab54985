package org.herald.connectors.discord;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.herald.connectors.discord.Documents.Attachment;
import org.herald.connectors.discord.Documents.Message;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Tells a message of ours from all others of the same author. One whose files bear our key is ours; else it is ours when
 * everything fits and no other does. Where something does not fit that Discord may have changed or does not tell, it
 * cannot be told. Pure: it is shown the messages one after the other.
 */
final class Recognition {
    private static final String TWO =
            "More than one message on Discord looks like it: Herald cannot tell which is which. Look in the channel.";
    private static final String DOUBT =
            "A message on Discord looks like it, but not in everything: look in the channel whether it is there.";
    private static final String HIDDEN =
            "The bot may not read what messages say: switch on “Message Content Intent” on the page “Bot” of its"
                    + " application at discord.com/developers.";
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]|[\\uFE0E\\uFE0F]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final String author;
    private final Post post;
    private final String text;
    private final Attempt attempt;
    private final Instant likely;
    private final List<RemoteRef> ours = new ArrayList<>();
    private RemoteRef marked;
    private String doubt = "";

    /**
     * Looks for a post.
     *
     * @param author the id of the webhook or bot that sent it
     * @param likely from here on a message that fits in everything is taken for it; what is older may be another
     */
    Recognition(String author, Post post, Instant likely) {
        this.author = author;
        this.post = post;
        this.text = PlainText.escaped(post.text());
        this.attempt = post.attempt();
        this.likely = likely;
    }

    void look(Message message, RemoteRef ref) {
        if (!message.isBy(author) || message.ref().isIn(attempt.held()) || !hasParent(message)) {
            return;
        }
        if (isMarked(message)) {
            marked = ref;
        } else if (message.isHidden()) {
            doubt = HIDDEN;
        } else if (similar(text, message.text())) {
            judge(message, ref);
        }
    }

    private void judge(Message message, RemoteRef ref) {
        boolean certain = folded(text).equals(folded(message.text()))
                && !folded(text).isEmpty()
                && post.media().isEmpty()
                && message.files().isEmpty()
                && !Snowflake.time(message.id()).isBefore(likely);
        if (certain) {
            ours.add(ref);
        } else {
            doubt = DOUBT;
        }
    }

    /** What stands below something else is another; where a webhook posts, nothing stands below anything. */
    private boolean hasParent(Message message) {
        String wanted =
                attempt.parent().map(MessageRef::of).map(MessageRef::message).orElse("");
        return !attempt.parentKnown() || wanted.equals(message.answers());
    }

    private boolean isMarked(Message message) {
        String mark = "herald-" + post.key() + "-";
        return !post.media().isEmpty()
                && message.files().stream()
                        .map(Attachment::fileName)
                        .anyMatch(name -> name != null && name.startsWith(mark));
    }

    /** Discord takes blanks at the ends and characters that cannot be seen out of a text. */
    private static String folded(String text) {
        String seen =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
        return SPACE.matcher(seen).replaceAll(" ").strip();
    }

    private static boolean similar(String sent, String shown) {
        return folded(sent).equals(folded(shown))
                || NO_LETTER
                        .matcher(sent)
                        .replaceAll("")
                        .equals(NO_LETTER.matcher(shown).replaceAll(""));
    }

    /** What all that was looked at says, if it was all there is. */
    Lookup verdict() {
        if (marked != null) {
            return new Lookup.Present(marked);
        }
        if (ours.size() > 1 || attempt.rivals() && !ours.isEmpty()) {
            return new Lookup.Unknown(TWO);
        }
        if (ours.size() == 1) {
            return new Lookup.Present(ours.get(0));
        }
        return doubt.isEmpty() ? new Lookup.Absent() : new Lookup.Unknown(doubt);
    }
}
