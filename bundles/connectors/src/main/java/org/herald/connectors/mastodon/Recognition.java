package org.herald.connectors.mastodon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.mastodon.Documents.Posted;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Tells a post of ours from all others that an account posted, where the network keeps no id of ours. A post is ours when
 * everything fits and no other does; where something does not fit that a server may have changed, or two fit, it cannot
 * be told. Pure: it is shown the posts one after the other.
 */
final class Recognition {
    private static final String TWO =
            "More than one post on the network looks like it: Herald cannot tell which is which.";
    private static final String DOUBT = "A post on the network looks like it, but not in everything.";
    private static final String UNSEEN = "The server does not show posts that are not public in the account's list.";

    private enum Verdict {
        OURS,
        DOUBTFUL,
        OTHER
    }

    private final String author;
    private final Post post;
    private final List<String> texts;
    private final Attempt attempt;
    private final List<RemoteRef> ours = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean doubt;
    private boolean sawNonPublic;

    /**
     * Looks for a post.
     *
     * @param author the network's id of the account
     * @param texts in which forms the text may have been sent
     */
    Recognition(String author, Post post, List<String> texts) {
        this.author = author;
        this.post = post;
        this.texts = List.copyOf(texts);
        this.attempt = post.attempt();
    }

    /**
     * Looks at a post.
     *
     * @return whether it was not seen before
     */
    boolean look(Posted status, Window window) {
        if (!seen.add(String.valueOf(status.id()))) {
            return false;
        }
        sawNonPublic |= "private".equals(status.visibility()) || "direct".equals(status.visibility());
        switch (judge(status, window)) {
            case OURS -> ours.add(status.ref());
            case DOUBTFUL -> doubt = true;
            default -> {} // somebody else's
        }
        return true;
    }

    private Verdict judge(Posted status, Window window) {
        if (isAnother(status)
                || status.at().filter(at -> at.isBefore(window.possible())).isPresent()) {
            return Verdict.OTHER;
        }
        boolean same = texts.stream().anyMatch(text -> StatusText.same(text, status.content()));
        boolean similar = texts.stream().anyMatch(text -> StatusText.similar(text, status.content()));
        if (!same && !similar) {
            return Verdict.OTHER;
        }
        boolean certain = same
                && StatusText.isComparable(post.text())
                && hasParent(status)
                && hasVisibility(status)
                && status.at().filter(at -> !at.isBefore(window.likely())).isPresent();
        return certain ? Verdict.OURS : Verdict.DOUBTFUL;
    }

    /** What cannot have been made of ours, whatever a server does. */
    private boolean isAnother(Posted status) {
        boolean nameless = status.id() == null || status.id().isEmpty();
        boolean foreign = status.account() != null
                && status.account().id() != null
                && !status.account().id().equals(author);
        boolean elsewhere = status.inReplyToId() != null
                && attempt.parentKnown()
                && !attempt.parent()
                        .map(RemoteRef::id)
                        .filter(status.inReplyToId()::equals)
                        .isPresent();
        return nameless || foreign || elsewhere || status.isBoost() || isHeld(status);
    }

    private boolean isHeld(Posted status) {
        return attempt.held().contains(status.id());
    }

    /** A server may have dropped what it stands below; then it is not certain. */
    private boolean hasParent(Posted status) {
        return !attempt.parentKnown() || attempt.parent().isEmpty() == (status.inReplyToId() == null);
    }

    /** A server may have narrowed who sees it (a limited account's, say). */
    private boolean hasVisibility(Posted status) {
        return status.visibility() == null || status.visibility().equals(Words.of(post.visibility()));
    }

    /** What all that was looked at says, if it was all there is. */
    Lookup verdict() {
        if (ours.size() > 1 || attempt.rivals() && !ours.isEmpty()) {
            return new Lookup.Unknown(TWO);
        }
        if (ours.size() == 1) {
            return new Lookup.Present(ours.get(0));
        }
        if (doubt) {
            return new Lookup.Unknown(DOUBT);
        }
        boolean hidden = post.visibility() == Visibility.FOLLOWERS || post.visibility() == Visibility.DIRECT;
        return hidden && !sawNonPublic ? new Lookup.Unknown(UNSEEN) : new Lookup.Absent();
    }
}
