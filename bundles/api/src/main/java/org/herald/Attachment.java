package org.herald;

/** What goes with the text of a variant. */
public enum Attachment {
    /** A preview of the link: built by the network where it builds one, else by Herald. */
    CARD,
    /** Pictures or a video with their alternative texts. */
    MEDIA,
    /** Nothing. */
    NONE
}
