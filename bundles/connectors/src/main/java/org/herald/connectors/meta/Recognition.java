package org.herald.connectors.meta;

import java.text.Normalizer;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.kit.lookup.Window;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/**
 * Tells a post of ours from all others of the account, for Meta keeps no id of ours. It is ours when text and time fit and
 * no other does; where something fits but not all, or two fit, it cannot be told. Pure: it is shown one after the other.
 */
public final class Recognition {
    private static final String TWO =
            "More than one post on the network looks like it: Herald cannot tell which is which.";
    private static final String DOUBT = "A post on the network looks like it, but not in everything.";
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\u200B]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    /** More marks on one letter than any language has: sorting them takes the square of their number. */
    private static final Pattern HEAP_OF_MARKS = Pattern.compile("\\p{M}{31}");

    private final Attempt attempt;
    private final String text;
    private final String letters;
    private final Map<String, RemoteRef> ours = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private boolean doubt;

    /** Looks for a post. */
    public Recognition(Post post) {
        this.attempt = post.attempt();
        this.text = folded(post.text());
        this.letters = letters(post.text());
    }

    /**
     * Looks at one.
     *
     * @return whether it was not seen before
     */
    public boolean look(GraphLookup.Own own, Window window) {
        RemoteRef ref = own.ref();
        Instant at = own.at();
        if (!seen.add(ref.id())) {
            return false;
        }
        String other = own.text() == null ? "" : own.text();
        boolean same = text.equals(folded(other));
        boolean similar = same || !letters.isEmpty() && letters.equals(letters(other));
        boolean older = at != null && at.isBefore(window.possible());
        if (!similar || older || attempt.held().contains(ref.id())) {
            return true;
        }
        if (own.sure() && same && !text.isEmpty() && at != null && !at.isBefore(window.likely())) {
            ours.put(ref.id(), ref);
        } else {
            doubt = true;
        }
        return true;
    }

    /** What all that was looked at says, if it was all there is. */
    public Lookup verdict() {
        if (ours.size() > 1 || attempt.rivals() && !ours.isEmpty()) {
            return new Lookup.Unknown(TWO);
        }
        if (ours.size() == 1) {
            return new Lookup.Present(ours.values().iterator().next());
        }
        return doubt ? new Lookup.Unknown(DOUBT) : new Lookup.Absent();
    }

    private static String folded(String text) {
        boolean heaped = HEAP_OF_MARKS.matcher(text).find();
        String composed = heaped ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACE.matcher(composed).replaceAll(" ").strip();
    }

    private static String letters(String text) {
        return NO_LETTER.matcher(folded(text)).replaceAll("");
    }
}
