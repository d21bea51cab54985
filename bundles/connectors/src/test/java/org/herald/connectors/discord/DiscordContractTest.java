package org.herald.connectors.discord;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.Rig;
import org.herald.simulators.Simulator;
import org.herald.simulators.discord.DiscordSimulator;
import org.herald.simulators.discord.People;
import org.herald.simulators.discord.Permission;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;

class DiscordContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new DiscordRig();
    }

    /** docs.discord.com: topics/opcodes-and-status-codes (JSON error codes), topics/rate-limits; August 2026. */
    @Override
    protected String errors() {
        return """
                400 | - | {"code":50006,"message":"Cannot send an empty message"} | CONTENT
                400 | - | {"code":50035,"message":"Invalid Form Body"} | CONTENT
                400 | - | {"code":50045,"message":"File uploaded exceeds the maximum size"} | CONTENT
                400 | - | {"code":50046,"message":"Invalid file uploaded"} | CONTENT
                400 | - | {"code":50083,"message":"Thread is archived"} | CONTENT
                400 | - | {"code":160005,"message":"Thread is locked"} | CONTENT
                400 | - | {"code":200000,"message":"Message was blocked by automatic moderation"} | CONTENT
                400 | - | {"code":220003,"message":"Webhooks can only create threads in forum channels"} | CONTENT
                400 | - | {"code":240000,"message":"Message blocked by harmful links filter"} | CONTENT
                401 | - | {"code":50027,"message":"Invalid webhook token"} | AUTHORISATION
                403 | - | {"code":50001,"message":"Missing access"} | AUTHORISATION
                403 | - | {"code":50013,"message":"You lack permissions to perform that action"} | AUTHORISATION
                404 | - | {"code":10015,"message":"Unknown webhook"} | AUTHORISATION
                404 | - | {"code":10003,"message":"Unknown channel"} | GONE
                413 | - | {"code":40005,"message":"Request entity too large"} | CONTENT
                429 | Retry-After=2; X-RateLimit-Scope=shared | {"message":"You are being rate limited.","retry_after":1.336,"global":false} | Later
                429 | - | {"code":20016,"message":"This action cannot be performed due to slowmode rate limit"} | Later
                503 | - | {"code":130000,"message":"API resource is currently overloaded. Try again a little later"} | Later
                500 | - | {"code":0,"message":"500: Internal Server Error"} | Uncertain
                502 | - | <html> | Uncertain
                503 | - | <html> | Uncertain
                """;
    }

    private static final class DiscordRig extends Rig {
        private final DiscordSimulator server = new DiscordSimulator(0);
        private final DiscordConnector connector =
                new DiscordConnector(http, "https://discord.com", 10, server.clock());
        private final Account account = new TestAccount(
                server.uri(),
                server.people(People::webhookId),
                new Secret(server.webhookAddress() + " " + server.people(People::botToken)));

        private DiscordRig() {
            server.people(people -> {
                people.allow(Permission.MANAGE_MESSAGES);
                return null;
            });
        }

        @Override
        public Ways ways() {
            return new Ways(true, false, true, true, true);
        }

        @Override
        public Simulator server() {
            return server;
        }

        @Override
        public List<Capability> services() {
            return List.of(connector, new DiscordSignIn(http, 10, server.clock()));
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public String typed() {
            return "";
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(URI.create(
                    "https://cdn.discordapp.com/avatars/" + account.remoteId() + "/" + DiscordSimulator.FACE + ".png"));
        }

        @Override
        public List<String> secrets() {
            return List.of(
                    account.secret().reveal().replaceFirst(".*/", "").replaceFirst(" .*", ""),
                    account.secret().reveal().replaceFirst(".* ", ""));
        }

        @Override
        public boolean tokenInPath() {
            return true;
        }

        @Override
        public String posting() {
            return "POST /api/v10/webhooks";
        }

        @Override
        public String preparing() {
            return "";
        }

        @Override
        public String reading() {
            return "GET /api/v10/channels";
        }

        @Override
        public List<String> texts() {
            return each(state().path("messages"))
                    .filter(message -> message.hasNonNull("webhook_id"))
                    .map(message -> message.path("content").asText())
                    .toList();
        }

        @Override
        public Media picture(String alt) {
            return DiscordTest.picture(alt);
        }

        @Override
        public void answer(RemoteRef to, String text) {
            server.people(people -> people.reply(MessageRef.of(to).message(), "reader", text));
        }

        @Override
        public void retract(RemoteRef reply) {
            server.people(people -> {
                people.delete(MessageRef.of(reply).message());
                return null;
            });
        }

        @Override
        public void useUp() {
            Outcome outcome;
            do {
                outcome = connector.publish(account, post("any", "One more", Attempt.since(now())));
            } while (outcome instanceof Outcome.Done);
        }

        @Override
        public void revoke() {
            server.people(people -> {
                people.changeWebhookToken();
                people.resetBotToken();
                return null;
            });
        }
    }
}
