package org.herald.connectors.discord;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.connectors.discord.Documents.Webhook;
import org.herald.kit.http.Answer;
import org.herald.spi.RemoteRef;

/** Makes addresses for people. They name the server, which no message does; a webhook never changes its server. */
final class Permalinks {
    private final DiscordApi api;
    private final String web;
    private final Map<String, Webhook> webhooks = new ConcurrentHashMap<>();

    Permalinks(DiscordApi api, String web) {
        this.api = api;
        this.web = URI.create(web).toString(); // what is no address is told now, and not after something was posted
    }

    /** Asks for the server of a webhook where it is not known yet; empty when it is known. */
    Optional<Answer> learn(Access access) {
        if (webhooks.containsKey(access.webhookId())) {
            return Optional.empty();
        }
        Answer answer = api.webhook(access);
        Optional<Webhook> webhook = DiscordApi.document(answer, Webhook.class).filter(Webhook::isWhole);
        webhook.filter(one -> Snowflake.isOne(one.guild())).ifPresent(one -> webhooks.put(access.webhookId(), one));
        return webhook.isPresent() ? Optional.empty() : Optional.of(answer);
    }

    /** Where the webhook led when its server was learned; empty where it is not known. */
    Optional<String> channel(Access access) {
        return Optional.ofNullable(webhooks.get(access.webhookId())).map(Webhook::channel);
    }

    /** The reference with its address; without one where the server is not known. */
    RemoteRef ref(Access access, MessageRef ref) {
        Webhook webhook = webhooks.get(access.webhookId());
        URI address = webhook == null ? null : URI.create(web + "/channels/" + webhook.guild() + "/" + ref.id());
        return new RemoteRef(ref.id(), "", address);
    }
}
