package org.herald.connectors.bluesky;

import java.net.URI;

/**
 * Where people read posts.
 *
 * @param web the address of the app
 */
record Permalinks(String web) {
    /** The address of a post; null where a server gave a name that none can be made of. */
    URI of(String handle, String uri) {
        try {
            return URI.create(web + "/profile/" + handle + "/post/" + uri.substring(uri.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
