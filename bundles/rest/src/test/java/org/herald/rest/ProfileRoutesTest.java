package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.Budget;
import org.herald.MailServer;
import org.herald.ProfileRequest;
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
        Reply reply = route(profiles(), "/oauth/callback").handler().apply(new Call(null, Map.of(), query, null));
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
    void theScreenThatTheBrowserComesBackToCanAskWhy() {
        Rejection why = new Rejection(Rejection.Kind.CONFLICT, "otherAccount", "Bob.", Map.of("handle", "bob"));
        Profiles profiles = (Profiles) Proxy.newProxyInstance(
                Profiles.class.getClassLoader(), new Class<?>[] {Profiles.class}, (proxy, method, args) -> {
                    if (method.getName().equals("completeCode")) {
                        throw why;
                    }
                    assertThat(method.getName()).isEqualTo("refusal");
                    return args[1].equals("a&b") ? Optional.of(new Profiles.Refusal("press", why)) : Optional.empty();
                });
        Reply back = route(profiles, "/oauth/callback")
                .handler()
                .apply(new Call(null, Map.of(), Map.of("state", "a&b", "code", "c"), null));
        assertThat(back.location()).hasToString("/cms/herald/profiles.html?problem=otherAccount&of=a%26b");
        Route asked = route(profiles, "/oauth/refusals/{state}");
        Reply reply = asked.handler().apply(new Call(null, Map.of("state", "a&b"), Map.of(), null));
        assertThat(new String(Json.write(reply.body()), StandardCharsets.UTF_8))
                .contains("\"profile\":\"press\"", "\"status\":409", "\"values\":{\"handle\":\"bob\"}");
        assertThatThrownBy(() -> asked.handler().apply(new Call(null, Map.of("state", "x"), Map.of(), null)))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo("signInOver"));
    }

    private static Route route(Profiles profiles, String template) {
        return new ProfileRoutes(profiles, null, null)
                .table().stream()
                        .filter(r -> r.template().equals(template))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void isForAdministratorsOnly() {
        isAdmin = false;
        assertThatThrownBy(() -> callback(Map.of("state", "s", "error", "access_denied")))
                .isInstanceOf(Rejection.class);
    }

    /** What a request asks a profile to be. */
    private static ProfileRequest asked(String more) {
        List<ProfileRequest> requests = new ArrayList<>();
        Profiles profiles = (Profiles) Proxy.newProxyInstance(
                Profiles.class.getClassLoader(), new Class<?>[] {Profiles.class}, (proxy, method, args) -> {
                    requests.add((ProfileRequest) args[2]);
                    throw new Rejection(Rejection.Kind.CONFLICT, "seen", "Enough.");
                });
        Route route = new ProfileRoutes(profiles, null, null)
                .table().stream()
                        .filter(r -> r.method().equals("PUT"))
                        .findFirst()
                        .orElseThrow();
        String body = "{\"title\": \"Press\", \"network\": \"x\", \"server\": \"x.com\"" + more + "}";
        Call call = new Call(null, Map.of("id", "press"), Map.of(), Json.read(body.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> route.handler().apply(call)).hasMessage("Enough.");
        return requests.get(0);
    }

    @Test
    void aBudgetThatIsNotSaidStays() {
        assertThat(asked("").budget()).isNull();
        assertThat(asked(", \"budget\": null").budget()).isNull();
        assertThat(asked(", \"budget\": {}").budget()).isEqualTo(Budget.NONE);
        assertThat(asked(", \"budget\": {\"perHour\": 3, \"perDay\": null, \"perMonth\": 12.345}")
                        .budget())
                .isEqualTo(new Budget(Optional.of(3), Optional.empty(), Optional.of(new BigDecimal("12.345"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"perHour\": 1.5}|perHour",
                "{\"perDay\": \"3\"}|perDay",
                "{\"perMonth\": \"5\"}|perMonth",
                "{\"perMonth\": true}|perMonth",
                "[]|budget"
            })
    void aBudgetThatIsNoneIsRefusedByItsField(String budget, String field) {
        assertThatThrownBy(() -> {
                    try {
                        asked(", \"budget\": " + budget);
                    } catch (AssertionError e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                })
                .hasStackTraceContaining("budget" + (field.equals("budget") ? "" : "." + field));
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
