package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.lookup.Window;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant BEGAN = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant NOW = BEGAN.plusSeconds(600);

    private static Answer at(Instant there) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
        return new Answer.Received(
                200, name -> name.equals("Date") ? Optional.of(date) : Optional.empty(), new byte[0]);
    }

    private static Window window(Duration ahead) {
        return Window.of(BEGAN, NOW, at(NOW.plus(ahead)));
    }

    @Test
    void doubtsWhatWasMadeShortlyBeforeWhereTheNetworkTellsNoTime() {
        Window window = Window.of(BEGAN, NOW, new Answer.Received(200, name -> Optional.empty(), new byte[0]));
        assertThat(judged(window, BEGAN.minusSeconds(240))).isInstanceOf(Lookup.Unknown.class);
        assertThat(judged(window, BEGAN.minusSeconds(360))).isInstanceOf(Lookup.Absent.class);
        assertThat(judged(window, BEGAN.plusSeconds(5))).isInstanceOf(Lookup.Present.class);
    }

    @Test
    void doubtsWhatWasMadeShortlyBeforeAlsoWhereClocksAgree() {
        Window window = window(Duration.ZERO);
        assertThat(judged(window, BEGAN.minusSeconds(60))).isInstanceOf(Lookup.Unknown.class);
        assertThat(judged(window, BEGAN.minusSeconds(360))).isInstanceOf(Lookup.Absent.class);
        assertThat(judged(window, BEGAN.plusSeconds(5))).isInstanceOf(Lookup.Present.class);
    }

    private static Lookup judged(Window window, Instant made) {
        Post post = Post.of("key", "Hello", BEGAN)
                .attempt(Attempt.since(BEGAN).below(null, ""))
                .build();
        Recognition recognition = new Recognition(post);
        String timestamp =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").format(made.atOffset(ZoneOffset.UTC));
        recognition.look(new Documents.Posted("1", "Hello", timestamp, null, "TEXT_POST", null, null), window);
        return recognition.verdict();
    }

    @Test
    void asksForNothingBeforeTheNetworkBegan() {
        assertThat(OwnPosts.from(Instant.EPOCH)).isEqualTo(Instant.ofEpochSecond(1_688_540_400L));
        assertThat(OwnPosts.from(BEGAN)).isBefore(BEGAN);
    }
}
