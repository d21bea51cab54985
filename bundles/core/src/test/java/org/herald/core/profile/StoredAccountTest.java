package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;

class StoredAccountTest {
    private final List<String> kept = new ArrayList<>();
    private final StoredAccount account = new StoredAccount(
            "press",
            URI.create("https://town.example"),
            "press",
            "1",
            new Secret("secret"),
            Optional.of(new Secret("as it was read")),
            "",
            new StoredAccount.Keeper(
                    session -> kept.add(session.reveal()), lesson -> {}, (stale, renewal) -> renewal.get()));

    /** Else the token of before would be sent once more where the network refuses the new one. */
    @Test
    void knowsTheSessionThatItRenewedOrKept() {
        assertThat(account.session()).map(Secret::reveal).contains("as it was read");
        account.renewSession(new Secret("as it was read"), () -> Optional.of(new Secret("renewed")));
        assertThat(account.session()).map(Secret::reveal).contains("renewed");
        account.renewSession(new Secret("renewed"), Optional::empty);
        assertThat(account.session()).map(Secret::reveal).contains("renewed");
        account.keepSession(new Secret("kept"));
        assertThat(account.session()).map(Secret::reveal).contains("kept");
        assertThat(kept).containsExactly("kept");
    }
}
