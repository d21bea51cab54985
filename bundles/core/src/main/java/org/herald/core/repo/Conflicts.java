package org.herald.core.repo;

import javax.jcr.InvalidItemStateException;
import javax.jcr.ItemExistsException;
import org.apache.sling.api.resource.PersistenceException;

/** Tells why a commit failed: somebody else was faster, or something is broken. */
public final class Conflicts {
    private Conflicts() {}

    /** True where somebody else changed the same at the same moment: what is there now may be looked at again. */
    public static boolean isConflict(PersistenceException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidItemStateException || cause instanceof ItemExistsException) {
                return true;
            }
        }
        return false;
    }
}
