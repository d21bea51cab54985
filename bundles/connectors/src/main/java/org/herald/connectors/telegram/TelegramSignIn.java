package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Connection;
import org.herald.spi.Media;
import org.herald.spi.Network;
import org.herald.spi.Onboarding;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Requirements;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Connects a channel by the token of a bot that is one of its administrators. */
@Component(service = Capability.class, property = Network.ID + "=" + TelegramConnector.ID)
public final class TelegramSignIn implements Authorizer, Onboarding {
    private static final String STRANGE = "The server answers as Telegram does not: check its address.";

    /** A server of one's own may tell a path on its disk: of those none is read. */
    private static final Pattern FILE = Pattern.compile("\\w[\\w-]*(/[\\w-][\\w.-]*)*");
    /** Bot API, ChatPhoto: the small one. */
    private static final int EDGE = 160;

    private final TelegramApi api;

    @Activate
    public TelegramSignIn(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    TelegramSignIn(Http http, Clock clock) {
        this.api = new TelegramApi(http, clock);
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.HANDLE, Requirements.Ask.SECRET),
                "Make a bot with @BotFather (/newbot) for this channel alone, and paste the token that it gives. Then make"
                        + " the bot an administrator of the channel that may post, edit and delete messages.",
                Optional.of(URI.create("https://t.me/BotFather")),
                Optional.empty());
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        String name = handle.strip().replaceFirst("^(https?://)?t\\.me/", "").replaceFirst("^@", "");
        boolean number = name.matches("-\\d{1,18}");
        if (!number && !name.matches("[A-Za-z][A-Za-z0-9_]{3,31}")) {
            return denied("Give the name of the channel, as in @channel, or its number where it has no name.");
        }
        return connect(server, number ? name : "@" + name, token);
    }

    @Override
    public Connection check(Account account) {
        return connect(account.server(), account.remoteId(), account.secret());
    }

    private Connection connect(URI server, String channel, Secret token) {
        if (!TelegramApi.isToken(token)) {
            return denied("This is no token of a bot: @BotFather gives them, as in 123456:ABC-DEF.");
        }
        Answer me = api.get(server, token, "getMe", Map.of());
        Optional<String> bot =
                TelegramApi.result(me).map(user -> user.path("id").asText("")).filter(id -> !id.isEmpty());
        if (bot.isEmpty()) {
            return denied(me, token);
        }
        Answer answer = api.get(server, token, "getChat", Map.of("chat_id", channel));
        Optional<JsonNode> chat =
                TelegramApi.result(answer).filter(found -> found.path("id").asLong() != 0);
        if (chat.isEmpty()) {
            return denied(answer, token);
        }
        if (!chat.get().path("type").asText().equals("channel")) {
            return denied("This is no channel but a group or a person: give the name of a channel.");
        }
        String id = chat.get().path("id").asText();
        Answer member = api.get(server, token, "getChatMember", Map.of("chat_id", id, "user_id", bot.get()));
        List<String> missing = missing(TelegramApi.result(member));
        return missing.isEmpty() ? connected(server, chat.get(), token) : rightsMissing(member, missing, token);
    }

    private Connection connected(URI server, JsonNode chat, Secret token) {
        String id = chat.path("id").asText();
        Connection.Connected connected =
                new Connection.Connected(id, chat.path("username").asText(id), token, Optional.empty());
        return picture(server, chat.at("/photo/small_file_id").asText(""), token)
                .map(connected::pictured)
                .orElse(connected);
    }

    /** The address of a file has the token in it, so nobody is told it: what is there is read here. */
    private Optional<Media> picture(URI server, String file, Secret token) {
        return Optional.of(file)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> TelegramApi.result(api.get(server, token, "getFile", Map.of("file_id", name))))
                .map(told -> told.path("file_path").asText(""))
                .filter(path -> FILE.matcher(path).matches())
                .flatMap(path -> api.file(server, token, path) instanceof Answer.Received received
                                && received.isSuccess()
                                && received.body().length > 0
                        ? Optional.of(new Media(received.body(), "image/jpeg", "", EDGE, EDGE))
                        : Optional.empty());
    }

    private Connection rightsMissing(Answer member, List<String> missing, Secret token) {
        boolean told = TelegramApi.result(member).isPresent();
        return told || Trouble.words(member).contains("member not found")
                ? denied("The bot may not " + String.join(", ", missing)
                        + " in the channel: make it an administrator of it that may.")
                : denied(member, token);
    }

    private static List<String> missing(Optional<JsonNode> member) {
        List<String> missing = new ArrayList<>();
        boolean administrator = member.filter(
                        told -> told.path("status").asText().equals("administrator"))
                .isPresent();
        for (String right : List.of("post", "edit", "delete")) {
            boolean may = administrator
                    && member.get().path("can_" + right + "_messages").asBoolean();
            if (!may) {
                missing.add(right);
            }
        }
        return missing;
    }

    private static Connection.Denied denied(String why) {
        return new Connection.Denied(Reason.AUTHORISATION, why);
    }

    /** Nothing of what a server says is repeated: it is not known to be Telegram's. */
    private Connection.Denied denied(Answer answer, Secret token) {
        Outcome trouble = Trouble.reading(answer, token, api.now());
        boolean own = trouble instanceof Outcome.Later
                || trouble instanceof Outcome.Refused refused && refused.reason() == Reason.AUTHORISATION;
        return own ? HttpErrorMapping.denied(trouble) : new Connection.Denied(Reason.SERVER, STRANGE);
    }
}
