package org.herald.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that a connector can do for its network: one of the interfaces here that extend this one. A connector
 * registers services of this type with the service property {@link Network#ID}; one service may have several
 * capabilities, and what a network cannot do is not there.
 */
@ConsumerType
public interface Capability {}
