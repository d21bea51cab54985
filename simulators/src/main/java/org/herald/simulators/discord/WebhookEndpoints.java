package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.discord.Errors.Refusal;

/** What whoever knows a webhook's address may do with it: the token in the path is all the sign-in there is. */
final class WebhookEndpoints {
    private static final Set<String> BY_DEFAULT = Set.of("users");
    private static final int OF_A_MESSAGE = 4;
    private final Guild guild;
    private final Clock clock;

    WebhookEndpoints(Guild guild, Clock clock) {
        this.guild = guild;
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param path what stands behind {@code webhooks/}: id, token, and perhaps messages and a message
     */
    Reply answer(Call call, List<String> path) throws Violation, Refusal {
        boolean message = path.size() == OF_A_MESSAGE && path.get(2).equals("messages");
        if (path.size() != 2 && !message) {
            throw Routes.unknown();
        }
        Webhook webhook = authorized(path.get(0), path.get(1));
        if (message) {
            return message(call, webhook, path.get(OF_A_MESSAGE - 1));
        }
        return switch (call.method()) {
            case "GET" -> Reply.json(200, webhook.document(guild.id));
            case "POST" -> execute(call, webhook);
            default -> throw Routes.wrongMethod(call);
        };
    }

    private Webhook authorized(String id, String token) throws Refusal {
        Webhook webhook = guild.webhooks.get(id);
        if (webhook == null) {
            throw new Refusal(Errors.UNKNOWN_WEBHOOK);
        }
        if (!webhook.token().equals(token)) {
            throw new Refusal(Errors.INVALID_WEBHOOK_TOKEN);
        }
        return webhook;
    }

    private Reply execute(Call call, Webhook webhook) throws Violation, Refusal {
        Queries.only(call, Set.of("wait", "thread_id", "with_components"));
        boolean wait = Queries.flag(call, "wait");
        Sent sent = Sent.of(call);
        BodyRules.check(sent, BodyRules.EXECUTE);
        BodyRules.notEmpty(sent);
        List<Message.Attached> files = Files.of(sent, guild);
        JsonNode body = sent.body();
        String id = guild.nextId();
        Channel where = where(call, webhook, body.path("thread_name").asText(""), id);
        Message message =
                new Message(id, where.id, webhook.author(body.path("username").asText("")));
        message.content = body.path("content").asText("").strip();
        message.embeds = body.path("embeds");
        message.attachments = files;
        message.pings = Ping.of(message.content, body.path("allowed_mentions"), BY_DEFAULT);
        where.add(message);
        return wait ? Reply.json(200, message.document(guild)) : Reply.empty(204);
    }

    private Channel where(Call call, Webhook webhook, String threadName, String id) throws Violation, Refusal {
        String thread = Queries.id(call, "thread_id").orElse("");
        Channel channel = guild.channel(webhook.channel());
        if (channel.type == Channel.FORUM) {
            if (thread.isEmpty() == threadName.isEmpty()) {
                throw new Refusal(
                        thread.isEmpty()
                                ? Errors.of(
                                        400,
                                        220001,
                                        "Webhooks posted to forum channels must have a thread_name or thread_id")
                                : Errors.of(
                                        400,
                                        220002,
                                        "Webhooks posted to forum channels cannot have both a thread_name and thread_id"));
            }
        } else if (!threadName.isEmpty()) {
            throw new Refusal(Errors.of(400, 220003, "Webhooks can only create threads in forum channels"));
        }
        if (!threadName.isEmpty()) {
            return guild.thread(id, threadName, channel.id);
        }
        return thread.isEmpty() ? channel : open(thread(webhook, thread));
    }

    private static Channel open(Channel thread) throws Refusal {
        if (thread.locked) {
            throw new Refusal(Errors.LOCKED);
        }
        return thread;
    }

    private Channel thread(Webhook webhook, String id) throws Refusal {
        return guild.find(id)
                .filter(channel -> channel.parent.equals(webhook.channel()))
                .orElseThrow(() -> new Refusal(Errors.UNKNOWN_CHANNEL));
    }

    private Reply message(Call call, Webhook webhook, String id) throws Violation, Refusal {
        Queries.only(call, Set.of("thread_id"));
        String thread = Queries.id(call, "thread_id").orElse("");
        Channel where = thread.isEmpty() ? guild.channel(webhook.channel()) : thread(webhook, thread);
        Message message = where.message(id)
                .filter(found -> found.isBy(webhook.id()))
                .orElseThrow(() -> new Refusal(Errors.UNKNOWN_MESSAGE));
        switch (call.method()) {
            case "GET" -> {
                return Reply.json(200, message.document(guild));
            }
            case "PATCH" -> {
                return edit(call, where, message);
            }
            case "DELETE" -> {
                where.remove(id);
                return Reply.empty(204);
            }
            default -> throw Routes.wrongMethod(call);
        }
    }

    private Reply edit(Call call, Channel where, Message message) throws Violation, Refusal {
        Sent sent = Sent.of(call);
        BodyRules.check(sent, BodyRules.EDIT);
        if (where.archived) {
            throw new Refusal(Errors.ARCHIVED);
        }
        Edits.apply(message, sent, BY_DEFAULT, guild, clock.instant());
        return Reply.json(200, message.document(guild));
    }
}
