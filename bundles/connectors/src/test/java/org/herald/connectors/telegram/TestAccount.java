package org.herald.connectors.telegram;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.herald.simulators.telegram.TelegramSimulator;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/** The account of a channel, in memory. */
final class TestAccount implements Account {
    static final String TOKEN = "4242:the-Secret_of-the-bot";

    String profile = "press";
    String handle = TelegramSimulator.CHANNEL_NAME;
    String secret = TOKEN;
    private final URI server;
    private String lesson = "";

    TestAccount(URI server) {
        this.server = server;
    }

    @Override
    public String profileId() {
        return profile;
    }

    @Override
    public URI server() {
        return server;
    }

    @Override
    public String handle() {
        return handle;
    }

    @Override
    public String remoteId() {
        return Long.toString(TelegramSimulator.CHANNEL);
    }

    @Override
    public Secret secret() {
        return new Secret(secret);
    }

    @Override
    public Optional<Secret> session() {
        return Optional.empty();
    }

    @Override
    public void keepSession(Secret session) {
        throw new IllegalStateException("a bot has no session");
    }

    @Override
    public Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
        throw new IllegalStateException("a bot has no session");
    }

    @Override
    public String lesson() {
        return lesson;
    }

    @Override
    public void keepLesson(String fresh) {
        lesson = fresh;
    }
}
