package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/**
 * Telegram's Bot API 10.1 for a bot that posts in a channel and reads the discussion group that is linked to it. What it
 * checks and what it assumes stands in its README.
 */
public final class TelegramSimulator extends Simulator {
    /** The channel that {@link #connectToken} makes. */
    public static final long CHANNEL = -1_001_000_000_001L;
    /** The discussion group that {@link #connectToken} makes. */
    public static final long GROUP = -1_001_000_000_002L;
    /** How the channel is called. */
    public static final String CHANNEL_NAME = "garden_press";

    private static final Pattern FILE = Pattern.compile("/file/bot([^/]+)/(.+)");
    private static final Pattern PATH = Pattern.compile("/bot([^/]+)/([A-Za-z]+)");
    private static final int RETRY_AFTER = 35;

    private final Contract contract = Contract.known();
    private final World world = new World(clock);
    private final Places places = new Places(world);
    private final Sending sending = new Sending(world, places, contract);
    private final Changing changing = new Changing(world, places);
    private final Asking asking = new Asking(places);
    private final Telling telling = new Telling(world);
    private final People people = new People(world);

    /**
     * Starts it, without a bot or a chat.
     *
     * @param port 0 for any that is free
     */
    public TelegramSimulator(int port) {
        super(port);
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        Matcher file = FILE.matcher(call.path());
        if (file.matches() && call.method().equals("GET")) {
            return world.bot(file.group(1)).isPresent() ? asking.content(file.group(2)) : revoked();
        }
        Matcher path = PATH.matcher(call.path());
        if (!path.matches() || !List.of("GET", "POST").contains(call.method())) {
            throw new Violation("no method of the Bot API", Refusals.error(404, "Not Found"));
        }
        Optional<String> method = contract.method(path.group(2));
        if (method.isEmpty()) {
            throw new Violation(
                    "a method that this simulator does not know", Refusals.error(404, "Not Found: method not found"));
        }
        Optional<Bot> bot = world.bot(path.group(1));
        if (bot.isEmpty()) {
            return revoked();
        }
        try {
            return answer(method.get(), bot.get(), Arguments.of(call, method.get(), contract));
        } catch (Refusals.Refused e) {
            return e.reply();
        }
    }

    private Reply answer(String method, Bot bot, Arguments arguments) throws Violation {
        return switch (method) {
            case "getMe" -> asking.me(bot);
            case "getChat" -> asking.chat(bot, arguments);
            case "getFile" -> asking.file(arguments);
            case "getChatMember" -> asking.member(bot, arguments);
            case "sendMessage" -> sending.message(bot, arguments);
            case "sendPhoto" -> sending.photo(bot, arguments);
            case "sendVideo" -> sending.video(bot, arguments);
            case "sendMediaGroup" -> sending.album(bot, arguments);
            case "editMessageText" -> changing.text(bot, arguments);
            case "editMessageCaption" -> changing.caption(bot, arguments);
            case "deleteMessage" -> changing.delete(bot, arguments);
            case "deleteMessages" -> changing.deleteAll(bot, arguments);
            case "getUpdates" -> telling.updates(bot, arguments);
            case "setWebhook" -> telling.setWebhook(bot, arguments);
            case "deleteWebhook" -> telling.deleteWebhook(bot, arguments);
            case "getWebhookInfo" -> telling.webhookInfo(bot);
            default -> throw new IllegalStateException(method + " is in the contract, and nobody answers it");
        };
    }

    @Override
    protected Reply rateLimited() {
        return Refusals.tooMany(RETRY_AFTER);
    }

    @Override
    protected Reply revoked() {
        return Refusals.error(401, "Unauthorized");
    }

    @Override
    protected Reply falseFailure() {
        return Refusals.error(500, "Internal Server Error");
    }

    @Override
    protected Object state() {
        return world.state();
    }

    /**
     * Makes a bot with this token that is administrator of a channel and of its discussion group, with all rights.
     *
     * @param token as BotFather gives them: {@code 4242:secret}
     */
    public synchronized void connectToken(String token) {
        Bot bot = world.add(new Bot(token, "herald_bot", true, clock));
        Chat channel = world.chat(CHANNEL).orElseGet(() -> {
            Chat group = world.add(new Chat(GROUP, false, "Garden talk", ""));
            Chat made = world.add(new Chat(CHANNEL, true, "Garden press", CHANNEL_NAME));
            made.link(group.id);
            group.link(made.id);
            return made;
        });
        channel.members.put(bot.id, new Chat.Member("administrator", true, true, true));
        world.chat(GROUP).orElseThrow().members.put(bot.id, new Chat.Member("administrator", true, true, true));
    }

    /** The channel's picture. */
    public static byte[] face() {
        return new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
    }

    /** Takes a token back, as BotFather does. */
    public synchronized void revokeToken(String token) {
        world.bot(token).ifPresent(Bot::revoke);
    }

    /**
     * Somebody comments on a channel's post.
     *
     * @param post the message's number in the channel
     * @return the comment's number in the discussion group
     */
    public synchronized int comment(int post, String name, String text) {
        return told(people.comment(post, name, text));
    }

    /**
     * Somebody answers a message of the discussion group.
     *
     * @return the answer's number there
     */
    public synchronized int reply(int message, String name, String text) {
        return told(people.reply(message, name, text));
    }

    private int told(int message) {
        telling.deliver();
        return message;
    }

    /** Does what {@link #act} does, for tests on this machine. */
    public synchronized Object perform(String name, JsonNode what) {
        return act(name, what);
    }

    @Override
    protected Object act(String name, JsonNode what) {
        Object seen =
                switch (name) {
                    case "connect" -> {
                        connectToken(what.path("token").asText());
                        yield List.of();
                    }
                    case "revoke" -> {
                        revokeToken(what.path("token").asText());
                        yield List.of();
                    }
                    case "poller" -> {
                        telling.otherPoller(what.path("times").asInt(1));
                        yield List.of();
                    }
                    case "pace" -> {
                        sending.paced(what.path("on").asBoolean());
                        yield List.of();
                    }
                    default -> people.act(name, what);
                };
        telling.deliver();
        return seen;
    }
}
