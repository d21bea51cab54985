package org.herald.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>x",
                "<p onclick=alert(1)>x",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href='&#106;avascript:alert(1)'>x</a>",
                "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
                "<img src=x onerror=alert(1)>x",
                "<svg><script>alert(1)</script></svg>x",
                "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>x",
                "<p style='background:url(javascript:alert(1))'>x",
                "<form action=//evil><button>x",
                "<b><i>x",
                "</p></div></section></main>x"
            })
    void leavesOnlyHarmlessText(String hostile) {
        String safe = Sanitizer.html(hostile);
        assertThat(safe.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("script", "onclick", "onerror", "style", "iframe", "<svg", "<form", "data:", "</main");
        assertThat(Jsoup.parseBodyFragment(safe).text()).contains("x");
    }

    @Property(tries = 300)
    void whateverComesOutIsClosedAndAllowed(@ForAll String anything) {
        Document document = Jsoup.parseBodyFragment(Sanitizer.html("<p>" + anything + "<a href=\"" + anything));
        assertThat(document.body().select("*:not(body,p,br,em,strong,b,i,blockquote,ul,ol,li,code,pre,a)"))
                .isEmpty();
        assertThat(document.select("a"))
                .allMatch(
                        a -> a.attr("href").startsWith("http") && a.attr("rel").equals("ugc nofollow noopener"));
    }

    @Property(tries = 1000)
    void whatIsSanitisedStaysAsItIs(@ForAll("markup") String anything) {
        String once = Sanitizer.html(anything);
        assertThat(Sanitizer.html(once)).isEqualTo(once);
        String line = Sanitizer.line(anything);
        assertThat(Sanitizer.line(line)).isEqualTo(line);
        String name = Sanitizer.name(anything);
        assertThat(Sanitizer.name(name)).isEqualTo(name);
    }

    /** Tags that nest in each other, addresses, references and text, in any order. */
    @Provide
    Arbitrary<String> markup() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.of(Payloads.ALL)),
                        Tuple.of(
                                6,
                                Arbitraries.of(
                                        "<p>",
                                        "</p>",
                                        "<b>",
                                        "</b>",
                                        "<i>",
                                        "<ul>",
                                        "<li>",
                                        "</ul>",
                                        "<blockquote>",
                                        "</blockquote>",
                                        "<pre>",
                                        "</pre>",
                                        "<code>",
                                        "<br>",
                                        "<a href='https://a.example/?b=c&d'>",
                                        "</a>",
                                        "<ol><li><ol><li><ol><li>",
                                        "&nbsp;",
                                        "&#0;",
                                        "&#x7f;",
                                        "&amp;",
                                        "\n",
                                        " ",
                                        "\t")),
                        Tuple.of(2, Arbitraries.strings().ofMaxLength(20)),
                        Tuple.of(1, Arbitraries.of("x".repeat(6000), "🐝".repeat(3000), "a b ".repeat(2000))))
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    @Test
    void buildsAddressesAnew() {
        assertThat(hrefs("<a href='https://ok.example/&quot;'>x</a>")).containsExactly("https://ok.example/%22");
        assertThat(hrefs("<a href='http:javascript:alert(1)'>x</a>")).isEmpty();
        assertThat(hrefs("<a href='HTTPS://Bank.example@evil.example/a b?c=%20%zz#ü'>x</a>"))
                .containsExactly("https://evil.example/a%20b?c=%20%25zz#%C3%BC");
        assertThat(hrefs("<a href='https://bücher.example:8443'>x</a>"))
                .containsExactly("https://xn--bcher-kva.example:8443");
        assertThat(hrefs("<a href='https:///x'>x</a><a href='https://a\\b/'>y</a><a href='//x.example'>z</a>"))
                .isEmpty();
    }

    private static List<String> hrefs(String html) {
        return Jsoup.parseBodyFragment(Sanitizer.html(html)).select("a").eachAttr("href");
    }

    @Test
    void quotesWithinQuotesHaveAnEnd() {
        String safe = Sanitizer.html("<blockquote><ul><li>".repeat(900) + "deep");
        Document page = Jsoup.parseBodyFragment(safe);
        assertThat(page.select("blockquote, ul").size()).isLessThanOrEqualTo(8);
        assertThat(page.text()).contains("deep");
    }

    @Test
    void keepsParagraphsAndLinks() {
        assertThat(Sanitizer.html("<p>Hi <a href=\"https://example.org/\" class=\"x\">there</a><br>you</p>"))
                .isEqualTo("<p>Hi <a href=\"https://example.org/\" rel=\"ugc nofollow noopener\">there</a><br>you</p>");
    }

    @Test
    void takesAwayWhatTurnsTextRound() {
        assertThat(Sanitizer.html("abc\u202Etxt.exe\u2066\u0007\uFEFF")).isEqualTo("abctxt.exe");
        assertThat(Sanitizer.name("Ev\u202Eil\n\n  Name\u0000")).isEqualTo("Evil Name");
        assertThat(Sanitizer.html("a\uD83Db")).isEqualTo("ab");
    }

    @Test
    void cutsAMegabyte() {
        String safe = Sanitizer.html("<p>" + "word ".repeat(200_000) + "</p>");
        assertThat(safe.length()).isBetween(Sanitizer.MAX_TEXT, Sanitizer.MAX_TEXT + 50);
        assertThat(safe).endsWith("…</p>");
    }
}
