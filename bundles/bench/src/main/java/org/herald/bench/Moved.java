package org.herald.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.Property;
import javax.jcr.PropertyIterator;
import javax.jcr.PropertyType;
import javax.jcr.RepositoryException;
import javax.jcr.Value;
import javax.jcr.ValueFactory;

/** A record at another time and of another article: its dates moved, days and names put in the place of the old ones. */
final class Moved {
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?");
    private static final int MONTH = 7;
    private static final int DAY = 10;
    private static final int MINUTE = 16;

    private final Node like;
    private final Duration by;
    private final String[][] words;
    private final String profile;
    private final Map<String, String> times = new HashMap<>();

    Moved(Node like, Instant at, String article, String path, String profile) throws RepositoryException {
        this.like = like;
        this.by = Duration.between(reference(like), at);
        this.profile = profile;
        this.words = new String[][] {
            {text(like, "herald:articlePath"), path},
            {text(like, "herald:site"), path.substring(0, path.lastIndexOf('/'))},
            {text(like, "herald:article"), article},
            {variant(like), profile}
        };
        note(like);
        for (NodeIterator all = like.getNodes(); all.hasNext(); ) {
            note(all.nextNode());
        }
    }

    /** What is to lie at the new time: the time of a post, where there is one. */
    private static Instant reference(Node like) throws RepositoryException {
        Node node = like.isNodeType("herald:Share") ? like.getNodes().nextNode() : like;
        String name = node == like ? "herald:at" : "herald:created";
        return node.getProperty(name).getDate().toInstant();
    }

    /** Months, days and minutes stand in texts, too. */
    private void note(Node node) throws RepositoryException {
        for (PropertyIterator all = node.getProperties("herald:*"); all.hasNext(); ) {
            Property property = all.nextProperty();
            if (property.getType() == PropertyType.DATE && !property.isMultiple()) {
                Instant old = property.getDate().toInstant();
                for (int length : new int[] {MONTH, DAY, MINUTE}) {
                    times.putIfAbsent(
                            minute(old).substring(0, length),
                            minute(old.plus(by)).substring(0, length));
                }
            }
        }
    }

    private static String text(Node node, String name) throws RepositoryException {
        return node.hasProperty(name) ? node.getProperty(name).getString() : "";
    }

    /** The profile of a share's variant; nothing for other records. */
    private static String variant(Node like) throws RepositoryException {
        boolean share = like.isNodeType("herald:Share");
        return share ? like.getNodes().nextNode().getName() : text(like, "herald:profile");
    }

    private static String minute(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDateTime().toString().substring(0, MINUTE);
    }

    void into(Node parent, String name) throws RepositoryException {
        copy(like, parent.addNode(name, like.getPrimaryNodeType().getName()));
    }

    private void copy(Node from, Node to) throws RepositoryException {
        for (PropertyIterator all = from.getProperties(); all.hasNext(); ) {
            copy(all.nextProperty(), to);
        }
        for (NodeIterator all = from.getNodes(); all.hasNext(); ) {
            Node child = all.nextNode();
            copy(child, to.addNode(profile, child.getPrimaryNodeType().getName()));
        }
    }

    private void copy(Property property, Node to) throws RepositoryException {
        if (property.getDefinition().isProtected() || property.getName().startsWith("jcr:")) {
            return;
        }
        ValueFactory factory = to.getSession().getValueFactory();
        if (property.isMultiple()) {
            Value[] values = property.getValues();
            for (int i = 0; i < values.length; i++) {
                values[i] = moved(property.getName(), values[i], factory);
            }
            to.setProperty(property.getName(), values, property.getType());
        } else {
            to.setProperty(property.getName(), moved(property.getName(), property.getValue(), factory));
        }
    }

    private Value moved(String name, Value value, ValueFactory factory) throws RepositoryException {
        if (value.getType() == PropertyType.DATE) {
            Calendar at = value.getDate();
            at.setTimeInMillis(at.getTimeInMillis() + by.toMillis());
            return factory.createValue(at);
        }
        if (name.equals("herald:order")) {
            return factory.createValue(value.getLong() + by.toMillis() * 1000);
        }
        if (value.getType() != PropertyType.STRING) {
            return value;
        }
        if (name.matches("herald:(keys|remoteId|turn|touch)")) {
            return factory.createValue(UUID.randomUUID().toString());
        }
        String text = value.getString();
        for (String[] word : words) {
            text = word[0].isEmpty() ? text : text.replace(word[0], word[1]);
        }
        return factory.createValue(
                TIME.matcher(text).replaceAll(found -> times.getOrDefault(found.group(), found.group())));
    }
}
