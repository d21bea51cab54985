package org.herald.connectors.discord;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Discord connector. */
@ObjectClassDefinition(name = "Herald: Discord", description = "Sharing with Discord.")
@interface DiscordConfig {
    @AttributeDefinition(
            name = "Web address",
            description =
                    "Where people read messages; permalinks begin with it. Another one changes new permalinks only.")
    String web() default "https://discord.com";

    @AttributeDefinition(
            name = "API version",
            description =
                    "Which version of the API is spoken. Herald was tried with 10; another one may answer otherwise.")
    int apiVersion() default 10;
}
