package org.herald.spi;

import org.jetbrains.annotations.NotNull;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells what an admin must have at hand to connect a profile. */
@ConsumerType
public interface Onboarding extends Capability {

    /** What is asked for, and what the connector's configuration lacks now. */
    @NotNull
    Requirements requirements();
}
