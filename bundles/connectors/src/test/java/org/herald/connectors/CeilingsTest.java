package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.herald.connectors.bluesky.BlueskyConnector;
import org.herald.connectors.discord.DiscordConnector;
import org.herald.connectors.facebook.FacebookConnector;
import org.herald.connectors.instagram.InstagramConnector;
import org.herald.connectors.linkedin.LinkedInConnector;
import org.herald.connectors.mastodon.MastodonConnector;
import org.herald.connectors.telegram.TelegramConnector;
import org.herald.connectors.threads.ThreadsConnector;
import org.herald.connectors.x.XConnector;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Limits.Ceiling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many posts a network takes is said with its source, or that it says nothing. */
class CeilingsTest {
    private static List<Ceiling> of(Class<?> connector) {
        return LimitsFile.beside(connector).ceilings();
    }

    private static void takes(Class<?> connector, int posts, Duration within, Ceiling.Of what) {
        assertThat(of(connector)).anySatisfy(ceiling -> {
            assertThat(ceiling.posts()).isEqualTo(posts);
            assertThat(ceiling.within()).isEqualTo(within);
            assertThat(ceiling.of()).isEqualTo(what);
        });
    }

    @Test
    void whatIsPublishedHolds() {
        takes(TelegramConnector.class, 20, Duration.ofMinutes(1), Ceiling.Of.REPLIES);
        takes(XConnector.class, 100, Duration.ofMinutes(15), Ceiling.Of.ALL);
        takes(ThreadsConnector.class, 250, Duration.ofHours(24), Ceiling.Of.POSTS);
        takes(ThreadsConnector.class, 1_000, Duration.ofHours(24), Ceiling.Of.REPLIES);
        takes(InstagramConnector.class, 100, Duration.ofHours(24), Ceiling.Of.POSTS);
        takes(BlueskyConnector.class, 1_666, Duration.ofHours(1), Ceiling.Of.ALL);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                TelegramConnector.class,
                XConnector.class,
                ThreadsConnector.class,
                BlueskyConnector.class,
                InstagramConnector.class
            })
    void eachNamesItsSource(Class<?> connector) {
        assertThat(of(connector)).isNotEmpty().allSatisfy(ceiling -> assertThat(ceiling.source())
                .hasScheme("https")
                .isNotEqualTo(LimitsFile.beside(connector).source()));
    }

    /** Its software takes 300 in three hours; what else speaks its API says by itself, at a refusal, when it takes more. */
    @Test
    void aFamilyOfServersHasNone() {
        assertThat(of(MastodonConnector.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {LinkedInConnector.class, FacebookConnector.class, DiscordConnector.class})
    void whoPublishesNoneIsSaidTo(Class<?> connector) throws IOException {
        assertThat(of(connector)).isEmpty();
        String readme = Files.readString(
                Path.of("src/main/java", connector.getPackageName().replace('.', '/'), "README.md"));
        assertThat(readme.replaceAll("\\s+", " ")).containsPattern("publishes no ceiling of posts");
    }
}
