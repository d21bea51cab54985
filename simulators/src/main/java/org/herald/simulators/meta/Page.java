package org.herald.simulators.meta;

import java.util.List;

/**
 * A page, with who runs it.
 *
 * @param instagram the id of its professional account; empty for none
 * @param username how that account is called
 * @param tasks what the person who signs in may do on it
 */
public record Page(String id, String name, String instagram, String username, List<String> tasks) {
    /** All that one may do on a page (Pages API, Tasks). */
    public static final List<String> ALL_TASKS =
            List.of("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE");

    /** Where its picture is. */
    public String picture() {
        return "https://scontent.xx.fbcdn.net/v/" + id + ".jpg";
    }

    /** Where the picture of its professional account is. */
    public String portrait() {
        return "https://scontent.cdninstagram.com/v/" + instagram + ".jpg";
    }
}
