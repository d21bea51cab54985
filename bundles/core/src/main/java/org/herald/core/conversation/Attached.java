package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;

import java.util.Arrays;
import java.util.List;
import org.apache.sling.api.resource.ValueMap;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteMedia.Kind;

/**
 * Something attached to a reply, as it stands in the repository: one text of four parts.
 *
 * @param id the network's own
 * @param url where it is on the network; empty when unknown
 */
public record Attached(String id, Kind kind, String url, String description) {
    private static final String GAP = "\t";
    private static final int PARTS = 4;
    /** More are on no network. */
    private static final int MOST = 20;

    /** Writes some; none of the parts holds a tabulator. */
    public static String[] write(List<Attached> media) {
        return media.stream()
                .limit(MOST)
                .map(one -> String.join(GAP, one.id(), one.kind().name(), one.url(), one.description()))
                .toArray(String[]::new);
    }

    /** Reads them from a reply or a comment. */
    public static List<Attached> of(ValueMap values) {
        return Arrays.stream(values.get(PN_MEDIA, new String[0]))
                .map(text -> text.split(GAP, -1))
                .filter(parts -> parts.length == PARTS)
                .map(parts -> new Attached(parts[0], kind(parts[1]), parts[2], parts[3]))
                .toList();
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(word))
                .findFirst()
                .orElse(RemoteMedia.Kind.OTHER);
    }

    /** The same wherever its copies lie: what an approval was given for. */
    public String seen() {
        return id + GAP + kind + GAP + description;
    }
}
