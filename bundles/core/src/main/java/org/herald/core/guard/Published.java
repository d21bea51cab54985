package org.herald.core.guard;

import java.util.Set;
import java.util.stream.IntStream;
import javax.jcr.PropertyType;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/**
 * What the CMS takes for public, as its {@code CMSUtils.PUBLISHABLE_TYPES} and
 * {@code PublishableResourceImpl.isPublished()} do: a node is seen by everybody when the nearest publishable node at or
 * above it says so in its content, by {@code sling:published} or, where that is absent, by {@code published}, of any type
 * that can be read as a boolean, of several values the first.
 */
final class Published {
    private static final Set<String> PUBLISHABLE =
            Set.of("sling:File", Names.NT_PAGE, "sling:Folder", "sling:OrderedFolder");
    private static final String LEGACY = "published";
    private static final Set<Integer> READABLE = Set.of(
            PropertyType.BOOLEAN,
            PropertyType.STRING,
            PropertyType.NAME,
            PropertyType.URI,
            PropertyType.PATH,
            PropertyType.REFERENCE,
            PropertyType.WEAKREFERENCE);

    private Published() {}

    /** What a property says to the CMS. */
    private enum Answer {
        ABSENT,
        NO,
        YES,
        /** It hangs on how the CMS converts numbers, dates and empty lists: never trusted, in either direction. */
        UNCLEAR
    }

    static boolean isPublishable(NodeState node) {
        return isPublishable(node.getName(Names.PN_PRIMARY_TYPE));
    }

    static boolean isPublishable(String type) {
        return type != null && PUBLISHABLE.contains(type);
    }

    /**
     * Tells whether a node is not read with the one above it: it is published by itself, or only holds what is. Anything
     * else, a component say, can show whatever lies in it.
     */
    static boolean isReadApart(String type) {
        return isPublishable(type) || "sling:Site".equals(type) || "nt:folder".equals(type);
    }

    /** Tells whether the CMS certainly shows a publishable node to everybody. */
    static boolean isPublic(NodeState publishable) {
        return answer(publishable) == Answer.YES;
    }

    /** Tells whether the CMS shows a publishable node to everybody, or might. */
    static boolean mayBePublic(NodeState publishable) {
        Answer answer = answer(publishable);
        return answer == Answer.YES || answer == Answer.UNCLEAR;
    }

    private static Answer answer(NodeState publishable) {
        NodeState content = publishable.getChildNode(Names.NN_CONTENT);
        Answer own = answer(content.getProperty(Names.PN_PUBLISHED));
        return own == Answer.ABSENT ? answer(content.getProperty(LEGACY)) : own;
    }

    private static Answer answer(PropertyState property) {
        if (property == null) {
            return Answer.ABSENT;
        }
        if (!READABLE.contains(property.getType().tag()) || property.count() == 0) {
            return Answer.UNCLEAR;
        }
        if ("true".equalsIgnoreCase(property.getValue(Type.STRING, 0))) {
            return Answer.YES;
        }
        boolean anywhere = IntStream.range(0, property.count())
                .mapToObj(i -> property.getValue(Type.STRING, i).strip())
                .anyMatch("true"::equalsIgnoreCase);
        return anywhere ? Answer.UNCLEAR : Answer.NO;
    }
}
