package org.herald.core.guard;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import javax.jcr.Session;
import org.apache.jackrabbit.oak.api.Root;
import org.apache.jackrabbit.oak.api.Tree;
import org.apache.jackrabbit.oak.spi.state.NodeState;

/** The state below a session of Oak, to compare what the guard sees with what a session sees. */
public final class RepositoryHash {
    private RepositoryHash() {}

    /** Hashes the page at a path, as it is stored. */
    public static String of(Session session, String path) throws ReflectiveOperationException {
        Field field = find(session.getClass(), "sd");
        field.setAccessible(true);
        Object delegate = field.get(session);
        Method root = delegate.getClass().getMethod("getRoot");
        Tree tree = ((Root) root.invoke(delegate)).getTree(path);
        Method state = tree.getClass().getMethod("getNodeState");
        state.setAccessible(true);
        return ContentHash.ofPage(new StateContent("", (NodeState) state.invoke(tree)));
    }

    private static Field find(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
