package org.herald.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final Connection.Connected PRESS =
            new Connection.Connected("1", "press", new Secret("token"), Optional.empty());

    @Test
    void aPictureIsAtAnAddressOfTheWebOrNowhere() {
        assertThat(PRESS.avatar()).isEmpty();
        assertThat(PRESS.pictured("https://social.example/a.png").avatar())
                .contains(URI.create("https://social.example/a.png"));
        for (String none : new String[] {
            null,
            "",
            "/a.png",
            "not an address",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:image/png;base64,AA"
        }) {
            assertThat(PRESS.pictured(none).avatar()).as("%s", none).isEmpty();
        }
    }

    @Test
    void theRestStays() {
        Connection.Connected pictured = PRESS.pictured("https://social.example/a.png");
        assertThat(pictured.remoteId()).isEqualTo("1");
        assertThat(pictured.handle()).isEqualTo("press");
        assertThat(pictured.secret().reveal()).isEqualTo("token");
    }
}
