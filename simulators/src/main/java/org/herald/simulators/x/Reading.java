package org.herald.simulators.x;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.x.Endpoint.Asked;

/** Gives accounts, posts, timelines and what a search finds; in pages, newest first. */
final class Reading {
    static final Duration SEARCHED = Duration.ofDays(7);
    private static final int MAX_IDS = 100;
    private static final int MAX_QUERY = 512;
    /** A timeline reaches back so many posts (docs.x.com, "User Posts timeline"). */
    private static final int TIMELINE = 3200;

    private static final int MENTIONS = 800;

    private final World world;
    private final Charges charges;
    private final Views views;

    Reading(World world, Charges charges, Views views) {
        this.world = world;
        this.charges = charges;
        this.views = views;
    }

    Reply me(Asked asked) {
        charges.read(List.of("user " + asked.user().id()), Charges.OWN_READ);
        return Reply.json(200, Map.of("data", views.user(asked.user(), asked)));
    }

    Reply one(Asked asked) {
        String id = asked.path().get("id");
        Optional<Entry> post = world.post(id);
        if (post.isEmpty()) {
            return Reply.json(200, Map.of("errors", List.of(Problems.missing("tweet", id, "id"))));
        }
        return charges.refusal(Charges.READ).orElseGet(() -> {
            Map<String, Object> document = views.document(List.of(post.get()), asked, false);
            document.put("data", views.post(post.get(), asked));
            return Reply.json(200, document);
        });
    }

    Reply several(Asked asked) throws Violation {
        String[] ids = asked.query("ids").orElse("").split(",", -1);
        if (ids.length > MAX_IDS || !Set.of(ids).stream().allMatch(id -> id.matches("[0-9]{1,19}"))) {
            throw Problems.invalid("The `ids` query parameter is to have 1 to 100 ids");
        }
        List<Entry> found = new ArrayList<>();
        List<Map<String, Object>> errors = new ArrayList<>();
        for (String id : ids) {
            world.post(id).ifPresentOrElse(found::add, () -> errors.add(Problems.missing("tweet", id, "ids")));
        }
        return paid(found.size(), Charges.READ).orElseGet(() -> {
            Map<String, Object> document = views.document(found, asked, false);
            if (!errors.isEmpty()) {
                document.put("errors", errors);
            }
            return Reply.json(200, document);
        });
    }

    private Optional<Reply> paid(int many, BigDecimal each) {
        return charges.refusal(each.multiply(BigDecimal.valueOf(many)));
    }

    Reply timeline(Asked asked) throws Violation {
        String id = asked.path().get("id");
        Predicate<Entry> theirs = post -> post.author().id().equals(id);
        Set<String> excluded = Views.asked(asked, "exclude");
        Predicate<Entry> wanted =
                excluded.contains("replies") ? theirs.and(post -> post.replyTo().isEmpty()) : theirs;
        return page(asked, wanted, new Paging(5, TIMELINE, asked.user().id().equals(id)));
    }

    Reply mentions(Asked asked) throws Violation {
        String id = asked.path().get("id");
        String handle = world.byId(id).map(User::handle).orElse("");
        Predicate<Entry> named = post ->
                PostText.mentions(post.text(), handle) && !post.author().id().equals(id);
        return page(asked, named, new Paging(5, MENTIONS, asked.user().id().equals(id)));
    }

    Reply quotes(Asked asked) throws Violation {
        String id = asked.path().get("id");
        return page(asked, post -> post.quotes().equals(id), new Paging(10, MENTIONS, false));
    }

    Reply search(Asked asked) throws Violation {
        String query = asked.query("query").orElse("");
        if (query.isEmpty() || query.length() > MAX_QUERY) {
            throw Problems.invalid("The `query` query parameter is to have 1 to 512 characters");
        }
        Instant oldest = world.now().minus(SEARCHED);
        boolean before = asked.query("since_id")
                        .filter(id -> Long.parseLong(id) < Long.parseLong(World.idAt(oldest, 0)))
                        .isPresent()
                || asked.query("start_time")
                        .flatMap(Reading::instant)
                        .filter(start -> start.isBefore(oldest))
                        .isPresent();
        if (before) {
            throw Problems.invalid("'since_id' and 'start_time' must not be older than 7 days, " + oldest);
        }
        return page(asked, matching(query).and(post -> post.at().isAfter(oldest)), new Paging(10, TIMELINE, false));
    }

