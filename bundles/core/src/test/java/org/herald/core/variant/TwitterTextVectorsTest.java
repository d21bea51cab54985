package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.herald.spi.Limits;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * X's published vectors. The project does not ship them: they are read from the folder that the property
 * {@code herald.conformance} names, and where that is absent the tests are skipped and say so.
 */
class TwitterTextVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("herald.conformance", ""));
    private static final Limits X = LimitsBook.of("x");

    private static Stream<JsonNode> vectors(String file, String group) throws IOException {
        Path path = FOLDER.resolve(file);
        Assumptions.assumeTrue(
                Files.exists(path), () -> path.toAbsolutePath() + " is absent: X's vectors were not tried");
        JsonNode document = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(path)));
        JsonNode tests = document.path("tests").path(group);
        assertThat(tests.size()).as(group).isPositive();
        return StreamSupport.stream(tests.spliterator(), false);
    }

    /**
     * The first group is from before an emoji of several code points counted two: its two vectors with such emoji are
     * contradicted by the second group, which X follows today, and are left out.
     */
    private static boolean isOfToday(JsonNode vector) {
        return !vector.path("text").asText().contains("\u200D")
                || vector.path("expected").path("weightedLength").asInt() != 16
                        && vector.path("expected").path("weightedLength").asInt() != 9;
    }

    @TestFactory
    Stream<DynamicTest> weighsAsXDoes() throws IOException {
        return Stream.of(
                        "WeightedTweetsCounterTest",
                        "WeightedTweetsWithDiscountedEmojiCounterTest",
                        "UnicodeDirectionalMarkerCounterTest")
                .flatMap(group -> {
                    try {
                        return vectors("twitter-text-validate.yml", group);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .filter(TwitterTextVectorsTest::isOfToday)
                .map(vector ->
                        DynamicTest.dynamicTest(vector.path("description").asText(), () -> {
                            ParsedText text = new ParsedText(vector.path("text").asText());
                            JsonNode expected = vector.path("expected");
                            assertThat(TextLength.of(text, X.text()))
                                    .isEqualTo(expected.path("weightedLength").asInt());
                            boolean tooLong = Rules.text(text, X).stream()
                                    .anyMatch(finding -> finding.rule().equals("tooLong"));
                            assertThat(tooLong)
                                    .isEqualTo(expected.path("weightedLength").asInt() > 280);
                        }));
    }

    @TestFactory
    Stream<DynamicTest> findsHashtagsAsXDoes() throws IOException {
        return vectors("twitter-text-extract.yml", "hashtags")
                .map(vector -> extraction(vector, text -> values(text, text.hashtags(), 1)));
    }

    @TestFactory
    Stream<DynamicTest> findsHashtagsWhereXDoes() throws IOException {
        return vectors("twitter-text-extract.yml", "hashtags_with_indices")
                .map(vector ->
                        DynamicTest.dynamicTest(vector.path("description").asText(), () -> {
                            String text = vector.path("text").asText();
                            List<Integer> starts = StreamSupport.stream(
                                            vector.path("expected").spliterator(), false)
                                    .map(e -> text.offsetByCodePoints(
                                            0, e.path("indices").get(0).asInt()))
                                    .toList();
                            assertThat(new ParsedText(text).hashtags())
                                    .extracting(ParsedText.CountedRange::start)
                                    .containsExactlyElementsOf(starts);
                        }));
    }

    /** X also links addresses without a protocol; Herald writes every link with one, and finds those. */
    @TestFactory
    Stream<DynamicTest> findsLinksAsXDoes() throws IOException {
        return vectors("twitter-text-extract.yml", "urls")
                .map(vector ->
                        DynamicTest.dynamicTest(vector.path("description").asText(), () -> {
                            List<String> expected = StreamSupport.stream(
                                            vector.path("expected").spliterator(), false)
                                    .map(JsonNode::asText)
                                    .filter(url -> url.toLowerCase(java.util.Locale.ROOT)
                                            .matches("https?://.*"))
                                    .toList();
                            ParsedText text = new ParsedText(vector.path("text").asText());
                            assertThat(values(text, text.links(), 0)).containsExactlyElementsOf(expected);
                        }));
    }

    @TestFactory
    Stream<DynamicTest> findsMentionsAsXDoes() throws IOException {
        return vectors("twitter-text-extract.yml", "mentions")
                .map(vector ->
                        DynamicTest.dynamicTest(vector.path("description").asText(), () -> {
                            ParsedText text = new ParsedText(vector.path("text").asText());
                            List<String> expected = StreamSupport.stream(
                                            vector.path("expected").spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList();
                            assertThat(values(text, text.mentions(Limits.Counting.WEIGHTED), 1))
                                    .containsExactlyElementsOf(expected);
                        }));
    }

    private static DynamicTest extraction(
            JsonNode vector, java.util.function.Function<ParsedText, List<String>> found) {
        return DynamicTest.dynamicTest(vector.path("description").asText(), () -> {
            List<String> expected = StreamSupport.stream(vector.path("expected").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            assertThat(found.apply(new ParsedText(vector.path("text").asText())))
                    .containsExactlyElementsOf(expected);
        });
    }

    private static List<String> values(ParsedText text, List<ParsedText.CountedRange> spans, int skip) {
        return spans.stream()
                .map(span -> text.text().substring(span.start() + skip, span.end()))
                .toList();
    }
}
