package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import org.herald.connectors.x.Documents.Text;
import org.herald.kit.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTextTest {
    private static Text shown(String text, String... urls) {
        StringBuilder entities = new StringBuilder();
        for (int i = 0; i < urls.length; i++) {
            entities.append(i == 0 ? "" : ",")
                    .append("{\"url\":\"https://t.co/")
                    .append(i)
                    .append("\",\"expanded_url\":\"")
                    .append(urls[i])
                    .append("\"}");
        }
        return new Text(text, Json.tree("{\"urls\":[" + entities + "]}").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello|Hello||true",
                "Hello|Hello!||false",
                "Cats & dogs <3|Cats &amp; dogs &lt;3||true",
                "See https://example.org/a|See https://t.co/0|https://example.org/a|true",
                "See https://example.org|See https://t.co/0|https://example.org/|true",
                "See example.org/a now|See https://t.co/0 now|http://example.org/a|true",
                "See https://www.example.org/a|See https://t.co/0|https://example.org/a|true",
                "See https://example.org/a|See https://t.co/0|https://example.org/b|false",
                "Look|Look https://t.co/0|https://x.com/press/status/1/photo/1|true",
                "Film|Film https://t.co/0|https://x.com/press/status/1/video/1|true",
                "Thanks|@reader Thanks||true",
                "Thanks|@reader @other Thanks||true",
                "Thanks|Thanks @reader||false",
                "@reader Thanks|@reader Thanks||true",
                "Caf\u00e9|Cafe\u0301||true",
                "One  two|One two||true"
            })
    void knowsATextAgain(String sent, String text, String url, boolean same) {
        Text shown = url == null ? shown(text) : shown(text, url);
        assertThat(ShownText.same(sent, shown, true)).isEqualTo(same);
    }

    @Test
    void linksThatAreWrittenInAnotherWayAreSimilar() {
        Text shown = shown("See https://t.co/0 now", "https://example.org/%C3%A4/b");
        assertThat(ShownText.same("See https://example.org/%c3%a4/b now", shown, false))
                .isFalse();
        assertThat(ShownText.similar("See https://example.org/%c3%a4/b now", shown, false))
                .isTrue();
        assertThat(ShownText.similar("See https://example.org/a now", shown, false))
                .isFalse();
        assertThat(ShownText.similar("Read https://example.org/%C3%A4/b now", shown, false))
                .isFalse();
        Text untold = shown("See https://t.co/9 now");
        assertThat(ShownText.same("See https://example.org/a now", untold, false))
                .isFalse();
        assertThat(ShownText.similar("See https://example.org/a now", untold, false))
                .isTrue();
    }

    @Test
    void namesInFrontAreXsOfAnswersOnly() {
        assertThat(ShownText.same("Hello", shown("@reader Hello"), true)).isTrue();
        assertThat(ShownText.same("Hello", shown("@reader Hello"), false)).isFalse();
        assertThat(ShownText.similar("Hello", shown("@reader Hello"), false)).isFalse();
    }

    @Test
    void htmlIsEscapedAndItsLinksCanBeFollowed() {
        Text shown = shown(
                "&lt;script&gt; &amp;amp; \"q\"\nhttps://t.co/0 https://t.co/1 https://t.co/2",
                "https://example.org/?a=1&b=<c>",
                "javascript:alert(1)",
                "https://x.com/a/status/1/photo/1");
        assertThat(ShownText.html(shown))
                .isEqualTo("&lt;script&gt; &amp;amp; &quot;q&quot;<br>"
                        + "<a href=\"https://example.org/?a=1&amp;b=&lt;c&gt;\">"
                        + "https://example.org/?a=1&amp;b=&lt;c&gt;</a>");
    }
}
