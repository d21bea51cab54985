package org.herald.core.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.jcr.Node;
import javax.jcr.NodeIterator;
import javax.jcr.Property;
import javax.jcr.PropertyIterator;
import javax.jcr.PropertyType;
import javax.jcr.RepositoryException;
import javax.jcr.Value;
import org.herald.MediaFile;
import org.herald.RevisionChange;
import org.herald.ShareRequest.PostRequest;
import org.herald.core.guard.Unseen;
import org.herald.core.repo.Names;
import org.jsoup.Jsoup;

/** What an article says otherwise than a version of it. */
final class Difference {
    private static final String FROZEN = "jcr:frozen";
    private static final String FROZEN_TYPE = "jcr:frozenPrimaryType";

    private Difference() {}

    /** Compares what was asked for with what was asked for before: times and posts. */
    static List<RevisionChange> between(Submission before, Submission after) {
        Map<String, String> old = texts(before);
        Map<String, String> now = texts(after);
        Set<String> places = new LinkedHashSet<>(now.keySet());
        places.addAll(old.keySet());
        return places.stream()
                .map(place -> new RevisionChange(place, old.getOrDefault(place, ""), now.getOrDefault(place, "")))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private static Map<String, String> texts(Submission submission) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("publishAt", Objects.toString(submission.publishAt(), ""));
        texts.put("unpublishAt", Objects.toString(submission.unpublishAt(), ""));
        for (PostRequest wanted : submission.plan()) {
            String files = wanted.media() == null
                    ? ""
                    : wanted.media().stream().map(MediaFile::path).collect(Collectors.joining("\n"));
            String when = wanted.when().isNow()
                    ? ""
                    : Objects.toString(
                            wanted.when().at(), "+" + wanted.when().after().toString());
            String text = Stream.of(wanted.text().strip(), wanted.comment().strip(), files, when)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("\n\n"));
            texts.merge("post:" + wanted.profileId(), text, (one, other) -> one + "\n\n" + other);
        }
        return texts;
    }

    /** Compares the content of a page with a version of it. */
    static List<RevisionChange> between(Node before, Node after) {
        try {
            Map<String, String> old = new LinkedHashMap<>();
            Map<String, String> now = new LinkedHashMap<>();
            read(before, "", old);
            read(after, "", now);
            Set<String> places = new LinkedHashSet<>(now.keySet());
            places.addAll(old.keySet());
            List<RevisionChange> changes = new ArrayList<>();
            for (String place : places) {
                String was = old.getOrDefault(place, "");
                String is = now.getOrDefault(place, "");
                if (!was.equals(is)) {
                    changes.add(new RevisionChange(place, was, is));
                }
            }
            return changes;
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot compare with the version", e);
        }
    }

    private static void read(Node node, String path, Map<String, String> texts) throws RepositoryException {
        for (PropertyIterator all = node.getProperties(); all.hasNext(); ) {
            Property property = all.nextProperty();
            String name = property.getName();
            boolean told = !Revision.VOLATILE.contains(name)
                    && !name.startsWith(FROZEN)
                    && !name.equals(Names.PN_PRIMARY_TYPE);
            if (told) {
                texts.put(path + name, text(property));
            }
        }
        for (NodeIterator all = node.getNodes(); all.hasNext(); ) {
            Node child = all.nextNode();
            String type = type(child);
            boolean comments = path.isEmpty() && Unseen.isComments(Names.NN_CONTENT, child.getName(), type);
            if (!comments && !Unseen.isRights(child.getName(), type)) {
                read(child, path + child.getName() + "/", texts);
            }
        }
    }

    private static String type(Node node) throws RepositoryException {
        return node.hasProperty(FROZEN_TYPE)
                ? node.getProperty(FROZEN_TYPE).getString()
                : node.getPrimaryNodeType().getName();
    }

    private static String text(Property property) throws RepositoryException {
        Value[] values = property.isMultiple() ? property.getValues() : new Value[] {property.getValue()};
        List<String> texts = new ArrayList<>();
        for (Value value : values) {
            boolean binary = value.getType() == PropertyType.BINARY;
            String text = binary ? value.getBinary().getSize() + " bytes" : value.getString();
            texts.add(text.contains("<") ? Jsoup.parse(text).wholeText().strip() : text);
        }
        return String.join("\n", texts);
    }
}
