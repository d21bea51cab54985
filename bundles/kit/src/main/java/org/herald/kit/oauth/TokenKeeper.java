package org.herald.kit.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * Gives an account's token, and another one before it ends: once for all nodes of the cluster, and kept before anybody
 * uses it.
 */
public final class TokenKeeper {
    private final Clock clock;
    private final Duration early;
    private final Function<Tokens, TokenAnswer> renewal;

    /**
     * @param early how long before its end a token is renewed
     * @param renewal asks the network; {@link OAuth#refresh} where the network does as the standard says
     */
    public TokenKeeper(@NotNull Clock clock, @NotNull Duration early, @NotNull Function<Tokens, TokenAnswer> renewal) {
        this.clock = clock;
        this.early = early;
        this.renewal = renewal;
    }

    /** A token to sign a request with, or why there is none. */
    public sealed interface Ready {
        /** Here it is. */
        record Token(@NotNull Secret access) implements Ready {}

        /** There is none. */
        record Denied(@NotNull Connection.Denied why) implements Ready {}
    }

    /** The token to use now. One that ends soon and cannot be renewed is used to its end. */
    public @NotNull Ready token(@NotNull Account account) {
        Secret kept = kept(account);
        Tokens tokens = Tokens.of(kept);
        if (!tokens.endsWithin(early, clock.instant())) {
            return new Ready.Token(tokens.access());
        }
        Ready renewed = renewed(account, kept);
        boolean usable = !tokens.endsWithin(Duration.ZERO, clock.instant());
        return renewed instanceof Ready.Denied && usable ? new Ready.Token(tokens.access()) : renewed;
    }

    /** Another token than the one that the network refused, if there can be one. */
    public @NotNull Ready after(@NotNull Account account, @NotNull Secret refused) {
        Secret kept = kept(account);
        Tokens tokens = Tokens.of(kept);
        boolean other = !tokens.access().reveal().equals(refused.reveal());
        return other ? new Ready.Token(tokens.access()) : renewed(account, kept);
    }

    private Ready renewed(Account account, Secret kept) {
        AtomicReference<Connection.Denied> denied = new AtomicReference<>();
        Optional<Secret> fresh = account.renewSession(kept, () -> {
            TokenAnswer answer = renewal.apply(Tokens.of(kept));
            if (answer instanceof TokenAnswer.Denied no) {
                denied.set(no.why());
                return Optional.empty();
            }
            return Optional.of(((TokenAnswer.Given) answer).tokens().kept());
        });
        return fresh.<Ready>map(session -> new Ready.Token(Tokens.of(session).access()))
                .orElseGet(() -> new Ready.Denied(Optional.ofNullable(denied.get())
                        .orElseGet(() ->
                                new Connection.Denied(Reason.SERVER, "The sign-in is being renewed: it takes long."))));
    }

    private static Secret kept(Account account) {
        return account.session().orElseGet(account::secret);
    }
}
