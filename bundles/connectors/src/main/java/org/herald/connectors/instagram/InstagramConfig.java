package org.herald.connectors.instagram;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Instagram connector. */
@ObjectClassDefinition(
        name = "Herald: Instagram",
        description =
                "Sharing on Instagram (professional accounts). Needs an app of your own from developers.facebook.com; see the"
                        + " connector's README for its permissions and the review.")
@interface InstagramConfig {
    @AttributeDefinition(
            name = "App id",
            description = "From the app's dashboard. Without it nobody can sign in; pasted tokens of pages still work.")
    String appId() default "";

    @AttributeDefinition(
            name = "App secret",
            type = AttributeType.PASSWORD,
            description =
                    "From the app's dashboard. Requests are signed with it, and webhooks are checked by it: another"
                            + " one makes the tokens of another app useless.")
    String _appSecret() default "";

    @AttributeDefinition(
            name = "Login configuration id",
            description =
                    "For an app with Facebook Login for Business: the configuration that says which permissions are"
                            + " asked for. Empty for an app with Facebook Login.")
    String loginId() default "";

    @AttributeDefinition(
            name = "Webhook verify token",
            type = AttributeType.PASSWORD,
            description =
                    "What you type at the app's webhook, too. Empty: Meta cannot tell what is new, and comments are"
                            + " read from time to time only.")
    String _verifyToken() default "";

    @AttributeDefinition(
            name = "Graph API version",
            description = "Each ends about two years after it came out (v21.0 on 2027-01-21): set a newer one before.")
    String version() default "v26.0";

    @AttributeDefinition(
            name = "End of that version",
            description =
                    "As Meta's changelog says it, like 2028-07-29: administrators are told 14, 7 and 1 days before."
                            + " Empty: what Herald knows of it, and nothing of versions whose successor is not out.")
    String versionEnds() default "";

    @AttributeDefinition(name = "API address", description = "Where requests and tokens go. For tests only.")
    String api() default "https://graph.facebook.com";

    @AttributeDefinition(name = "Sign-in address", description = "Where people sign in. For tests only.")
    String dialog() default "https://www.facebook.com";
}
