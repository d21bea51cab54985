package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;
import org.herald.simulators.discord.Buckets.Limit;
import org.herald.simulators.discord.Errors.Refusal;

/**
 * Discord: one server of it, with a channel, a webhook and a bot, and people who answer. What it checks and what it
 * assumes stands in the README beside it.
 */
public final class DiscordSimulator extends Simulator {
    /** What the picture of the webhook is called. */
    public static final String FACE = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private static final Pattern AGENT = Pattern.compile("DiscordBot \\(\\S+, \\S+\\).*");
    private static final Limit WEBHOOK = new Limit(5, Duration.ofSeconds(2));
    private static final Limit BOT = new Limit(5, Duration.ofSeconds(5));
    private static final Duration LONG = Duration.ofMillis(64_570);

    private final Guild guild = new Guild(clock);
    private final Buckets buckets = new Buckets(clock);
    private final WebhookEndpoints webhooks = new WebhookEndpoints(guild, clock);
    private final BotEndpoints bots = new BotEndpoints(guild, clock);
    private final People people = new People(guild);

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any that is free
     */
    public DiscordSimulator(int port) {
        super(port);
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        String agent = call.header("User-Agent").orElse("");
        if (!AGENT.matcher(agent).matches()) {
            throw new Violation(
                    "the User-Agent “" + agent + "” is not “DiscordBot (url, version)”",
                    Errors.of(403, 40333, "internal network error"));
        }
        List<String> path = call.segments();
        if (path.size() < 4 || !path.get(0).equals("api")) {
            throw Routes.unknown();
        }
        if (!path.get(1).equals("v10")) {
            throw Errors.broken("the version is not 10", 400, 50041, "Invalid API version provided");
        }
        Reply tooMuch = buckets.global(call.header("Authorization").orElse("by address"));
        return tooMuch == null ? limited(call, path.subList(2, path.size())) : tooMuch;
    }

    private Reply limited(Call call, List<String> path) throws Violation {
        boolean webhook = path.get(0).equals("webhooks");
        if (!call.method().equals("POST") || path.size() != 3) {
            return routed(call, path);
        }
        Limit limit = webhook ? WEBHOOK : BOT;
        String bucket = "POST " + String.join("/", path);
        Reply refusal = buckets.refusal(bucket, limit);
        return refusal == null ? buckets.headers(routed(call, path), bucket, limit) : refusal;
    }

    private Reply routed(Call call, List<String> path) throws Violation {
        try {
            return path.get(0).equals("webhooks")
                    ? webhooks.answer(call, path.subList(1, path.size()))
                    : bots.answer(call, path);
        } catch (Refusal e) {
            return e.reply();
        }
    }

    @Override
    protected Reply rateLimited() {
        return Buckets.refused(LONG, false).with("X-RateLimit-Scope", "user");
    }

    @Override
    protected Reply revoked() {
        return Errors.INVALID_WEBHOOK_TOKEN;
    }

    @Override
    protected Reply falseFailure() {
        return Errors.INTERNAL;
    }

    /** What is kept, with whom each message called. */
    @Override
    protected Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("webhook", webhookAddress());
        state.put("bot", people.bot().token);
        state.put(
                "messages",
                messages().stream().map(message -> message.document(guild)).toList());
        state.put("pings", pings());
        return state;
    }

    @Override
    protected Object act(String name, JsonNode what) {
        return people.act(name, what, webhookAddress());
    }

    /** What people, and the admin of the server, do there. */
    public synchronized <T> T people(java.util.function.Function<People, T> what) {
        return what.apply(people);
    }

    /** The address of the webhook, as the admin of the channel copies it. */
    public synchronized String webhookAddress() {
        return uri() + "/api/webhooks/" + people.webhook().id() + "/"
                + people.webhook().token();
    }

    /** Whom messages called until now. */
    public synchronized List<Ping> pings() {
        return guild.all().stream().flatMap(message -> message.pings.stream()).toList();
    }

    private synchronized List<Message> messages() {
        return guild.all();
    }

    /** How many messages the webhooks and the bots left that are still there. */
    public synchronized long posted() {
        return guild.all().stream()
                .filter(message -> message.author.kind() != Message.Kind.PERSON && !message.isSystem())
                .count();
    }

    /** A message as somebody sees it who may read everything; empty where it is not there. */
    public synchronized Map<String, Object> message(String id) {
        return guild.anywhere(id).map(message -> message.document(guild)).orElse(Map.of());
    }
}
