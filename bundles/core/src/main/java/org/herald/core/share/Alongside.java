package org.herald.core.share;

import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.ResourceResolver;

/** What is written in the same commit as a move: both happen, or neither. */
@FunctionalInterface
public interface Alongside {
    /** Nothing. */
    Alongside NOTHING = (resolver, whose) -> {};

    /** Adds to what is about to be committed. */
    void write(ResourceResolver resolver, Whose whose) throws PersistenceException;
}
