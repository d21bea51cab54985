package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Violation;
import org.herald.simulators.discord.Errors.Refusal;

/** What a bot says: replies, each once for a nonce that is enforced, and edits of its own words. */
final class Saying {
    private static final Set<String> BY_DEFAULT = Set.of("users", "roles", "everyone");
    private static final Set<String> REFERENCE =
            Set.of("type", "message_id", "channel_id", "guild_id", "fail_if_not_exists");
    /** The vendor says "the past few minutes". */
    private static final Duration NONCE_KEPT = Duration.ofMinutes(5);

    private final Guild guild;
    private final Clock clock;

    Saying(Guild guild, Clock clock) {
        this.guild = guild;
        this.clock = clock;
    }

    Message create(Call call, Bot bot, Channel channel) throws Violation, Refusal {
        Queries.only(call, Set.of());
        Sent sent = Sent.of(call);
        BodyRules.check(sent, BodyRules.CREATE);
        BodyRules.notEmpty(sent);
        may(bot, channel);
        JsonNode body = sent.body();
        String nonce = body.path("nonce").asText("");
        Optional<Message> before = body.path("enforce_nonce").asBoolean() ? said(bot, nonce) : Optional.empty();
        if (before.isPresent()) {
            return before.get();
        }
        String answered = answered(bot, channel, body.path("message_reference"));
        Message message = new Message(guild.nextId(), channel.id, bot.author());
        message.content = body.path("content").asText("").strip();
        message.nonce = nonce;
        message.answered = answered;
        message.type = answered.isEmpty() ? Message.DEFAULT : Message.REPLY;
        message.embeds = body.path("embeds");
        message.attachments = Files.of(sent, guild);
        message.pings = pings(body, channel, message);
        channel.add(message);
        return message;
    }

    private static void may(Bot bot, Channel channel) throws Refusal {
        Permission needed = channel.isThread() ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES;
        if (!bot.may.contains(needed)) {
            throw new Refusal(Errors.MISSING_PERMISSIONS);
        }
        if (channel.locked) {
            throw new Refusal(Errors.LOCKED);
        }
        if (channel.type == Channel.FORUM) {
            throw new Refusal(Errors.of(400, 50008, "Cannot send messages in a non-text channel"));
        }
    }

    private Optional<Message> said(Bot bot, String nonce) {
        Instant since = clock.instant().minus(NONCE_KEPT);
        return guild.all().stream()
                .filter(message -> !nonce.isEmpty() && message.isBy(bot.id) && message.nonce.equals(nonce))
                .filter(message -> Snowflakes.time(message.id).isAfter(since))
                .findFirst();
    }

    private static String answered(Bot bot, Channel channel, JsonNode reference) throws Violation, Refusal {
        if (reference.isMissingNode() || reference.isNull()) {
            return "";
        }
        BodyRules.only("message_reference.", reference, REFERENCE);
        String id = reference.path("message_id").asText("");
        if (!Snowflakes.isOne(id)) {
            throw Errors.field("message_reference.message_id", "BASE_TYPE_REQUIRED", "This field is required");
        }
        if (!reference.path("channel_id").asText(channel.id).equals(channel.id)) {
            throw Errors.field(
                    "message_reference.channel_id", "REPLIES_CHANNEL_MISMATCH", "Replies stay in their channel.");
        }
        if (!bot.may.contains(Permission.READ_MESSAGE_HISTORY)) {
            throw new Refusal(Errors.NO_HISTORY);
        }
        Optional<Message> message = channel.message(id);
        if (message.isEmpty() && reference.path("fail_if_not_exists").asBoolean(true)) {
            throw Errors.refusedField("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
        if (message.filter(Message::isSystem).isPresent()) {
            throw Errors.refusedField(
                    "message_reference", "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message");
        }
        return message.isEmpty() ? "" : id;
    }

    /** Where nothing is said of mentions, the person answered is called as well. */
    private static List<Ping> pings(JsonNode body, Channel channel, Message message) {
        JsonNode allowed = body.path("allowed_mentions");
        List<Ping> pings = new ArrayList<>(Ping.of(message.content, allowed, BY_DEFAULT));
        boolean called = !allowed.isObject() || allowed.path("replied_user").asBoolean();
        channel.message(message.answered)
                .filter(answered -> called && answered.author.kind() != Message.Kind.WEBHOOK)
                .ifPresent(answered -> pings.add(new Ping(Ping.Kind.USER, answered.author.id())));
        return pings;
    }

    Message edit(Call call, Bot bot, Channel channel, Message message) throws Violation, Refusal {
        Sent sent = Sent.of(call);
        BodyRules.check(sent, BodyRules.EDIT);
        if (!message.isBy(bot.id)) {
            throw new Refusal(Errors.OTHER_AUTHOR);
        }
        if (channel.archived) {
            throw new Refusal(Errors.ARCHIVED);
        }
        Edits.apply(message, sent, BY_DEFAULT, guild, clock.instant());
        return message;
    }
}
