package org.herald.connectors.linkedin;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the LinkedIn connector. */
@ObjectClassDefinition(name = "Herald: LinkedIn", description = "Sharing with LinkedIn.")
@interface LinkedInConfig {
    /** One configuration for all components of the package. */
    String PID = "org.herald.connectors.linkedin";

    @AttributeDefinition(
            name = "Client ID",
            description = "Of your application at https://www.linkedin.com/developers/apps. Without it nobody can sign"
                    + " in through LinkedIn; tokens can still be pasted.")
    String clientId() default "";

    @AttributeDefinition(
            name = "Client secret",
            type = AttributeType.PASSWORD,
            description = "Of the same application. It also proves that what is pushed to the CMS comes from LinkedIn;"
                    + " without it all of that is refused.")
    String _clientSecret() default "";

    @AttributeDefinition(
            name = "Scopes",
            description = "What members are asked to allow, separated by spaces: only what your application was"
                    + " granted. For members' own posts: openid profile w_member_social. Changed, everybody must sign"
                    + " in again, for LinkedIn ends all tokens before.")
    String scopes() default
            "r_basicprofile rw_organization_admin r_organization_social w_organization_social"
                    + " r_organization_social_feed w_organization_social_feed";

    @AttributeDefinition(
            name = "API version",
            description = "YYYYMM. Each works for about a year; Herald warns in the log and on posts two months before."
                    + " Read LinkedIn's migration notes before you set a newer one.")
    String version() default "202607";

    @AttributeDefinition(
            name = "API address",
            description = "LinkedIn's own server: profiles of another one are not connected, so that no token goes"
                    + " there. Another one is for tests only.")
    String api() default "https://api.linkedin.com";

    @AttributeDefinition(
            name = "Web address",
            description = "Where members sign in and read posts. Another one changes new permalinks and sign-ins only.")
    String web() default "https://www.linkedin.com";
}
