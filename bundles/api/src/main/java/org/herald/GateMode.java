package org.herald;

/** How strictly a site keeps a rule for its texts. */
public enum GateMode {
    /** Nobody is told. */
    OFF,
    /** The editor is told. */
    WARN,
    /** What breaks the rule cannot be sent. */
    BLOCK
}
