package org.herald.connectors.bluesky;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Bluesky connector. */
@ObjectClassDefinition(name = "Herald: Bluesky", description = "Sharing with Bluesky.")
@interface BlueskyConfig {
    @AttributeDefinition(
            name = "Web address",
            description = "Where people read posts; permalinks begin with it. Another one changes new permalinks only.")
    String web() default "https://bsky.app";

    @AttributeDefinition(
            name = "Directory",
            description = "Who knows the servers of accounts (did:plc). Another one is for networks of one's own.")
    String directory() default "https://plc.directory";

    @AttributeDefinition(
            name = "Number of the signing key",
            description = "One more makes Herald sign new sign-ins with a new key, and go on with those of the key"
                    + " before; two more retire it: profiles that were connected with it are to be connected again.")
    int signingKey() default 1;
}
