package org.herald.core.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.Property;
import javax.jcr.PropertyIterator;
import javax.jcr.PropertyType;
import javax.jcr.RepositoryException;
import javax.jcr.Value;
import org.herald.core.repo.Names;

/** What an article says, as one hash: whatever a reader could notice changes it. */
final class Revision {
    /** What the CMS and the repository write of their own; no reader sees it. */
    static final Set<String> VOLATILE = Set.of(
            "jcr:lastModified",
            "jcr:lastModifiedBy",
            "jcr:created",
            "jcr:createdBy",
            "jcr:uuid",
            "jcr:mixinTypes",
            "jcr:versionHistory",
            "jcr:baseVersion",
            "jcr:predecessors",
            "jcr:isCheckedOut",
            "sling:published",
            "sling:lastPublication",
            "sling:lastPublicationBy",
            "sling:lastPublicationType");

    private Revision() {}

    /** Hashes the content of a page; comments and rights are not part of it. */
    static String of(Node content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(content, digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (RepositoryException | IOException e) {
            throw new IllegalStateException("cannot read the article", e);
        }
    }

    private static void add(Node node, MessageDigest digest) throws RepositoryException, IOException {
        text(digest, "{", node.getName());
        List<Property> properties = new ArrayList<>();
        for (PropertyIterator all = node.getProperties(); all.hasNext(); ) {
            Property property = all.nextProperty();
            if (!VOLATILE.contains(property.getName())) {
                properties.add(property);
            }
        }
        properties.sort(Comparator.comparing(Revision::name));
        for (Property property : properties) {
            add(property, digest);
        }
        List<Node> children = new ArrayList<>();
        for (NodeIterator all = node.getNodes(); all.hasNext(); ) {
            Node child = all.nextNode();
            if (!child.getName().equals(Names.NN_COMMENTS) && !child.getName().startsWith("rep:")) {
                children.add(child);
            }
        }
        if (!node.getPrimaryNodeType().hasOrderableChildNodes()) {
            children.sort(Comparator.comparing(Revision::name));
        }
        for (Node child : children) {
            add(child, digest);
        }
        text(digest, "}");
    }

    private static String name(javax.jcr.Item item) {
        try {
            return item.getName();
        } catch (RepositoryException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Property property, MessageDigest digest) throws RepositoryException, IOException {
        text(digest, "=", property.getName(), PropertyType.nameFromValue(property.getType()));
        Value[] values = property.isMultiple() ? property.getValues() : new Value[] {property.getValue()};
        for (Value value : values) {
            if (value.getType() == PropertyType.BINARY) {
                try (InputStream stream =
                        new DigestInputStream(value.getBinary().getStream(), digest)) {
                    stream.transferTo(java.io.OutputStream.nullOutputStream());
                }
            } else {
                text(digest, value.getString());
            }
        }
    }

    /** With the length before it, so that no two sequences look alike. */
    private static void text(MessageDigest digest, String... parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }
}
