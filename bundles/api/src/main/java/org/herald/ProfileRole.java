package org.herald;

/**
 * What somebody is to one profile. An administrator names groups for the first four; a stronger role holds what the
 * weaker ones may do, as the one table says that {@link Profiles#rights} tells.
 */
public enum ProfileRole {
    /** Speaks as the profile: what is shared goes out. */
    PUBLISH,
    /** Writes for the profile: what is shared waits until somebody who publishes approves it. */
    SUBMIT,
    /** Decides on what readers say, and answers as the profile. */
    MODERATE,
    /** Sees the profile, its posts and what readers say to it. */
    LOOK,
    /** Administers Herald: may do everything, and is named nowhere. */
    ADMINISTER
}
