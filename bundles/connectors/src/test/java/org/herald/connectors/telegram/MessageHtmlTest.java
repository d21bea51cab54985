package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.herald.kit.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageHtmlTest {
    private static String html(String json) {
        JsonNode tree = Json.tree(json.replace('\'', '"')).orElseThrow();
        return MessageHtml.of(new Message(tree));
    }

    @Test
    void linksByUtf16Positions() {
        assertThat(html("{'text':'🌿 see x.org & there','entities':["
                        + "{'type':'url','offset':7,'length':5},"
                        + "{'type':'text_link','offset':15,'length':5,'url':'https://example.org/?a=\\u0022&b'},"
                        + "{'type':'bold','offset':0,'length':2}]}"))
                .isEqualTo("🌿 see <a href=\"https://x.org\">x.org</a> &amp; "
                        + "<a href=\"https://example.org/?a=&quot;&amp;b\">there</a>");
    }

    @ParameterizedTest
    @CsvSource({"-1,3", "2,40", "3,0", "2147483647,1"})
    void passesOverPositionsThatAreNone(int offset, int length) {
        assertThat(html("{'text':'<Moss>','entities':[{'type':'url','offset':" + offset + ",'length':" + length
                        + "}]}"))
                .isEqualTo("&lt;Moss&gt;");
    }

    @Test
    void keepsACursorAndNoOtherText() {
        String text = "u1:4242:7:1:9:1764150000:1764150000:0";
        assertThat(Cursor.of(text, 4242)).hasValueSatisfying(cursor -> {
            assertThat(cursor.offset()).isEqualTo(7);
            assertThat(cursor.text()).isEqualTo(text);
        });
        assertThat(Cursor.of(text, 4243)).isEmpty();
        assertThat(Cursor.of("here", 4242)).isEmpty();
        assertThat(Cursor.of("u1:4242:7:1:9:1:1:" + "9".repeat(200), 4242)).isEmpty();
    }

    @Test
    void keepsTheNewestThreads() {
        Threads threads = new Threads();
        for (int i = 1; i <= Threads.MOST + 1; i++) {
            threads.learn("-100/" + i, i + 1000);
        }
        Threads read = new Threads();
        read.read(threads.text());
        assertThat(read.post("-100/1")).isEmpty();
        assertThat(read.post("-100/2")).contains(1002L);
        assertThat(read.thread(1003)).contains("-100/3");
    }
}
