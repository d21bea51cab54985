package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;

/** Puts approved comments below an article and takes them away. Commits nothing: the caller's decision does. */
public final class Comments {
    private static final List<String> SHOWN = List.of(
            PN_AUTHOR_HANDLE,
            PN_AUTHOR_NAME,
            PN_TEXT,
            PN_URL,
            PN_AT,
            PN_NETWORK,
            PN_PARENT,
            PN_OWN,
            PN_VISIBILITY,
            PN_WARNING,
            PN_MEDIA);

    private Comments() {}

    /** Shows a reply below its article. */
    public static void show(ResourceResolver resolver, String article, Resource reply) {
        try {
            Resource folder = folder(resolver, article);
            Resource old = folder.getChild(reply.getName());
            if (old != null) {
                resolver.delete(old);
            }
            Nodes.create(folder, reply.getName(), NT_COMMENT, shown(reply.getValueMap()));
            changed(folder);
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot show a comment below " + article, e);
        }
    }

    /** Notes that readers are to see something else. */
    private static void changed(Resource folder) {
        ModifiableValueMap values = folder.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + folder.getPath());
        }
        values.put(PN_WAITING, "true");
    }

    private static Resource folder(ResourceResolver resolver, String article) throws PersistenceException {
        Resource content = resolver.getResource(article + "/" + NN_CONTENT);
        if (content == null) {
            throw new IllegalStateException("the article has no content: " + article);
        }
        Resource folder = content.getChild(NN_COMMENTS);
        if (folder != null && !NT_COMMENTS.equals(folder.getValueMap().get(PN_PRIMARY_TYPE, ""))) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "commentsTaken",
                    "A component of the article is named “comments”, where readers' words stand: rename it.");
        }
        return folder == null ? Nodes.create(content, NN_COMMENTS, NT_COMMENTS, Map.of()) : folder;
    }

    private static Map<String, Object> shown(ValueMap reply) {
        Map<String, Object> values = new HashMap<>();
        for (String name : SHOWN) {
            Object value = reply.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** Takes a comment away; nothing happens when it is not there. */
    public static void hide(ResourceResolver resolver, String article, String name) {
        Resource comment = resolver.getResource(article + "/" + NN_CONTENT + "/" + NN_COMMENTS + "/" + name);
        if (comment != null) {
            try {
                changed(comment.getParent());
                resolver.delete(comment);
            } catch (PersistenceException e) {
                throw new IllegalStateException("cannot hide a comment below " + article, e);
            }
        }
    }
}
