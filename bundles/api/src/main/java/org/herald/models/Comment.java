package org.herald.models;

import java.util.List;
import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ProviderType;

/** One approved comment, for HTL. */
@ProviderType
public interface Comment {
    /** A name for the element's id, unique on the page. */
    @NotNull
    String getAnchor();

    /** The element id of what it answers, which may be on another page; empty at the first level. */
    @NotNull
    String getParentAnchor();

    /** A relative address that leads to it, on whatever page it is then. */
    @NotNull
    String getPermalink();

    /** 0 at the first level, 6 at most. */
    int getDepth();

    /** How the author is called. */
    @NotNull
    String getAuthor();

    /** How the author is addressed. */
    @NotNull
    String getHandle();

    /** The network's title. */
    @NotNull
    String getNetwork();

    /** Where it can be read on the network; empty when unknown. */
    @NotNull
    String getUrl();

    /** When it was written, as ISO 8601. */
    @NotNull
    String getTime();

    /** When it was written, for people, in the page's language. */
    @NotNull
    String getDate();

    /** Sanitised HTML. */
    @NotNull
    String getText();

    /** What its author set before it: the text stands closed behind it. Empty for none. */
    @NotNull
    String getWarning();

    /** What is attached to it; nothing of it is loaded. */
    @NotNull
    List<Medium> getMedia();

    /** Something attached to a comment. */
    @ProviderType
    interface Medium {
        /** {@code IMAGE}, {@code VIDEO}, {@code AUDIO} or {@code OTHER}. */
        @NotNull
        String getKind();

        /** Where it is on the network; empty when unknown. */
        @NotNull
        String getUrl();

        /** What it shows, in its author's words; empty when nobody said. */
        @NotNull
        String getDescription();
    }

    /** Tells whether the site wrote it. */
    boolean isOwn();
}
