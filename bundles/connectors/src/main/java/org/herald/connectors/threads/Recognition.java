package org.herald.connectors.threads;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.threads.Documents.Posted;
import org.herald.kit.lookup.GraphTime;
import org.herald.kit.lookup.Window;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Tells a post of ours from all others that an account posted: Threads keeps no id of ours. A post is ours when
 * everything fits and no other does. Pure: it is shown the posts one after the other.
 */
final class Recognition {
    private static final Lookup TWO =
            new Lookup.Unknown("More than one post on Threads looks like it: Herald cannot tell which is which.");
    private static final Lookup DOUBT =
            new Lookup.Unknown("A post on Threads looks like it, but may have been made before.");
    private static final Lookup WORDLESS =
            new Lookup.Unknown("Without a text Herald cannot tell it from the account's other posts.");

    private final String text;
    private final Attempt attempt;
    private final Set<String> seen = new HashSet<>();
    private RemoteRef ours;
    private boolean several;
    private boolean doubt;

    Recognition(Post post) {
        this.text = post.text();
        this.attempt = post.attempt();
    }

    void look(Posted posted, Window window) {
        if (posted.id() == null || !seen.add(posted.id()) || isAnother(posted)) {
            return;
        }
        Optional<Instant> at = GraphTime.of(posted.timestamp());
        if (at.filter(time -> time.isBefore(window.possible())).isPresent()) {
            return;
        }
        if (at.filter(time -> !time.isBefore(window.likely())).isEmpty()) {
            doubt = true;
            return;
        }
        several |= ours != null;
        ours = new RemoteRef(posted.id(), "", Words.uri(posted.permalink()));
    }

    private boolean isAnother(Posted posted) {
        boolean elsewhere = attempt.parentKnown()
                && !attempt.parent().map(RemoteRef::id).orElse("").equals(posted.parentId());
        return posted.isRepost()
                || elsewhere
                || attempt.held().contains(posted.id())
                || !Words.same(text, posted.text());
    }

    /** What all that was looked at says, if it was all there is. */
    Lookup verdict() {
        if (ours == null && !doubt) {
            return new Lookup.Absent();
        }
        if (text.isBlank()) {
            return WORDLESS;
        }
        if (several || attempt.rivals() && ours != null) {
            return TWO;
        }
        return ours == null ? DOUBT : new Lookup.Present(ours);
    }
}
