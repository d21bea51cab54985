package org.herald.models;

import java.util.List;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** The approved comments under an article, for HTL. */
@ProviderType
public interface Conversation {
    /** The comments in reading order: each is followed by the answers to it, one level deeper. */
    @NotNull
    List<Comment> getComments();

    /** How many there are. */
    int getCount();

    /** Tells whether there are none. */
    boolean isEmpty();
}
