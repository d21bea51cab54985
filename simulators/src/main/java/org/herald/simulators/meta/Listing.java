package org.herald.simulators.meta;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/**
 * A page of a list, with cursors (Graph API, Paginated Results). A cursor names the object that was last, so that what is
 * new meanwhile moves nothing.
 */
public final class Listing {
    private static final int USUAL = 25;
    private static final int MOST = 100;

    /**
     * What a list is of.
     *
     * @param name as the API calls it
     * @param fields what may be asked
     * @param unasked what is told when nothing is asked
     */
    public record Type(String name, Set<String> fields, Set<String> unasked) {}

    private Listing() {}

    /**
     * Answers the page that a request asks for.
     *
     * @param all the whole list in its order
     * @param type what the list is of
     */
    public static Reply of(GraphCall call, List<Map<String, Object>> all, Type type) throws Violation {
        Fields.check(call.get("fields"), type.fields(), type.name());
        int limit = limit(call);
        int from = from(call, all);
        int to = Math.min(all.size(), from + limit);
        List<Object> data = new ArrayList<>();
        for (Map<String, Object> object : all.subList(from, to)) {
            data.add(Fields.pick(object, call.get("fields"), type.unasked(), type.name()));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", data);
        if (!data.isEmpty()) {
            Map<String, Object> paging = new LinkedHashMap<>();
            String after = cursor(all.get(to - 1));
            paging.put("cursors", Map.of("before", cursor(all.get(from)), "after", after));
            if (to < all.size()) {
                paging.put(
                        "next",
                        "https://graph.facebook.com" + call.call().path() + "?limit=" + limit + "&after=" + after);
            }
            answer.put("paging", paging);
        }
        return Reply.json(200, answer);
    }

    /** The first page of a list within an object, as a field of it; null where there is nothing in it. */
    public static Map<String, Object> within(List<Map<String, Object>> all) {
        if (all.isEmpty()) {
            return null;
        }
        List<Map<String, Object>> data = all.subList(0, Math.min(USUAL, all.size()));
        Map<String, Object> paging = new LinkedHashMap<>();
        String after = cursor(data.get(data.size() - 1));
        paging.put("cursors", Map.of("before", cursor(data.get(0)), "after", after));
        if (data.size() < all.size()) {
            paging.put("next", "https://graph.facebook.com/?after=" + after);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("data", data);
        page.put("paging", paging);
        return page;
    }

    private static int limit(GraphCall call) throws Violation {
        String limit = call.has("limit") ? call.get("limit") : String.valueOf(USUAL);
        if (!limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > MOST) {
            throw GraphError.parameter("The parameter limit must be between 1 and " + MOST)
                    .violation("limit=" + limit);
        }
        return Integer.parseInt(limit);
    }

    private static int from(GraphCall call, List<Map<String, Object>> all) throws Violation {
        if (!call.has("after")) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (cursor(all.get(i)).equals(call.get("after"))) {
                return i + 1;
            }
        }
        throw GraphError.parameter("Invalid cursors values").violation("a cursor that was not given");
    }

    private static String cursor(Map<String, Object> object) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(object.get("id")).getBytes(StandardCharsets.UTF_8));
    }
}
