package org.herald.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

class TokenKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private Secret session;
    private int asked;
    private TokenAnswer answer = new TokenAnswer.Given(
            tokens("fresh", Duration.ofHours(2)), Json.tree("{}").get());

    private static Tokens tokens(String access, Duration life) {
        return new Tokens(new Secret(access), Optional.of(new Secret("r-" + access)), NOW.plus(life), List.of());
    }

    @SuppressWarnings("unchecked") // the proxy gives the supplier without its type
    private Account account(Secret secret) {
        return (Account) Proxy.newProxyInstance(
                Account.class.getClassLoader(), new Class<?>[] {Account.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "secret":
                            return secret;
                        case "session":
                            return Optional.ofNullable(session);
                        case "renewSession":
                            Optional<Secret> fresh = ((Supplier<Optional<Secret>>) args[1]).get();
                            fresh.ifPresent(one -> session = one);
                            return fresh;
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private final TokenKeeper keeper =
            new TokenKeeper(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(10), old -> {
                asked++;
                return answer;
            });

    private static String access(TokenKeeper.Ready ready) {
        return ready instanceof TokenKeeper.Ready.Token token ? token.access().reveal() : ready.toString();
    }

    @Test
    void aTokenThatLastsIsUsed() {
        assertThat(access(
                        keeper.token(account(tokens("old", Duration.ofHours(1)).kept()))))
                .isEqualTo("old");
        assertThat(access(keeper.token(account(new Secret("entered by hand"))))).isEqualTo("entered by hand");
        assertThat(asked).isZero();
    }

    @Test
    void oneThatEndsSoonIsRenewedAndTheNewOneKept() {
        Account account = account(tokens("old", Duration.ofMinutes(5)).kept());
        assertThat(access(keeper.token(account))).isEqualTo("fresh");
        assertThat(access(keeper.token(account))).isEqualTo("fresh");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeRenewedIsUsedToItsEnd() {
        answer = new TokenAnswer.Denied(new Connection.Denied(Reason.SERVER, "Not now."));
        assertThat(access(keeper.token(
                        account(tokens("old", Duration.ofMinutes(5)).kept()))))
                .isEqualTo("old");
        TokenKeeper.Ready over =
                keeper.token(account(tokens("old", Duration.ZERO).kept()));
        assertThat(over).isInstanceOfSatisfying(TokenKeeper.Ready.Denied.class, denied -> assertThat(
                        denied.why().why())
                .isEqualTo("Not now."));
    }

    @Test
    void afterARefusalSomebodyElsesTokenIsEnough() {
        Account account = account(tokens("old", Duration.ofHours(1)).kept());
        session = tokens("others", Duration.ofHours(1)).kept();
        assertThat(access(keeper.after(account, new Secret("old")))).isEqualTo("others");
        assertThat(asked).isZero();
        assertThat(access(keeper.after(account, new Secret("others")))).isEqualTo("fresh");
    }
}
