package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.herald.MailServer;
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
        Route route = new ProfileRoutes(profiles(), null, null)
                .table().stream()
                        .filter(r -> r.template().equals("/oauth/callback"))
                        .findFirst()
                        .orElseThrow();
        Reply reply = route.handler().apply(new Call(null, Map.of(), query, null));
        return URLDecoder.decode(reply.toString(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"access_denied, accessRefused", "'', accessRefused", "server_error, signInEnded"})
    void refusingOnTheServersPageIsSaidAsSuch(String error, String said) {
        assertThat(callback(Map.of("state", "s", "error", error))).endsWith("?problem=" + said + "]");
        assertThat(abandoned).containsExactly("s");
    }

    @Test
    void repeatsNoWordsOfTheServer() {
        assertThat(callback(Map.of("state", "s", "error", "<b>Call 555 now</b>", "error_description", "Call 555")))
                .endsWith("?problem=signInEnded]")
                .doesNotContain("555");
    }

    @Test
    void isForAdministratorsOnly() {
        isAdmin = false;
        assertThatThrownBy(() -> callback(Map.of("state", "s", "error", "access_denied")))
                .isInstanceOf(Rejection.class);
    }

    private String authorize(String origin) {
        List<String> callbacks = new ArrayList<>();
        Profiles profiles = (Profiles) Proxy.newProxyInstance(
                Profiles.class.getClassLoader(), new Class<?>[] {Profiles.class}, (proxy, method, args) -> {
                    callbacks.add(args[2].toString());
                    return URI.create("https://network.example/authorize");
                });
        MailServer mail = (MailServer) Proxy.newProxyInstance(
                MailServer.class.getClassLoader(),
                new Class<?>[] {MailServer.class},
                (proxy, method, args) -> new MailServer.Setup("", 25, "", "", "https://public.example"));
        Route route = new ProfileRoutes(profiles, null, mail)
                .table().stream()
                        .filter(r -> r.template().endsWith("/authorize"))
                        .findFirst()
                        .orElseThrow();
        var body = Json.read(("{\"origin\": \"" + origin + "\"}").getBytes(StandardCharsets.UTF_8));
        route.handler().apply(new Call(null, Map.of("id", "x"), Map.of(), body, "", "cms.example:8080"));
        return String.join("", callbacks);
    }

    @Test
    void theNetworkSendsPeopleBackToThisCmsOnly() {
        assertThat(authorize("http://cms.example:8080")).isEqualTo("http://cms.example:8080/bin/herald/oauth/callback");
        assertThat(authorize("https://public.example")).isEqualTo("https://public.example/bin/herald/oauth/callback");
        for (String other : List.of(
                "https://evil.example",
                "http://cms.example",
                "http://cms.example:8080@evil.example",
                "javascript://cms.example:8080",
                "https://public.example.evil")) {
            assertThatThrownBy(() -> authorize(other))
                    .as(other)
                    .isInstanceOfSatisfying(
                            Rejection.class, r -> assertThat(r.code()).isEqualTo("origin"));
        }
    }
}
