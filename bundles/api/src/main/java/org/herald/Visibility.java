package org.herald;

/** Who may see a remote post, as its author chose it on the network. */
public enum Visibility {
    /** Everybody, and listed in timelines. */
    PUBLIC,
    /** Everybody who has the address; not listed ("quiet public"). */
    UNLISTED,
    /** The author's followers only. */
    FOLLOWERS,
    /** The people mentioned only. */
    DIRECT;

    /** Tells whether a public page may show such a post. */
    public boolean mayBeShown() {
        return this == PUBLIC || this == UNLISTED;
    }
}
