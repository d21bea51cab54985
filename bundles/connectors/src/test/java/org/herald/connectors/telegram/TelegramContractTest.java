package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.ConnectorContract;
import org.herald.connectors.Rig;
import org.herald.simulators.Json;
import org.herald.simulators.Simulator;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.spi.Account;
import org.herald.spi.Attempt;
import org.herald.spi.Capability;
import org.herald.spi.Media;
import org.herald.spi.RemoteRef;

class TelegramContractTest extends ConnectorContract {
    @Override
    protected Rig rig() {
        return new TelegramRig();
    }

    /**
     * core.telegram.org/bots/api (making requests, ResponseParameters), core.telegram.org/api/errors, and the words of
     * github.com/tdlib/telegram-bot-api; June 2026.
     */
    @Override
    protected String errors() {
        return """
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: chat not found"} | AUTHORISATION
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: need administrator rights in the channel chat"} | AUTHORISATION
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: CHAT_WRITE_FORBIDDEN"} | AUTHORISATION
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-100}} | AUTHORISATION
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: message is too long"} | CONTENT
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: message caption is too long"} | CONTENT
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: message text is empty"} | CONTENT
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: PHOTO_INVALID_DIMENSIONS"} | CONTENT
                400 | - | {"ok":false,"error_code":400,"description":"Bad Request: message to be replied not found"} | GONE
                401 | - | {"ok":false,"error_code":401,"description":"Unauthorized"} | AUTHORISATION
                403 | - | {"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the channel chat"} | AUTHORISATION
                404 | - | {"ok":false,"error_code":404,"description":"Not Found"} | AUTHORISATION
                409 | - | {"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"} | SERVER
                413 | - | {"ok":false,"error_code":413,"description":"Request Entity Too Large"} | CONTENT
                429 | - | {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}} | Later
                500 | - | {"ok":false,"error_code":500,"description":"Internal Server Error"} | Uncertain
                502 | - | <html> | Uncertain
                """;
    }

    private static final class TelegramRig extends Rig {
        private final TelegramSimulator server = new TelegramSimulator(0);
        private final TelegramConnector connector = new TelegramConnector(http, server.clock());
        private final TestAccount account = new TestAccount(server.uri());

        private TelegramRig() {
            server.connectToken(TestAccount.TOKEN);
        }

        @Override
        public Ways ways() {
            return new Ways(false, false, false, true, false);
        }

        @Override
        public Simulator server() {
            return server;
        }

        @Override
        public List<Capability> services() {
            return List.of(connector, new TelegramSignIn(http, server.clock()));
        }

        @Override
        public Account account() {
            return account;
        }

        @Override
        public Optional<URI> face() {
            return Optional.of(URI.create(
                    "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(TelegramSimulator.face())));
        }

        @Override
        public List<String> secrets() {
            return List.of("the-Secret_of-the-bot");
        }

        @Override
        public boolean tokenInPath() {
            return true;
        }

        @Override
        public String posting() {
            return "/send";
        }

        @Override
        public String preparing() {
            return "";
        }

        @Override
        public String reading() {
            return "/getUpdates";
        }

        private List<JsonNode> messages(long chat) {
            return each(state().path(Long.toString(chat)).path("messages")).toList();
        }

        @Override
        public List<String> texts() {
            return messages(TelegramSimulator.CHANNEL).stream()
                    .map(message ->
                            message.path("text").asText(message.path("caption").asText("")))
                    .toList();
        }

        @Override
        public Media picture(String alt) {
            return WithTelegram.picture(40, 30);
        }

        @Override
        public void answer(RemoteRef to, String text) {
            int slash = to.id().indexOf('/');
            if (slash < 0) {
                server.comment(Integer.parseInt(to.id()), "Rita", text);
            } else {
                server.reply(Integer.parseInt(to.id().substring(slash + 1)), "Rita", text);
            }
        }

        @Override
        public void retract(RemoteRef reply) {
            String number = reply.id().replaceFirst(".*/", "");
            server.perform("delete", Json.MAPPER.createObjectNode().put("message", Integer.parseInt(number)));
        }

        @Override
        public void useUp() {
            connector.publish(account, post("any", "One more", Attempt.since(now())));
        }

        @Override
        public void revoke() {
            server.revokeToken(TestAccount.TOKEN);
        }
    }
}
