package org.herald.connectors.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.kit.http.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facets are those that the network's own client finds, and their offsets are right. */
class RichTextFacetsTest {
    private static JsonNode vectors(String group) throws IOException {
        try (InputStream file = RichTextFacetsTest.class.getResourceAsStream("atproto-richtext.json")) {
            String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Json.tree(json).orElseThrow().path(group);
        }
    }

    private record Found(int start, int end, String kind, String value) {}

    private static List<Found> facets(String text) {
        return RichTextFacets.of(text, handle -> Optional.of("did:fake:" + handle)).stream()
                .map(facet -> {
                    Map<?, ?> index = (Map<?, ?>) facet.get("index");
                    Map<?, ?> feature = (Map<?, ?>) ((List<?>) facet.get("features")).get(0);
                    String kind = feature.get("$type").toString().replaceFirst(".*#", "");
                    Object value = feature.get(
                            switch (kind) {
                                case "link" -> "uri";
                                case "mention" -> "did";
                                default -> "tag";
                            });
                    return new Found((int) index.get("byteStart"), (int) index.get("byteEnd"), kind, value.toString());
                })
                .toList();
    }

    private static Stream<JsonNode> cases(String group) throws IOException {
        return StreamSupport.stream(vectors(group).spliterator(), false);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> findsLinksAndMentionsAsTheNetworkDoes() throws IOException {
        return cases("detect")
                .map(one -> DynamicTest.dynamicTest(one.path(0).asText(), () -> {
                    List<List<String>> expected = StreamSupport.stream(
                                    one.path(1).spliterator(), false)
                            .map(RichTextFacetsTest::texts)
                            .toList();
                    assertThat(segments(one.path(0).asText())).isEqualTo(expected);
                }));
    }

    private static List<List<String>> segments(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<List<String>> segments = new ArrayList<>();
        int end = 0;
        for (Found facet : facets(text)) {
            if (facet.start() > end) {
                segments.add(List.of(text(bytes, end, facet.start())));
            }
            segments.add(List.of(text(bytes, facet.start(), facet.end()), facet.value()));
            end = facet.end();
        }
        if (end < bytes.length) {
            segments.add(List.of(text(bytes, end, bytes.length)));
        }
        return segments;
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> findsHashtagsAsTheNetworkDoes() throws IOException {
        return cases("tags").map(RichTextFacetsTest::tagged);
    }

    @TestFactory
    Stream<DynamicTest> findsCashtagsAsTheNetworkDoes() throws IOException {
        return cases("cash").map(RichTextFacetsTest::tagged);
    }

    private static DynamicTest tagged(JsonNode one) {
        return DynamicTest.dynamicTest(one.path(0).asText(), () -> {
            List<Found> found = facets(one.path(0).asText());
            assertThat(found).extracting(Found::value).isEqualTo(texts(one.path(1)));
            assertThat(found)
                    .extracting(facet -> facet.start() + "-" + facet.end())
                    .isEqualTo(StreamSupport.stream(one.path(2).spliterator(), false)
                            .map(at -> at.path("byteStart").asInt() + "-"
                                    + at.path("byteEnd").asInt())
                            .toList());
        });
    }

    @Test
    void noPublishedCaseIsLeftOut() throws IOException {
        assertThat(vectors("detect").size()
                        + vectors("tags").size()
                        + vectors("cash").size())
                .isEqualTo(97);
    }

    @Test
    void keepsWhatWasCutBefore() {
        assertThat(facets("https://en.wikipedia.org/wiki/Bee_(mythology)"))
                .extracting(Found::value)
                .containsExactly("https://en.wikipedia.org/wiki/Bee_(mythology)");
        for (String tag : List.of("हिन्दी", "covid-19", "don’t", "cafe\u0301")) {
            assertThat(facets("#" + tag)).extracting(Found::value).containsExactly(tag);
        }
        assertThat(facets("«https://example.org» https://, HTTPS://EXAMPLE.ORG http.example.org httpx.org"))
                .extracting(Found::value)
                .containsExactly("https://http.example.org", "https://httpx.org");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> bits = Arbitraries.of(
                "https://example.org",
                "http://a.b/ü",
                "example.com",
                "(",
                ")",
                "@press.test",
                "@a.com",
                "#",
                "＃",
                "tag",
                "$",
                "AAPL",
                ".",
                ",",
                "!",
                " ",
                "\n",
                "é",
                "e\u0301",
                "\uD83E\uDD8B",
                "\u200B",
                "\uFE0F\u20E3",
                "«",
                "’",
                "1",
                "/",
                "_",
                "-",
                "ab.c",
                "…",
                "हिन्दी",
                "?x=1",
                "\uD83D\uDC68\u200D\uD83D\uDC69",
                "\uFEFF",
                "\u2028");
        Arbitrary<String> made = bits.list().ofMaxSize(14).map(list -> String.join("", list));
        return Arbitraries.oneOf(made, Arbitraries.strings().ofMaxLength(40));
    }

    @Property(tries = 3000)
    void facetsLieInTheirOrderOnWholeCharactersAndNotOverEachOther(@ForAll("texts") String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = 0;
        for (Found facet : facets(text)) {
            assertThat(facet.start()).isGreaterThanOrEqualTo(end);
            assertThat(facet.end()).isGreaterThan(facet.start()).isLessThanOrEqualTo(bytes.length);
            String marked = strict(bytes, facet.start(), facet.end());
            switch (facet.kind()) {
                case "link" -> assertThat(facet.value()).endsWith(marked).matches("(?s)https?://[^/].*");
                case "mention" -> assertThat(facet.value()).isEqualTo("did:fake:" + marked.substring(1));
                default -> assertThat(facet.value()).isIn(marked.substring(1), marked.toUpperCase(Locale.ROOT));
            }
            end = facet.end();
        }
        assertThat(segments(text).stream().map(segment -> segment.get(0)).reduce("", String::concat))
                .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Decodes and refuses half characters. */
    private static String strict(byte[] bytes, int start, int end) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }

    @Test
    void longTextsAreReadQuickly() {
        for (String bit : List.of("#1", "@a.", "$A", "a.b", "https://x.y/(", "#", "#é!", "@")) {
            String text = bit.repeat(80_000 / bit.length());
            long begin = System.nanoTime();
            RichTextFacets.of(text, handle -> Optional.empty());
            assertThat(System.nanoTime() - begin).as(bit).isLessThan(2_000_000_000L);
        }
    }
}
