package org.herald.connectors.x;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the connector to X. */
@ObjectClassDefinition(name = "Herald: X", description = "Sharing with X.")
@interface XConfig {
    @AttributeDefinition(
            name = "Client ID",
            description = "Of the app in X's Developer Console (console.x.com), under Keys and tokens, OAuth 2.0."
                    + " Without it nobody can sign in, and accounts are not renewed after two hours. With that of another"
                    + " app all accounts must be connected anew.")
    String clientId() default "";

    /** The line before its name keeps it out of the properties of the service, which everybody may read. */
    @AttributeDefinition(
            name = "Client secret",
            description = "Of the same app, of the type Web App, Automated App or Bot. Empty for an app that has none.",
            type = AttributeType.PASSWORD)
    String _clientSecret() default "";

    @AttributeDefinition(
            name = "Sign-in address",
            description = "Where people are asked to let Herald post. Another one is for tests only.")
    String authorize() default "https://x.com/i/oauth2/authorize";

    @AttributeDefinition(
            name = "API address",
            description =
                    "X's own server: the app's secret, codes and tokens go there and nowhere else, and profiles of"
                            + " another server are not connected. Another one is for tests only.")
    String api() default "https://api.x.com";

    @AttributeDefinition(
            name = "Web address",
            description = "Where people read posts; permalinks begin with it. Another one changes new permalinks only.")
    String web() default "https://x.com";

    @AttributeDefinition(
            name = "Older names of fields",
            description = "X's description of its API names fields post.fields and referenced_posts, its guides still"
                    + " tweet.fields and referenced_tweets.id. Turn it on only where X refuses all reading because it"
                    + " does not know post.fields.")
    boolean olderNames() default false;
}
