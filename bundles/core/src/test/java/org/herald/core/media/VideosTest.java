package org.herald.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** With a film of two seconds, 320 by 180, made with FFmpeg's own test picture. */
class VideosTest {
    private static byte[] film() {
        try (InputStream stream = VideosTest.class.getResourceAsStream("/film.mp4")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsSizeAndLength() {
        byte[] film = film();
        assertThat(Videos.look(film)).contains(new MediaInfo.Video("video/mp4", film.length, 320, 180, 2, 0));
    }

    @Test
    void aQuickTimeFilmIsToldByItsBrand() {
        byte[] film = film();
        System.arraycopy("qt  ".getBytes(StandardCharsets.ISO_8859_1), 0, film, 8, 4);
        assertThat(Videos.look(film)).isPresent();
    }

    @Test
    void whatIsNoFilmIsLeftToThePictures() {
        assertThat(Videos.look(HexFormat.of().parseHex("ffd8ffe000104a46494600010101")))
                .isEmpty();
        assertThat(Videos.look(new byte[0])).isEmpty();
    }

    @Property(tries = 300)
    void aBrokenFilmIsToldAndNothingWorse(
            @ForAll @IntRange(min = 12, max = 2000) int length,
            @ForAll @IntRange(max = 1999) int at,
            @ForAll byte value) {
        byte[] film = Arrays.copyOf(film(), length);
        if (at > 12 && at < length) {
            film[at] = value;
        }
        assertThat(Videos.look(film)).isPresent();
    }
}
