package org.herald.simulators.threads;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Gives a list in pages. What the asking account may not see is taken out of a page after it was cut. */
final class Paging {
    static final Set<String> NAMES = Set.of("limit", "before", "after");
    private static final int USUAL = 25;
    private static final int MOST = 100;

    private Paging() {}

    static Reply page(Asked asked, URI self, List<Post> all, Function<Post, Map<String, Object>> told)
            throws Violation {
        if (asked.value("before").isPresent() && asked.value("after").isPresent()) {
            throw Errors.parameter("before and after cannot be sent together");
        }
        int limit = limit(asked);
        int from = from(asked, all, limit);
        int to = Math.min(from + limit, all.size());
        List<Post> cut = all.subList(Math.min(from, to), to);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", cut.stream().filter(post -> !post.unseen).map(told).toList());
        if (!cut.isEmpty()) {
            Map<String, Object> paging = new LinkedHashMap<>();
            String after = cursor(cut.get(cut.size() - 1));
            paging.put("cursors", Map.of("before", cursor(cut.get(0)), "after", after));
            if (to < all.size()) { // as on all of the Graph API, the token is in it
                paging.put(
                        "next",
                        self + "/" + String.join("/", asked.path()) + "?access_token=" + asked.token() + "&after="
                                + after);
            }
            answer.put("paging", paging);
        }
        return Reply.json(200, answer);
    }

    private static int limit(Asked asked) throws Violation {
        String limit = asked.value("limit").orElse(Integer.toString(USUAL));
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw Errors.parameter("limit is 1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }

    private static int from(Asked asked, List<Post> all, int limit) throws Violation {
        if (asked.value("after").isPresent()) {
            return position(all, asked.required("after")) + 1;
        }
        return asked.value("before").isPresent() ? Math.max(0, position(all, asked.required("before")) - limit) : 0;
    }

    private static String cursor(Post post) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(post.id.getBytes(StandardCharsets.US_ASCII));
    }

    private static int position(List<Post> all, String cursor) throws Violation {
        for (int i = 0; i < all.size(); i++) {
            if (cursor(all.get(i)).equals(cursor)) {
                return i;
            }
        }
        throw Errors.parameter("the cursor is none of ours");
    }
}
