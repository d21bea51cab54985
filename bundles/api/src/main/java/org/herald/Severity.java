package org.herald;

/** What a finding means for the one who would send. */
public enum Severity {
    /** It cannot be sent like this. */
    BLOCKS,
    /** It can, but somebody should look. */
    WARNS
}
