package org.herald.core.variant;

/** Whether a text holds a link, as the networks that charge for it see one. */
public final class Links {
    private Links() {}

    /** Tells so; the name of a host alone is one, too. */
    public static boolean isIn(String text) {
        return !Entities.allLinks(text, Entities.links(text)).isEmpty();
    }
}
