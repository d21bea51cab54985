package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;
import static org.herald.core.repo.Nodes.values;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.core.repo.Nodes;

/** Puts approved comments below an article and takes them away. Commits nothing: the caller's decision does. */
public final class Comments {
    private Comments() {}

    /** Shows a reply below its article. */
    public static void show(ResourceResolver resolver, String article, Resource reply) {
        try {
            Resource folder = folder(resolver, article);
            ReadingOrder before = CommentOrder.of(folder);
            Resource old = folder.getChild(reply.getName());
            if (old != null) {
                resolver.delete(old);
            }
            Resource comment =
                    Nodes.create(folder, reply.getName(), NT_COMMENT, StoredComment.sanitized(reply.getValueMap()));
            changed(folder, before.with(StoredComment.entry(comment.getName(), comment.getValueMap())));
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot show a comment below " + article, e);
        }
    }

    /** Notes that readers are to see something else. */
    private static void changed(Resource folder, ReadingOrder order) {
        ModifiableValueMap values = values(folder);
        CommentOrder.write(values, order);
        await(values);
    }

    /** Who takes the comments to the renderers meanwhile does not take this mark away: no two are the same. */
    private static void await(ModifiableValueMap folder) {
        folder.put(PN_WAITING, UUID.randomUUID().toString());
    }

    /**
     * Says where the posts of an article can be answered. Nothing happens where that is what stands there already, and
     * where the article has a component of that name.
     *
     * @param posts network and address of each, with a tabulator between them
     * @return whether something changed
     */
    static boolean invite(ResourceResolver resolver, String article, List<String> posts) {
        Resource content = resolver.getResource(article + "/" + NN_CONTENT);
        Resource folder = content == null ? null : content.getChild(NN_COMMENTS);
        boolean taken = folder != null && !isComments(folder);
        if (content == null || taken || posts.equals(posts(folder))) {
            return false;
        }
        try {
            Resource comments = folder == null ? folder(resolver, article) : folder;
            ModifiableValueMap values = values(comments);
            values.put(PN_POSTS, String.join("\n", posts));
            await(values);
            return true;
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot say where " + article + " is answered", e);
        }
    }

    /** Where the posts can be answered: network and address of each, with a tabulator between them. */
    public static List<String> posts(Resource folder) {
        return folder == null
                ? List.of()
                : Nodes.string(folder.getValueMap(), PN_POSTS).lines().toList();
    }

    /** Tells whether a node holds readers' comments; a component may have its name. */
    public static boolean isComments(Resource folder) {
        return NT_COMMENTS.equals(folder.getValueMap().get(PN_PRIMARY_TYPE, ""));
    }

    /**
     * Brings comments that an earlier version of Herald left to what this one writes: sanitised, and with their order.
     *
     * @return how many were written anew; 0 where all is well already
     */
    public static int bring(Resource folder) {
        int brought = 0;
        for (Resource child : folder.getChildren()) {
            if (!StoredComment.isSanitized(child.getValueMap())) {
                values(child).putAll(StoredComment.sanitized(child.getValueMap()));
                brought++;
            }
        }
        ReadingOrder order = CommentOrder.made(folder);
        if (brought > 0 || !order.encode().equals(Nodes.string(folder.getValueMap(), PN_READING_ORDER))) {
            changed(folder, order);
            return Math.max(1, brought);
        }
        return 0;
    }

    private static Resource folder(ResourceResolver resolver, String article) throws PersistenceException {
        Resource content = resolver.getResource(article + "/" + NN_CONTENT);
        if (content == null) {
            throw new IllegalStateException("the article has no content: " + article);
        }
        Resource folder = content.getChild(NN_COMMENTS);
        if (folder != null && !isComments(folder)) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "commentsTaken",
                    "A component of the article is named “comments”, where readers' words stand: rename it.");
        }
        return folder == null ? Nodes.create(content, NN_COMMENTS, NT_COMMENTS, Map.of()) : folder;
    }

    /** Takes a comment away; nothing happens when it is not there. */
    public static void hide(ResourceResolver resolver, String article, String name) {
        Resource comment = resolver.getResource(article + "/" + NN_CONTENT + "/" + NN_COMMENTS + "/" + name);
        if (comment != null) {
            try {
                Resource folder = comment.getParent();
                ReadingOrder before = CommentOrder.of(folder);
                resolver.delete(comment);
                changed(folder, before.without(name));
            } catch (PersistenceException e) {
                throw new IllegalStateException("cannot hide a comment below " + article, e);
            }
        }
    }
}
