package org.herald.simulators.facebook;

/**
 * A photo that was uploaded.
 *
 * @param alt its alternative text
 * @param post the post that it went with; empty while it is in none
 */
public record Photo(String id, String page, String alt, String post) {
    Photo in(String other) {
        return new Photo(id, page, alt, other);
    }
}
