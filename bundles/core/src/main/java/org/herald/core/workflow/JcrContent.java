package org.herald.core.workflow;

import java.util.ArrayList;
import java.util.List;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.Property;
import javax.jcr.PropertyIterator;
import javax.jcr.PropertyType;
import javax.jcr.RepositoryException;
import org.herald.core.guard.Content;

/** A node as a session reads it. */
record JcrContent(Node node) implements Content {
    private interface Access<T> {
        T read() throws RepositoryException;
    }

    private static <T> T get(Access<T> access) {
        try {
            return access.read();
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot read the article", e);
        }
    }

    @Override
    public String name() {
        return get(node::getName);
    }

    @Override
    public String type() {
        return get(() -> node.getPrimaryNodeType().getName());
    }

    @Override
    public boolean isOrdered() {
        return get(() -> node.getPrimaryNodeType().hasOrderableChildNodes());
    }

    @Override
    public List<Field> fields() {
        return get(() -> {
            List<Field> fields = new ArrayList<>();
            for (PropertyIterator all = node.getProperties(); all.hasNext(); ) {
                fields.add(field(all.nextProperty()));
            }
            return fields;
        });
    }

    private static Field field(Property property) throws RepositoryException {
        javax.jcr.Value[] values =
                property.isMultiple() ? property.getValues() : new javax.jcr.Value[] {property.getValue()};
        List<Content.Value> all = new ArrayList<>();
        for (javax.jcr.Value value : values) {
            all.add(
                    value.getType() == PropertyType.BINARY
                            ? new Content.Value.Bytes(
                                    () -> get(() -> value.getBinary().getStream()))
                            : new Content.Value.Text(value.getString()));
        }
        return new Field(property.getName(), PropertyType.nameFromValue(property.getType()), all);
    }

    @Override
    public List<Content> children() {
        return get(() -> {
            List<Content> children = new ArrayList<>();
            for (NodeIterator all = node.getNodes(); all.hasNext(); ) {
                children.add(new JcrContent(all.nextNode()));
            }
            return children;
        });
    }
}
