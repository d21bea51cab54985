package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Gives updates away: to who asks for them, or to a webhook. */
final class Telling {
    private static final int MOST = 100;
    private static final int MAX_SECRET = 256;
    private static final int USUAL_CONNECTIONS = 40;
    private static final List<Integer> PORTS = List.of(-1, 443, 80, 88, 8443);

    private final World world;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private int otherPollers;

    Telling(World world) {
        this.world = world;
    }

    /** Another program asks at the same time, so often. */
    void otherPoller(int times) {
        otherPollers = times;
    }

    Reply updates(Bot bot, Arguments arguments) throws Violation {
        long limit = arguments.number("limit", MOST);
        if (limit < 1 || limit > MOST || arguments.number("timeout", 0) < 0) {
            throw Refusals.broken("limit or timeout is out of bounds", "limit must be 1 to 100");
        }
        if (bot.webhook().isSet()) {
            throw Refusals.refuse(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                            + " webhook first");
        }
        if (otherPollers > 0) {
            otherPollers--;
            throw Refusals.refuse(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        }
        allow(bot, arguments);
        return Refusals.ok(bot.queue.from((int) arguments.number("offset", 0), (int) limit));
    }

    private static void allow(Bot bot, Arguments arguments) {
        if (arguments.has("allowed_updates")) {
            List<String> types = new ArrayList<>();
            arguments.json("allowed_updates").forEach(type -> types.add(type.asText()));
            bot.allow(types);
        }
    }

    Reply setWebhook(Bot bot, Arguments arguments) throws Violation {
        String url = arguments.text("url");
        String secret = arguments.text("secret_token");
        if (!url.isEmpty() && !isHook(url)) {
            throw Refusals.broken(
                    "a webhook at “" + url + "”", "bad webhook: An HTTPS URL must be provided for webhook");
        }
        if (secret.length() > MAX_SECRET || !secret.matches("[A-Za-z0-9_-]*")) {
            throw Refusals.broken(
                    "a secret token that is too long or has other characters",
                    "secret token contains unallowed characters");
        }
        allow(bot, arguments);
        if (arguments.yes("drop_pending_updates")) {
            bot.queue.clear();
        }
        int connections = (int) arguments.number("max_connections", USUAL_CONNECTIONS);
        bot.webhook(url.isEmpty() ? Webhook.NONE : new Webhook(url, secret, connections, bot.allowed(), 0, ""));
        return Refusals.ok(true);
    }

    /** By https to one of four ports; on this machine anything will do. */
    private static boolean isHook(String url) {
        try {
            URI uri = URI.create(url);
            boolean here = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            return here || "https".equals(uri.getScheme()) && uri.getHost() != null && PORTS.contains(uri.getPort());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Reply deleteWebhook(Bot bot, Arguments arguments) {
        if (arguments.yes("drop_pending_updates")) {
            bot.queue.clear();
        }
        bot.webhook(Webhook.NONE);
        return Refusals.ok(true);
    }

    Reply webhookInfo(Bot bot) {
        Webhook webhook = bot.webhook();
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("url", webhook.url())
                .put("has_custom_certificate", false)
                .put("pending_update_count", bot.queue.size());
        if (webhook.isSet()) {
            json.put("max_connections", webhook.connections());
            json.set("allowed_updates", Json.MAPPER.valueToTree(webhook.allowed()));
        }
        if (webhook.failedAt() != 0) {
            json.put("last_error_date", webhook.failedAt()).put("last_error_message", webhook.failure());
        }
        return Refusals.ok(json);
    }

    /** Sends what waits to the webhooks, the oldest first; what is not taken goes on waiting. */
    void deliver() {
        for (Bot bot : world.bots()) {
            ObjectNode update = bot.webhook().isSet() ? bot.queue.first() : null;
            while (update != null && post(bot, update)) {
                bot.queue.took(update);
                update = bot.queue.first();
            }
        }
    }

    private boolean post(Bot bot, ObjectNode update) {
        Webhook webhook = bot.webhook();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(update)));
        if (!webhook.secret().isEmpty()) {
            request.header("X-Telegram-Bot-Api-Secret-Token", webhook.secret());
        }
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 == 2) {
                return true;
            }
            bot.webhook(webhook.failed(world.now().getEpochSecond(), "Wrong response from the webhook: " + status));
        } catch (java.io.IOException e) {
            bot.webhook(webhook.failed(world.now().getEpochSecond(), "Connection refused"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
