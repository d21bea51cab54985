package org.herald.connectors.mastodon;

import java.util.ArrayList;
import java.util.List;
import org.herald.connectors.mastodon.Documents.Posted;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/** Compares what a server answers with what it was sent: a server that took a post may have taken something else. Pure. */
final class StatusDifference {
    private StatusDifference() {}

    /**
     * Tells what differs, in sentences for a person; empty when nothing does. What the server does not tell is not
     * compared.
     *
     * @param text the text as it was sent
     * @param parent what it was to stand below; null for nothing
     * @param media how many pictures or videos went along
     */
    static String of(Post post, String text, RemoteRef parent, int media, Posted shown) {
        List<String> differences = new ArrayList<>();
        if (shown.content() != null) {
            text(text, shown.content(), differences);
        }
        String wanted = Words.of(post.visibility());
        if (shown.visibility() != null && !shown.visibility().equals(wanted)) {
            differences.add("The server shows it as “" + shown.visibility() + "”, not as “" + wanted + "”.");
        }
        if (parent != null && !parent.id().equals(shown.inReplyToId())) {
            differences.add("The server did not put it below what it answers.");
        }
        int attached = shown.attachments() == null ? 0 : shown.attachments().size();
        if (attached < media) {
            differences.add(
                    attached == 0
                            ? "The server published it without its picture."
                            : "The server published it with " + attached + " of its " + media + " pictures.");
        }
        String language = post.language().getLanguage();
        if (shown.language() != null
                && !shown.language().isEmpty()
                && !shown.language().split("[-_]")[0].equalsIgnoreCase(language)) {
            differences.add("The server took its language for “" + shown.language() + "”, not for “" + language + "”.");
        }
        return String.join(" ", differences);
    }

    private static void text(String sent, String html, List<String> differences) {
        if (StatusText.reads(sent, html)) {
            return;
        }
        if (StatusText.reads("", html)) {
            differences.add("The server published it without its text.");
        } else {
            differences.add(
                    StatusText.similar(sent, html)
                            ? "The server changed its punctuation."
                            : "The server published another text than was sent.");
        }
    }
}
