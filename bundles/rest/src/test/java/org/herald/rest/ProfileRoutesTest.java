package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.herald.Profiles;
import org.herald.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileRoutesTest {
    private final List<String> abandoned = new ArrayList<>();
    private boolean isAdmin = true;

    /** Knows nothing but how a sign-in ends. */
    private Profiles profiles() {
        return (Profiles) Proxy.newProxyInstance(
                Profiles.class.getClassLoader(), new Class<?>[] {Profiles.class}, (proxy, method, args) -> {
                    if (!isAdmin) {
                        throw new Rejection(Rejection.Kind.FORBIDDEN, "notAdmin", "No.");
                    }
                    assertThat(method.getName()).isEqualTo("abandonCode");
                    abandoned.add(args[1].toString());
                    return null;
                });
    }

    private String callback(Map<String, String> query) {
        Route route = new ProfileRoutes(profiles())
                .table().stream()
                        .filter(r -> r.template().equals("/oauth/callback"))
                        .findFirst()
                        .orElseThrow();
        Reply reply = route.handler().apply(new Call(null, Map.of(), query, null));
        return URLDecoder.decode(reply.toString(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, refused on the server's page",
        "'', refused on the server's page",
        "server_error, (server_error)"
    })
    void refusingOnTheServersPageIsSaidAsSuch(String error, String said) {
        assertThat(callback(Map.of("state", "s", "error", error)))
                .contains(said, "nothing was connected")
                .doesNotContain("too old", "password");
        assertThat(abandoned).containsExactly("s");
    }

    @Test
    void repeatsNoWordsOfTheServer() {
        assertThat(callback(Map.of("state", "s", "error", "<b>Call 555 now</b>", "error_description", "Call 555")))
                .contains("The server ended the sign-in, so")
                .doesNotContain("555");
    }

    @Test
    void isForAdministratorsOnly() {
        isAdmin = false;
        assertThatThrownBy(() -> callback(Map.of("state", "s", "error", "access_denied")))
                .isInstanceOf(Rejection.class);
    }
}
