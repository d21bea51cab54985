package org.herald.core.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.herald.core.repo.Names;

/**
 * What a page says, as one hash: whatever a reader could notice of it changes it. Part of a page is all of its content,
 * and what lies below it and is nothing that can be published by itself.
 */
public final class ContentHash {
    private static final Set<String> FILES = Set.of("sling:File", "nt:file");

    private final MessageDigest digest;
    /** Whether a file is hashed: what the CMS makes of it is no part of it. */
    private final boolean file;

    private ContentHash(boolean file) {
        this.file = file;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Hashes a page; its name, rights and readers' comments are no part of it, and neither are the pages below it. */
    public static String ofPage(Content page) {
        ContentHash hash = new ContentHash(false);
        hash.zone(page, "");
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Hashes all of a node. */
    public static String ofAll(Content node) {
        ContentHash hash = new ContentHash(FILES.contains(node.type()));
        hash.all(node, "");
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Hashes places and what is there. */
    public static String ofTexts(Map<String, String> texts) {
        ContentHash hash = new ContentHash(false);
        new TreeMap<>(texts).forEach(hash::text);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Hashes bytes. */
    public static String ofBytes(InputStream stream) throws IOException {
        ContentHash hash = new ContentHash(false);
        new DigestInputStream(stream, hash.digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Tells whether a node of this type is not read with the page above it. */
    public static boolean isReadApart(String type) {
        return Published.isReadApart(type);
    }

    /** What the nearest publishable node above decides about; its order does not show. */
    private void zone(Content node, String name) {
        text("{", name);
        fields(node);
        node.children().stream()
                .sorted(Comparator.comparing(Content::name))
                .filter(child -> !Unseen.isRights(child.name(), child.type()))
                .forEach(child -> {
                    if (child.name().equals(Names.NN_CONTENT) || !Published.isReadApart(child.type())) {
                        all(child, child.name());
                    } else if (!Published.isPublishable(child.type())) {
                        zone(child, child.name());
                    }
                });
        text("}");
    }

    private void all(Content node, String name) {
        text("{", name);
        fields(node);
        List<? extends Content> children = node.children();
        (node.isOrdered() ? children.stream() : children.stream().sorted(Comparator.comparing(Content::name)))
                .filter(child -> !Unseen.isRights(child.name(), child.type()))
                .filter(child -> !Unseen.isComments(node.name(), child.name(), child.type()))
                .filter(child -> !(file && Unseen.isRenditions(node.name(), child.name())))
                .forEach(child -> all(child, child.name()));
        text("}");
    }

    private void fields(Content node) {
        node.fields().stream()
                .filter(field -> !Unseen.VOLATILE.contains(field.name()))
                .sorted(Comparator.comparing(Content.Field::name))
                .forEach(this::field);
    }

    private void field(Content.Field field) {
        text("=", field.name(), field.type());
        for (Content.Value value : field.values()) {
            if (value instanceof Content.Value.Text text) {
                text(text.text());
            } else if (value instanceof Content.Value.Bytes bytes) {
                try (InputStream stream = new DigestInputStream(bytes.opener().open(), digest)) {
                    stream.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read the article", e);
                }
            }
        }
    }

    /** With the length before it, so that no two sequences look alike. */
    private void text(String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }
}
