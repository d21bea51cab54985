package org.herald.simulators.meta;

import java.util.Set;
import org.herald.simulators.Violation;

/** Permissions (Permissions Reference). */
public final class Scopes {
    /** Those that a dialog may ask for here. */
    public static final Set<String> KNOWN = Set.of(
            "public_profile",
            "email",
            "business_management",
            "pages_show_list",
            "pages_manage_posts",
            "pages_manage_metadata",
            "pages_manage_engagement",
            "pages_read_engagement",
            "pages_read_user_content",
            "instagram_basic",
            "instagram_content_publish",
            "instagram_manage_comments");

    private Scopes() {}

    /** Refuses a token without a permission. */
    public static void need(Grant grant, String... scopes) throws Violation {
        for (String scope : scopes) {
            if (!grant.scopes().contains(scope)) {
                throw GraphError.permission(scope).violation("the token has no " + scope);
            }
        }
    }
}
