package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ValueMap;
import org.apache.sling.api.wrappers.ValueMapDecorator;
import org.herald.Visibility;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.WebAddress;

/**
 * A comment as it stands below an article. It is sanitised once, when it is put there, and carries a hash of what came out
 * and the sanitiser's version: what does not fit, because the sanitiser changed since, or somebody else wrote it, is
 * sanitised again whenever it is read.
 *
 * @param url where it is on its network; empty when unknown
 * @param visibility how it was said; what was not said in public is never shown
 */
public record StoredComment(
        String name,
        Author author,
        Words words,
        String network,
        String url,
        Visibility visibility,
        Instant at,
        boolean own) {
    private static final List<String> COPIED = List.of(PN_AT, PN_PARENT, PN_OWN, PN_VISIBILITY);
    private static final String GAP = "\u0000";

    /** Who said it. */
    public record Author(String name, String handle) {}

    /**
     * What was said.
     *
     * @param html sanitised
     * @param warning what stands before it; empty for none
     */
    public record Words(String html, String warning, List<Attached> media) {
        /** Copies the list. */
        public Words {
            media = List.copyOf(media);
        }
    }

    /** Reads one; what is not as it was sanitised is sanitised anew. */
    public static StoredComment of(Resource node) {
        ValueMap stored = node.getValueMap();
        ValueMap values = isSanitized(stored) ? stored : new ValueMapDecorator(sanitized(stored));
        return new StoredComment(
                node.getName(),
                new Author(Nodes.string(values, PN_AUTHOR_NAME), Nodes.string(values, PN_AUTHOR_HANDLE)),
                new Words(Nodes.string(values, PN_TEXT), Nodes.string(values, PN_WARNING), Attached.of(values)),
                Nodes.string(values, PN_NETWORK),
                Nodes.string(values, PN_URL),
                visibility(values),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                values.get(PN_OWN, false));
    }

    /** What is not said to be public is not. */
    private static Visibility visibility(ValueMap values) {
        String word = Nodes.string(values, PN_VISIBILITY);
        return Arrays.stream(Visibility.values())
                .filter(one -> one.name().equals(word))
                .findFirst()
                .orElse(Visibility.DIRECT);
    }

    /** Tells whether readers may see what these values say. */
    static boolean mayBeShown(ValueMap values) {
        return visibility(values).mayBeShown();
    }

    /** What the order of a comment depends on. */
    static ReadingOrder.Entry entry(String name, ValueMap values) {
        return new ReadingOrder.Entry(
                name,
                Nodes.string(values, PN_PARENT),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH).toEpochMilli(),
                values.get(PN_OWN, false),
                Sanitizer.name(Nodes.string(values, PN_NETWORK)));
    }

    /** Tells whether values are as this version of the sanitiser left them. */
    static boolean isSanitized(ValueMap values) {
        return hash(values).equals(Nodes.string(values, PN_SANITIZED));
    }

    /** The values of a comment, made of those of a reply, or of a comment that is not sanitised. */
    static Map<String, Object> sanitized(ValueMap remote) {
        Map<String, Object> values = new HashMap<>();
        for (String name : COPIED) {
            Object value = remote.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        values.put(PN_NETWORK, Sanitizer.name(Nodes.string(remote, PN_NETWORK)));
        values.put(PN_AUTHOR_NAME, Sanitizer.name(Nodes.string(remote, PN_AUTHOR_NAME)));
        values.put(PN_AUTHOR_HANDLE, Sanitizer.name(Nodes.string(remote, PN_AUTHOR_HANDLE)));
        values.put(PN_TEXT, Sanitizer.html(Nodes.string(remote, PN_TEXT)));
        values.put(PN_WARNING, Sanitizer.line(Nodes.string(remote, PN_WARNING)));
        values.put(PN_URL, shown(Nodes.string(remote, PN_URL)));
        values.put(
                PN_MEDIA,
                Attached.write(Attached.of(remote).stream()
                        .map(one -> new Attached(
                                Sanitizer.name(one.id()),
                                one.kind(),
                                shown(one.url()),
                                Sanitizer.line(one.description())))
                        .toList()));
        values.put(PN_SANITIZED, hash(new ValueMapDecorator(values)));
        return values;
    }

    /** An address that may be shown: of the web, or a path on this server, as the rehearsal network's are. */
    private static String shown(String address) {
        boolean here = address.matches("/[A-Za-z0-9._~#/-]*") && !address.startsWith("//");
        return here ? address : WebAddress.of(address).orElse("");
    }

    private static String hash(ValueMap values) {
        List<String> parts = new ArrayList<>();
        parts.add(Integer.toString(Sanitizer.VERSION));
        for (String name : List.of(PN_NETWORK, PN_AUTHOR_NAME, PN_AUTHOR_HANDLE, PN_TEXT, PN_WARNING, PN_URL)) {
            parts.add(Nodes.string(values, name));
        }
        parts.add(String.join(GAP, values.get(PN_MEDIA, new String[0])));
        return Nodes.nameOf(parts.toArray(String[]::new));
    }
}
