package org.herald.core.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.herald.Visibility;
import org.herald.core.conversation.StoredComment;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadMarkupTest {
    private static final Path STATIC = Path.of("../../ui.apps/src/main/resources/SLING-CONTENT/static");

    private static Shown shown(String name, String parent, int depth, String author, String html) {
        return new Shown(
                new StoredComment(
                        name,
                        new StoredComment.Author(author, "@" + author),
                        new StoredComment.Words(html, "", List.of()),
                        "mastodon",
                        "https://example.org/" + name,
                        Visibility.PUBLIC,
                        Instant.EPOCH,
                        false),
                depth,
                parent,
                "Mastodon",
                "1 Jan");
    }

    private static Document write(List<Shown> page) {
        return Jsoup.parse(ThreadMarkup.of(page, message -> message, name -> Optional.of("Somebody of " + name)));
    }

    /** Depths as an order has them: none is more than one below the one before it. */
    private static List<Shown> page(List<Integer> steps) {
        List<Shown> page = new ArrayList<>();
        List<String> above = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int depth = Math.min(steps.get(i), above.size());
            above.subList(depth, above.size()).clear();
            page.add(shown("c" + i, depth == 0 ? "" : above.get(depth - 1), depth, "A" + i, "<p>t</p>"));
            above.add("c" + i);
        }
        return page;
    }

    @Property(tries = 300)
    void everyPartOfAnOrderIsWellFormedAndWhole(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 7) Integer> steps,
            @ForAll @IntRange(max = 59) int from) {
        List<Shown> whole = page(steps);
        List<Shown> page = whole.subList(Math.min(from, whole.size()), whole.size());
        String html = ThreadMarkup.of(page, message -> message, name -> Optional.of("X"));
        assertThat(Parser.xmlParser()
                        .setTrackErrors(1)
                        .parseInput("<x>" + html.replaceAll("<(link|br)([^>]*)>", "<$1$2/>") + "</x>", "")
                        .select("ol, li, article"))
                .isNotNull();
        Document document = Jsoup.parse(html);
        assertThat(document.select("article").eachAttr("id"))
                .containsExactlyElementsOf(page.stream()
                        .map(one -> "comment-" + one.comment().name())
                        .toList());
        assertThat(document.select("ol > :not(li), li > :not(article, ol), ol ol ol ol ol"))
                .isEmpty();
        for (Shown one : page) {
            var parents = document.select("#comment-" + one.comment().name() + " [itemprop=parentItem]");
            assertThat(parents).hasSize(one.parent().isEmpty() ? 0 : 1);
            if (!one.parent().isEmpty()) {
                assertThat(parents.attr("href")).endsWith("#comment-" + one.parent());
            }
        }
    }

    @Test
    void fromTheFifthLevelOnItIsSaidWhomSomebodyAnswers() {
        Document document = write(page(List.of(0, 1, 2, 3, 4, 5)));
        assertThat(document.select("ol ol ol ol > li")).hasSize(3);
        assertThat(document.select("#comment-c3 a[itemprop=parentItem]")).isEmpty();
        assertThat(document.select("#comment-c4 a[itemprop=parentItem]").text()).isEqualTo("answers A3");
        assertThat(document.select("#comment-c5 a[itemprop=parentItem]").attr("href"))
                .isEqualTo("#comment-c4");
    }

    @Test
    void aPageThatBeginsWithinAConversationSaysWhomSomebodyAnswersElsewhere() {
        List<Shown> whole =
                page(IntStream.range(0, 60).mapToObj(i -> i == 0 ? 0 : 1).toList());
        Document document = write(whole.subList(50, 60));
        assertThat(document.select("ol > li")).hasSize(10);
        assertThat(document.select("#comment-c50 a[itemprop=parentItem]").text())
                .isEqualTo("answers Somebody of c0");
        assertThat(document.select("#comment-c50 a[itemprop=parentItem]").attr("href"))
                .isEqualTo("?comment=c0#comment-c0");
    }

    @Property(tries = 500)
    void whateverSomebodyIsCalledIsTextOnly(@ForAll String anything) {
        String escaped = ThreadMarkup.escape(anything);
        assertThat(escaped).doesNotContain("<", ">", "\"", "'");
        assertThat(Entities.unescape(escaped.replace("&#39;", "'"))).isEqualTo(anything);
    }

    @ParameterizedTest
    @CsvSource({
        "Bob Sutter,BS",
        "Jonas M.,JM",
        "clara.example,CE",
        "élodie,É",
        "李 小龙,李小",
        "🐝 bees 🐝,B",
        "pond_watch,PW",
        "'  ',''",
        "🐝,''",
        "Anna Maria Berg,AM"
    })
    void whoHasNoPictureHasInitials(String author, String initials) {
        assertThat(Shown.initials(author)).isEqualTo(initials);
    }

    private static Map<String, String> signs(String file, String pattern) throws Exception {
        Map<String, String> signs = new TreeMap<>();
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(STATIC.resolve(file)));
        while (matcher.find()) {
            signs.put(matcher.group(1), matcher.group(2));
        }
        return signs;
    }

    @Test
    void thePublicPageHasTheSignsOfTheScreens() throws Exception {
        Map<String, String> here =
                signs("css/signs.svg", "<symbol id=\"(\\w+)\" viewBox=\"0 0 24 24\"><path d=\"([^\"]+)\"");
        assertThat(here).hasSizeGreaterThan(9).isEqualTo(signs("js/kit/network.js", "(?m)^  (\\w+): '([^']+)'"));
        assertThat(here.keySet()).allMatch(Shown::isSigned);
        assertThat(Shown.isSigned("of somebody else")).isFalse();
        String styles = Files.readString(STATIC.resolve("css/conversation.css"));
        assertThat(here.keySet()).allMatch(network -> styles.contains("__net--" + network + " {"));
    }
}
