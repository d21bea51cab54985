package org.herald.core.repo;

import javax.jcr.InvalidItemStateException;
import javax.jcr.ItemExistsException;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.ResourceResolver;

/**
 * Asking and committing. Two writers who meet are a {@link Conflict}: whoever lost reads again and decides again. A
 * repository that cannot write (its disk is full, say) is a {@link Failure}: trying again at once would be no better, and
 * nobody may take it for the other.
 */
public final class Persistence {
    /** How often somebody who lost against another writer tries again. */
    private static final int TRIES = 5;

    private Persistence() {}

    /** Somebody else changed the same at the same moment: nothing was written. */
    public static final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;

        Conflict(Throwable cause) {
            super("somebody else changed it at the same moment", cause);
        }
    }

    /** The repository could not write; nothing was written. */
    public static final class Failure extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Failure(String what, Throwable cause) {
            super("cannot " + what, cause);
        }
    }

    /** Reads and decides anew at each try, and commits by {@link #commit}. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** Tries once. */
        T run() throws PersistenceException, Conflict;
    }

    /**
     * Commits what a resolver holds.
     *
     * @param what what is being done, as it goes on after "cannot"
     * @throws Conflict when somebody else was faster
     * @throws Failure when the repository cannot write
     */
    public static void commit(ResourceResolver resolver, String what) throws Conflict {
        try {
            resolver.commit();
        } catch (PersistenceException e) {
            throw conflict(e, what);
        }
    }

    /**
     * Does something again as long as somebody else is faster.
     *
     * @param what what is being done, as it goes on after "cannot"
     * @throws Failure when the repository cannot write, or others were faster each time
     */
    public static <T> T retry(String what, Attempt<T> attempt) {
        Exception last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return attempt.run();
            } catch (Conflict e) {
                last = e;
            } catch (PersistenceException e) {
                last = conflict(e, what);
            }
        }
        throw new Failure(what, last);
    }

    private static Conflict conflict(PersistenceException e, String what) {
        if (isConflict(e)) {
            return new Conflict(e);
        }
        throw new Failure(what, e);
    }

    /** Tells whether a failed write lost against another writer, and not against the disk, a right or a rule. */
    public static boolean isConflict(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean lost = cause instanceof CommitFailedException failed
                    && (failed.isOfType(CommitFailedException.STATE)
                            || failed.isOfType(CommitFailedException.MERGE)
                            || failed.isOfType(CommitFailedException.OAK) && failed.getCode() == 1);
            if (lost || cause instanceof InvalidItemStateException || cause instanceof ItemExistsException) {
                return true;
            }
        }
        return false;
    }
}
