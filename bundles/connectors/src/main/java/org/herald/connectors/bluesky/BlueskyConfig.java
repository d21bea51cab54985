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
}
