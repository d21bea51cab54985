package org.herald.simulators.discord;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.discord.Errors.Refusal;

/** What a bot may read and say, by its permissions and its intents. */
final class BotEndpoints {
    private static final int MOST = 100;
    private static final int USUAL = 50;
    private static final int CONTENT_LIMITED = 1 << 19;
    private static final Set<String> POSITIONS = Set.of("before", "after", "around");
    private final Guild guild;
    private final Saying saying;

    BotEndpoints(Guild guild, Clock clock) {
        this.guild = guild;
        this.saying = new Saying(guild, clock);
    }

    Reply answer(Call call, List<String> path) throws Violation, Refusal {
        Bot bot = authorized(call);
        if (path.equals(List.of("users", "@me"))) {
            return read(call, bot.author().document());
        }
        if (path.equals(List.of("applications", "@me"))) {
            return read(call, application(bot));
        }
        if (!path.get(0).equals("channels") || path.size() < 2 || path.size() > 4) {
            throw Routes.unknown();
        }
        if (path.size() > 2 && !path.get(2).equals("messages")) {
            throw Routes.unknown();
        }
        Channel channel = visible(bot, path.get(1));
        return switch (path.size()) {
            case 2 -> read(call, channel.document(guild.id));
            case 3 -> messages(call, bot, channel);
            default -> message(call, bot, channel, path.get(3));
        };
    }

    private Bot authorized(Call call) throws Violation, Refusal {
        String header = call.header("Authorization").orElse("");
        if (!header.startsWith("Bot ")) {
            throw new Violation("the Authorization header is not “Bot TOKEN”", Errors.UNAUTHORIZED);
        }
        return guild.bots.stream()
                .filter(bot -> bot.token.equals(header.substring("Bot ".length())))
                .findFirst()
                .orElseThrow(() -> new Refusal(Errors.UNAUTHORIZED));
    }

    private static Reply read(Call call, Object document) throws Violation {
        Queries.only(call, Set.of());
        if (!call.method().equals("GET")) {
            throw Routes.wrongMethod(call);
        }
        return Reply.json(200, document);
    }

    private static Map<String, Object> application(Bot bot) {
        Map<String, Object> application = new LinkedHashMap<>();
        application.put("id", bot.id);
        application.put("name", bot.name);
        application.put("bot", bot.author().document());
        application.put("flags", bot.readsContent ? CONTENT_LIMITED : 0);
        return application;
    }

    private Channel visible(Bot bot, String id) throws Refusal {
        Channel channel = guild.find(id).orElseThrow(() -> new Refusal(Errors.UNKNOWN_CHANNEL));
        if (!bot.may.contains(Permission.VIEW_CHANNEL)) {
            throw new Refusal(Errors.MISSING_ACCESS);
        }
        return channel;
    }

    private Reply messages(Call call, Bot bot, Channel channel) throws Violation, Refusal {
        return switch (call.method()) {
            case "GET" -> Reply.json(200, page(call, bot, channel));
            case "POST" -> Reply.json(200, seen(bot, saying.create(call, bot, channel)));
            default -> throw Routes.wrongMethod(call);
        };
    }

    /** Newest first; who may not read what was said before gets nothing, and is not told so. */
    private List<Map<String, Object>> page(Call call, Bot bot, Channel channel) throws Violation {
        Queries.only(call, Set.of("limit", "before", "after", "around"));
        int limit = Queries.number(call, "limit", USUAL, MOST);
        if (call.query().keySet().stream().filter(POSITIONS::contains).count() > 1) {
            throw Errors.field("_", "MUTUALLY_EXCLUSIVE", "Only one of before, after and around may be passed.");
        }
        if (!bot.may.contains(Permission.READ_MESSAGE_HISTORY)) {
            return List.of();
        }
        List<Message> page = new ArrayList<>(slice(call, channel.messages(), limit));
        page.sort((one, other) -> Snowflakes.compare(other.id, one.id));
        return page.stream().map(message -> seen(bot, message)).toList();
    }

    /** With {@code after} the ones that follow it directly, else the newest. */
    private static List<Message> slice(Call call, TreeMap<String, Message> all, int limit) throws Violation {
        Optional<String> after = Queries.id(call, "after");
        Optional<String> around = Queries.id(call, "around");
        Optional<String> before = Queries.id(call, "before");
        if (after.isPresent()) {
            return first(all.tailMap(after.get(), false).values(), limit);
        }
        if (around.isPresent()) {
            List<Message> both = new ArrayList<>(
                    first(all.headMap(around.get(), true).descendingMap().values(), limit / 2 + 1));
            both.addAll(first(all.tailMap(around.get(), false).values(), limit / 2));
            return first(both, limit);
        }
        return first(
                (before.isPresent() ? all.headMap(before.get(), false) : all)
                        .descendingMap()
                        .values(),
                limit);
    }

    private static List<Message> first(Collection<Message> messages, int limit) {
        return messages.stream().limit(limit).toList();
    }

    /** Without the intent, what others say is empty unless it names the bot. */
    private Map<String, Object> seen(Bot bot, Message message) {
        Map<String, Object> document = message.document(guild);
        if (!bot.readsContent && !message.isBy(bot.id) && !message.pings.contains(new Ping(Ping.Kind.USER, bot.id))) {
            document.put("content", "");
            document.put("attachments", List.of());
            document.put("embeds", List.of());
            document.put("components", List.of());
        }
        return document;
    }

    private Reply message(Call call, Bot bot, Channel channel, String id) throws Violation, Refusal {
        Queries.only(call, Set.of());
        if (!bot.may.contains(Permission.READ_MESSAGE_HISTORY)) {
            throw new Refusal(Errors.MISSING_PERMISSIONS);
        }
        Message message = channel.message(id).orElseThrow(() -> new Refusal(Errors.UNKNOWN_MESSAGE));
        return switch (call.method()) {
            case "GET" -> Reply.json(200, seen(bot, message));
            case "PATCH" -> Reply.json(200, seen(bot, saying.edit(call, bot, channel, message)));
            case "DELETE" -> delete(bot, channel, message);
            default -> throw Routes.wrongMethod(call);
        };
    }

    private static Reply delete(Bot bot, Channel channel, Message message) throws Refusal {
        if (!message.isBy(bot.id) && !bot.may.contains(Permission.MANAGE_MESSAGES)) {
            throw new Refusal(Errors.MISSING_PERMISSIONS);
        }
        channel.remove(message.id);
        return Reply.empty(204);
    }
}
