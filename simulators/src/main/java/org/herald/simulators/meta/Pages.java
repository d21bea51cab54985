package org.herald.simulators.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** The pages that a person runs (Graph API, User accounts; Page; Page subscribed_apps). */
public final class Pages {
    private static final Set<String> LISTS = Set.of("limit", "after", "before");
    private static final Listing.Type TYPE = new Listing.Type(
            "Page",
            Set.of(
                    "id",
                    "name",
                    "category",
                    "tasks",
                    "link",
                    "username",
                    "access_token",
                    "picture",
                    "instagram_business_account"),
            Set.of("id", "name", "access_token", "category", "tasks"));

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Set<String> subscribed = new LinkedHashSet<>();
    private final String person;
    private final Tokens tokens;

    Pages(String person, Tokens tokens) {
        this.person = person;
        this.tokens = tokens;
    }

    void put(Page page) {
        pages.put(page.id(), page);
    }

    Optional<Page> get(String id) {
        return Optional.ofNullable(pages.get(id));
    }

    List<Page> all() {
        return List.copyOf(pages.values());
    }

    boolean isSubscribed(String page) {
        return subscribed.contains(page);
    }

    /** Answers what is asked of a person or a page; empty where the network answers it. */
    Optional<Reply> answer(GraphCall call, Grant grant) throws Violation {
        String id = call.node().equals("me") ? own(grant) : call.node();
        if (call.edge().equals("accounts") && call.method().equals("GET")) {
            return Optional.of(accounts(call, grant));
        }
        if (id.equals(person) && call.job().equals("GET permissions")) {
            return Optional.of(permissions(call, grant));
        }
        boolean known = pages.containsKey(id) || id.equals(person);
        if (known && call.job().equals("GET")) {
            return Optional.of(identity(call, grant, id));
        }
        return known && call.job().equals("POST subscribed_apps")
                ? Optional.of(subscribe(call, grant, id))
                : Optional.empty();
    }

    private static String own(Grant grant) {
        return grant.kind() == Grant.Kind.PAGE ? grant.page() : grant.user();
    }

    private Reply identity(GraphCall call, Grant grant, String id) throws Violation {
        call.only(Set.of());
        if (grant.kind() == Grant.Kind.PAGE && !own(grant).equals(id)) {
            throw GraphError.absent("get", id).violation("another page's token");
        }
        Page page = pages.get(id);
        Map<String, Object> about =
                page == null ? new LinkedHashMap<>(Map.of("id", id, "name", "Ada Admin")) : about(page, grant);
        return Reply.json(200, Fields.pick(about, call.get("fields"), Set.of("id", "name"), "Page"));
    }

    private Reply accounts(GraphCall call, Grant grant) throws Violation {
        call.only(LISTS);
        if (grant.kind() != Grant.Kind.USER) {
            throw GraphError.of(100, 0, "(#100) Tried accessing nonexisting field (accounts) on node type (Page)")
                    .violation("pages are listed to a person only");
        }
        Scopes.need(grant, "pages_show_list");
        List<Map<String, Object>> all = new ArrayList<>();
        for (Page page : pages.values()) {
            all.add(about(page, grant));
        }
        return Listing.of(call, all, TYPE);
    }

    /** Which permissions were given, and which were asked for and left out (User, Permissions). */
    private static Reply permissions(GraphCall call, Grant grant) throws Violation {
        call.only(Set.of("permission", "status"));
        List<Map<String, String>> data = Scopes.KNOWN.stream()
                .sorted()
                .map(scope ->
                        Map.of("permission", scope, "status", grant.scopes().contains(scope) ? "granted" : "declined"))
                .toList();
        return Reply.json(200, Map.of("data", data));
    }

    private Map<String, Object> about(Page page, Grant grant) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("id", page.id());
        about.put("name", page.name());
        about.put("category", "Newspaper");
        about.put("tasks", page.tasks());
        about.put("link", "https://www.facebook.com/" + page.id());
        about.put("username", null);
        about.put(
                "picture",
                Map.of("data", Map.of("url", page.picture(), "width", 50, "height", 50, "is_silhouette", false)));
        boolean own = grant.kind() == Grant.Kind.USER;
        about.put("access_token", own ? tokens.give(tokens.page(grant, page.id())) : null);
        boolean shown = !page.instagram().isEmpty() && grant.scopes().contains("instagram_basic");
        about.put(
                "instagram_business_account",
                shown
                        ? Map.of(
                                "id",
                                page.instagram(),
                                "username",
                                page.username(),
                                "profile_picture_url",
                                page.portrait())
                        : null);
        return about;
    }

    private Reply subscribe(GraphCall call, Grant grant, String id) throws Violation {
        call.only(Set.of("subscribed_fields"));
        mustActAs(grant, id);
        Scopes.need(grant, "pages_manage_metadata");
        if (!Set.of("feed").containsAll(List.of(call.need("subscribed_fields").split(",")))) {
            throw GraphError.parameter("Param subscribed_fields must be one of {feed}")
                    .violation("unknown field");
        }
        subscribed.add(id);
        return Reply.json(200, Map.of("success", true));
    }

    /** Refuses a token that is not this page's. */
    public static void mustActAs(Grant grant, String page) throws Violation {
        if (grant.kind() != Grant.Kind.PAGE || !grant.page().equals(page)) {
            throw GraphError.of(210, 0, "(#210) A page access token is required to request this resource.")
                    .violation("not the page's token");
        }
    }
}
