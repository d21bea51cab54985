package org.herald;

/** What goes with the text of a variant. */
public enum Attachment {
    /** A preview of the link: built by the network where it builds one, else by Herald. */
    CARD,
    /** The article's picture with its alternative text. */
    PICTURE,
    /** Nothing. */
    NONE
}
