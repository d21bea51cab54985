package org.herald.core.guard;

import java.util.Set;
import org.herald.core.repo.Names;

/** What is no part of what a page says. */
public final class Unseen {
    /** What the CMS and the repository write of their own. */
    public static final Set<String> VOLATILE = Set.of(
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

    private static final Set<String> RIGHTS = Set.of("rep:policy", "rep:cugPolicy", "rep:principalPolicy");
    private static final Set<String> RIGHTS_TYPES = Set.of("rep:ACL", "rep:CugPolicy", "rep:PrincipalPolicy");

    private Unseen() {}

    /** Tells whether a node holds rights. A component that borrows the name of one does not. */
    public static boolean isRights(String name, String type) {
        return RIGHTS.contains(name) && RIGHTS_TYPES.contains(type);
    }

    /**
     * Tells whether a node holds readers' comments: the one that Herald keeps them in, directly in a page's content. A
     * component of another type with that name is content.
     */
    public static boolean isComments(String parent, String name, String type) {
        return parent.equals(Names.NN_CONTENT) && name.equals(Names.NN_COMMENTS) && Names.NT_COMMENTS.equals(type);
    }

    /** Tells whether a node holds the pictures that the CMS makes of a file. */
    static boolean isRenditions(String parent, String name) {
        return parent.equals(Names.NN_CONTENT) && name.equals("renditions");
    }
}
