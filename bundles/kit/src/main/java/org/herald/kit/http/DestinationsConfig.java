package org.herald.kit.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where Herald may connect to beside the public internet. */
@ObjectClassDefinition(
        name = "Herald: addresses of networks",
        description = "Herald connects to the public internet by https. Here an administrator allows more.")
@interface DestinationsConfig {
    @AttributeDefinition(
            name = "This machine",
            description = "Whether servers on this machine may be connected, by http too. For developers only: what"
                    + " listens here usually trusts whoever reaches it.")
    boolean loopback() default false;

    @AttributeDefinition(
            name = "Allowed",
            description = "Names (social.intern) and blocks of addresses (10.20.0.0/16) of servers in your own network,"
                    + " and of the proxy if Java is told to use one.")
    String[] allowed() default {};
}
