package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herald.connectors.bluesky.BlueskyOnboarding;
import org.herald.connectors.discord.DiscordSignIn;
import org.herald.connectors.facebook.FacebookSignIn;
import org.herald.connectors.instagram.InstagramSignIn;
import org.herald.connectors.linkedin.LinkedInSignIn;
import org.herald.connectors.mastodon.MastodonSignIn;
import org.herald.connectors.telegram.TelegramSignIn;
import org.herald.connectors.threads.ThreadsSignIn;
import org.herald.connectors.x.XSignIn;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Installation;
import org.herald.spi.Onboarding;
import org.herald.spi.Requirements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each network says it asks for is what it asks for. */
class OnboardingTest {
    private static final URI CALLBACK = URI.create("https://cms.example/bin/herald/oauth/callback");
    private static final Http HTTP =
            new Http(Duration.ofMillis(100), Duration.ofMillis(100), 1_000, Destinations.withLoopback());

    static Stream<Class<? extends Onboarding>> all() {
        return Stream.of(
                BlueskyOnboarding.class,
                DiscordSignIn.class,
                FacebookSignIn.class,
                InstagramSignIn.class,
                LinkedInSignIn.class,
                MastodonSignIn.class,
                TelegramSignIn.class,
                ThreadsSignIn.class,
                XSignIn.class);
    }

    /** Those that people sign in at by an application of one's own. */
    static Stream<Class<? extends Onboarding>> withApp() {
        return Stream.of(
                FacebookSignIn.class, InstagramSignIn.class, LinkedInSignIn.class, ThreadsSignIn.class, XSignIn.class);
    }

    private static Onboarding of(Class<? extends Onboarding> type, Map<String, String> settings) throws Exception {
        Constructor<?> constructor = type.getConstructors()[0];
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> parameter == Http.class
                        ? HTTP
                        : parameter == Installation.class
                                ? new MemoryInstallation(null)
                                : configuration(parameter, settings))
                .toArray();
        return (Onboarding) constructor.newInstance(arguments);
    }

    /** As the framework gives it where nothing else is entered. */
    private static Object configuration(Class<?> type, Map<String, String> settings) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> Optional.<Object>ofNullable(
                                settings.get(property(method)))
                        .orElse(method.getDefaultValue()));
    }

    /** The property that a method of a configuration stands for (Declarative Services, 112.8.2.1). */
    private static String property(Method method) {
        return method.getName().replaceFirst("^_", ".");
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhereThatWhichIsTypedIsHad(Class<? extends Onboarding> type) throws Exception {
        Requirements requirements = of(type, Map.of()).requirements();
        assertThat(requirements.asks()).contains(Requirements.Ask.SECRET);
        assertThat(requirements.how()).isNotBlank().endsWith(".").hasSizeLessThan(260);
        requirements.where().ifPresent(where -> assertThat(where).hasScheme("https"));
    }

    @ParameterizedTest
    @MethodSource("withApp")
    void namesEachPropertyThatIsMissing(Class<? extends Onboarding> type) throws Exception {
        Onboarding bare = of(type, Map.of());
        Requirements.App app = bare.requirements().app().orElseThrow();
        assertThat(app.missing()).isNotEmpty();
        assertThat(begun(bare)).isInstanceOf(CodeAuthorizer.Challenge.Unavailable.class);
        List<String> properties = Arrays.stream(type.getConstructors()[0].getParameterTypes()[1].getMethods())
                .map(OnboardingTest::property)
                .toList();
        assertThat(properties).containsAll(app.missing());
        assertThat(component(type)).as("the PID that it names").contains("configuration-pid=\"" + app.pid() + "\"");
        assertThat(app.where()).hasScheme("https");

        Map<String, String> settings = app.missing().stream().collect(Collectors.toMap(name -> name, name -> "given"));
        for (String one : app.missing()) {
            Map<String, String> others = settings.entrySet().stream()
                    .filter(setting -> !setting.getKey().equals(one))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            Onboarding lacking = of(type, others);
            assertThat(lacking.requirements().app().orElseThrow().missing()).containsExactly(one);
            assertThat(begun(lacking)).isInstanceOf(CodeAuthorizer.Challenge.Unavailable.class);
        }
        Onboarding whole = of(type, settings);
        assertThat(whole.requirements().app().orElseThrow().missing()).isEmpty();
        assertThat(begun(whole)).isInstanceOf(CodeAuthorizer.Challenge.Redirect.class);
    }

    @Test
    void peopleSignInAtBlueskyAsSoonAsTheCmsHasAnAddress() {
        Requirements.App bare = new BlueskyOnboarding(new MemoryInstallation(null))
                .requirements()
                .app()
                .orElseThrow();
        assertThat(bare.missing()).containsExactly("address");
        assertThat(bare.how()).contains("E-mail");
        assertThat(new BlueskyOnboarding(new MemoryInstallation(URI.create("http://cms.example")))
                        .requirements()
                        .app()
                        .orElseThrow()
                        .missing())
                .as("its servers read by https alone")
                .containsExactly("address");
        assertThat(new BlueskyOnboarding(new MemoryInstallation(URI.create("https://cms.example")))
                        .requirements()
                        .app()
                        .orElseThrow()
                        .missing())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withApp")
    void tellsNothingOfWhatIsConfigured(Class<? extends Onboarding> type) throws Exception {
        Requirements.App app = of(type, Map.of()).requirements().app().orElseThrow();
        Map<String, String> settings =
                app.missing().stream().collect(Collectors.toMap(name -> name, name -> "s3cret-" + name.length()));
        assertThat(of(type, settings).requirements().toString()).doesNotContain("s3cret");
    }

    private static CodeAuthorizer.Challenge begun(Onboarding onboarding) {
        URI server = onboarding instanceof XSignIn
                ? URI.create("https://api.x.com")
                : onboarding instanceof ThreadsSignIn
                        ? URI.create("https://graph.threads.net")
                        : onboarding instanceof LinkedInSignIn
                                ? URI.create("https://api.linkedin.com")
                                : URI.create("https://graph.facebook.com");
        return ((CodeAuthorizer) onboarding).begin(server, CALLBACK, "state");
    }

    private static String component(Class<?> type) throws IOException {
        try (InputStream xml = type.getResourceAsStream("/OSGI-INF/" + type.getName() + ".xml")) {
            return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
