package org.herald.connectors.threads;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Threads connector. */
@ObjectClassDefinition(
        name = "Herald: Threads",
        description = "The app at Meta by which people connect Threads accounts. Without its id and secret a token can"
                + " be entered by hand, and nothing that Threads sends by itself is believed.")
@interface ThreadsConfig {
    @AttributeDefinition(
            name = "Threads app id",
            description = "From the app's dashboard at Meta, under the Threads use case: not the id of the app itself."
                    + " With another one, accounts that are connected go on until their tokens end.")
    String clientId() default "";

    @AttributeDefinition(
            name = "Threads app secret",
            type = AttributeType.PASSWORD,
            description = "Stands beside the Threads app id. A wrong one lets nobody sign in, and what Threads sends by"
                    + " itself is not believed.")
    String _clientSecret() default "";

    @AttributeDefinition(
            name = "Version",
            description = "The version of the API that is spoken. Another one changes all requests at once.")
    String version() default "v1.0";

    @AttributeDefinition(
            name = "API address",
            description = "Where codes, tokens and the app's secret are sent. A profile with another server cannot be"
                    + " connected. For tests only.")
    String api() default "https://graph.threads.net";

    @AttributeDefinition(
            name = "Authorization window",
            description = "Where people are sent to agree. It changes where they sign in.")
    String authorize() default "https://threads.net/oauth/authorize";

    @AttributeDefinition(
            name = "Verify token",
            type = AttributeType.PASSWORD,
            description =
                    "Any words, entered here and at the webhook in the app's dashboard. Without them Threads cannot"
                            + " be told to send what is new.")
    String _verifyToken() default "";
}
