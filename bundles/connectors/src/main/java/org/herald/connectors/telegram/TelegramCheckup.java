package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.oauth.TokenFacts;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks what the bot may do in the channel: one request, which a token that was revoked is refused. Tokens have no end. */
@Component(service = Capability.class, property = Network.ID + "=" + TelegramConnector.ID)
public final class TelegramCheckup implements Checkup {
    private static final List<String> POSTING = List.of("can_post_messages");
    private static final List<String> OTHERS = List.of("can_edit_messages", "can_delete_messages");

    private final TelegramApi api;

    @Activate
    public TelegramCheckup(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    TelegramCheckup(Http http, Clock clock) {
        this.api = new TelegramApi(http, clock);
    }

    @Override
    public Vitals check(Account account) {
        if (!TelegramApi.isToken(account.secret())) {
            return Facts.told(Facts.refused(new Connection.Denied(
                    Reason.AUTHORISATION,
                    "What is kept is no token of a bot: give the profile a new one of @BotFather.")));
        }
        Answer answer = api.get(
                account.server(),
                account.secret(),
                "getChatMember",
                Map.of("chat_id", account.remoteId(), "user_id", Long.toString(TelegramApi.bot(account.secret()))));
        List<Fact> clock = Facts.clock(answer, api.now());
        Optional<JsonNode> member = TelegramApi.result(answer);
        if (member.isPresent() || Trouble.words(answer).contains("member not found")) {
            return Facts.told(List.of(new Fact.SignedIn(account.remoteId())), rights(member), clock);
        }
        Outcome trouble = Trouble.reading(answer, account.secret(), api.now());
        return Facts.trouble(answer, trouble, HttpErrorMapping.denied(trouble), clock);
    }

    private static List<Fact> rights(Optional<JsonNode> member) {
        boolean administrator = member.filter(
                        told -> told.path("status").asText().equals("administrator"))
                .isPresent();
        Set<String> given = Stream.concat(POSTING.stream(), OTHERS.stream())
                .filter(right -> administrator && member.get().path(right).asBoolean())
                .collect(Collectors.toSet());
        return TokenFacts.missing(Fact.Need.ROLE, given, POSTING, OTHERS);
    }
}