    private static Predicate<Entry> matching(String query) throws Violation {
        Predicate<Entry> all = post -> true;
        for (String operator : query.split(" ")) {
            String[] parts = operator.split(":", 2);
            String value = parts.length == 2 ? parts[1] : "";
            Predicate<Entry> one =
                    switch (parts[0]) {
                        case "conversation_id" -> post -> post.conversation().equals(value);
                        case "in_reply_to_tweet_id" -> post -> post.replyTo().equals(value);
                        case "quotes_of_tweet_id" -> post -> post.quotes().equals(value);
                        case "from" -> post -> post.author().handle().equalsIgnoreCase(value);
                        default -> throw Problems.invalid("an operator that is not simulated: " + operator);
                    };
            all = all.and(one);
        }
        return all;
    }

    /**
     * How a list is cut.
     *
     * @param least the smallest page
     * @param reach how far back it goes
     * @param owned whether it is the account's own
     */
    private record Paging(int least, int reach, boolean owned) {}

    private Reply page(Asked asked, Predicate<Entry> wanted, Paging paging) throws Violation {
        int size = number(asked, "max_results", 10);
        if (size < paging.least() || size > MAX_IDS) {
            throw Problems.invalid("The `max_results` query parameter value [" + size + "] is not between "
                    + paging.least() + " and 100");
        }
        String token = asked.query("pagination_token")
                .or(() -> asked.query("next_token"))
                .orElse("p0");
        if (!token.matches("p[0-9]{1,6}")) {
            throw Problems.invalid("a pagination token that nobody gave: " + token);
        }
        List<Entry> all = world.posts().stream()
                .filter(wanted)
                .limit(paging.reach())
                .filter(within(asked))
                .toList();
        int from = Math.min(all.size(), Integer.parseInt(token.substring(1)));
        int to = Math.min(all.size(), from + size);
        List<Entry> page = all.subList(from, to);
        return paid(page.size(), paging.owned() ? Charges.OWN_READ : Charges.READ)
                .orElseGet(() -> {
                    Map<String, Object> document = views.document(page, asked, paging.owned());
                    document.put("meta", meta(page, to < all.size() ? "p" + to : ""));
                    return Reply.json(200, document);
                });
    }

    private static Map<String, Object> meta(List<Entry> page, String next) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("result_count", page.size());
        if (!page.isEmpty()) {
            meta.put("newest_id", page.get(0).id());
            meta.put("oldest_id", page.get(page.size() - 1).id());
        }
        if (!next.isEmpty()) {
            meta.put("next_token", next);
        }
        return meta;
    }

    private static Predicate<Entry> within(Asked asked) throws Violation {
        for (String name : List.of("start_time", "end_time")) {
            if (asked.query(name).isPresent()
                    && asked.query(name).flatMap(Reading::instant).isEmpty()) {
                throw Problems.invalid("The `" + name + "` query parameter is no instant of RFC 3339");
            }
        }
        Instant start = asked.query("start_time").flatMap(Reading::instant).orElse(Instant.MIN);
        Instant end = asked.query("end_time").flatMap(Reading::instant).orElse(Instant.MAX);
        long since = Long.parseLong(asked.query("since_id").orElse("0"));
        long until = Long.parseLong(asked.query("until_id").orElse(Long.toString(Long.MAX_VALUE)));
        return post -> !post.at().isBefore(start)
                && post.at().isBefore(end)
                && Long.parseLong(post.id()) > since
                && Long.parseLong(post.id()) < until;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Asked asked, String name, int usual) throws Violation {
        String text = asked.query(name).orElse(Integer.toString(usual));
        if (!text.matches("[0-9]{1,9}")) {
            throw Problems.invalid("The `" + name + "` query parameter value [" + text + "] is no number");
        }
        return Integer.parseInt(text);
    }
}
