package org.herald.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Call;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/** The server of the example connector's network: two answers to a page. */
final class Noticeboard extends Simulator {
    private static final String TOKEN = "board-token";
    private static final int PAGE = 2;
    private final Map<String, JsonNode> notes = new LinkedHashMap<>();
    private final List<Map<String, String>> answers = new ArrayList<>();
    private int puts;

    Noticeboard() {
        super(0);
    }

    int puts() {
        return puts;
    }

    Map<String, JsonNode> notes() {
        return notes;
    }

    /** Somebody answers. */
    void answer(String note, String text) {
        answers.add(Map.of(
                "id",
                "a" + answers.size(),
                "parent",
                note,
                "authorId",
                "17",
                "author",
                "Nora",
                "text",
                text,
                "at",
                clock.instant().toString()));
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        if (!call.header("Authorization").filter(("Bearer " + TOKEN)::equals).isPresent()) {
            throw new Violation("no token", revoked());
        }
        List<String> path = call.segments();
        if (path.equals(List.of("me"))) {
            return Reply.json(200, Map.of("id", "1", "name", "gazette"));
        }
        if (path.size() == 3 && path.get(2).equals("answers")) {
            return page(path.get(1), call.query().get("page"));
        }
        if (path.size() != 2 || !path.get(0).equals("notes")) {
            throw new Violation("no such thing", Reply.json(404, Map.of("error", "Not here.")));
        }
        return note(call, path.get(1));
    }

    private Reply note(Call call, String id) throws Violation {
        switch (call.method()) {
            case "PUT" -> {
                puts++;
                notes.put(id, call.json().orElseThrow(() -> new Violation("no JSON", Reply.empty(400))));
            }
            case "DELETE" -> notes.remove(id);
            default -> {
                if (!notes.containsKey(id)) {
                    return Reply.json(404, Map.of("error", "Not here."));
                }
            }
        }
        return Reply.json(200, Map.of("id", id, "url", uri() + "/read/" + id));
    }

    private Reply page(String note, String page) {
        int from = page == null || page.isEmpty() ? 0 : Integer.parseInt(page);
        List<Map<String, String>> all =
                answers.stream().filter(one -> one.get("parent").equals(note)).toList();
        int to = Math.min(all.size(), from + PAGE);
        return Reply.json(
                200, Map.of("answers", all.subList(from, to), "next", to < all.size() ? String.valueOf(to) : ""));
    }

    @Override
    protected Reply rateLimited() {
        return Reply.empty(429);
    }

    @Override
    protected Reply revoked() {
        return Reply.json(401, Map.of("error", "Who are you?"));
    }

    @Override
    protected Reply falseFailure() {
        return Reply.empty(500);
    }

    @Override
    protected Object state() {
        return Json.MAPPER.valueToTree(notes);
    }

    @Override
    protected Object act(String name, JsonNode what) {
        throw new IllegalArgumentException(name);
    }
}
