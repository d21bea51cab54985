package org.herald.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.x.com, https://api.x.com/, true",
        "https://api.x.com, HTTPS://API.X.COM:443/2/tweets?a=b, true",
        "http://localhost:8080, http://localhost:8080/token, true",
        "http://localhost, http://localhost:80, true",
        "https://api.x.com, http://api.x.com, false",
        "https://api.x.com, https://api.x.com:8443, false",
        "https://api.x.com, https://x.com, false",
        "https://api.x.com, https://api.x.com.evil.example, false",
        "https://api.x.com, https://api.x.com@evil.example, false",
        "https://[::1], https://[::1]:443/x, true",
        "http://localhost:443, http://localhost, false"
    })
    void tellsWhetherTwoAddressesAreOfOneServer(URI one, URI other, boolean same) {
        assertThat(Origin.same(one, other)).isEqualTo(same);
        assertThat(Origin.same(other, one)).isEqualTo(same);
    }
}
