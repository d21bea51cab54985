package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.simulators.linkedin.LinkedInSimulator;

class LittleTextTest {
    /** All that has a meaning in little text, in hashtags and in addresses, more often than chance has it. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\\",
                "|",
                "{",
                "}",
                "@",
                "[",
                "]",
                "(",
                ")",
                "<",
                ">",
                "#",
                "*",
                "_",
                "~",
                "a",
                "é",
                "9",
                " ",
                "\n",
                "😀",
                "#tag",
                "#1",
                "##",
                "{hashtag|\\#|x}",
                "@[Acme](urn:li:organization:1)",
                "https://a.example/#b_(c)",
                "\\#");
        return Arbitraries.oneOf(pieces.list().ofMaxSize(25).map(list -> String.join("", list)), Arbitraries.strings());
    }

    @Property
    void readersSeeExactlyWhatWasWritten(@ForAll("texts") String text) {
        String little = LittleText.of(text);
        assertThat(LinkedInSimulator.shown(little)).isEqualTo(text);
        assertThat(LittleText.plain(little)).isEqualTo(text);
    }

    @Example
    void hashtagsCanBeClicked() {
        String text = "#News from the #Café, (#2026Garden) and #日本語. Not C#, #1, a#b, #snake_case or"
                + " https://a.example/x?y=#frag";
        assertThat(LinkedInSimulator.hashtags(LittleText.of(text)))
                .containsExactlyInAnyOrder("News", "Café", "2026Garden", "日本語");
        assertThat(LinkedInSimulator.shown(LittleText.of(text))).isEqualTo(text);
    }

    @Example
    void aTextWithoutEscapesWouldBeCut() {
        assertThat(LinkedInSimulator.shown("Read this (or not)")).isEqualTo("Read this ");
        assertThat(LittleText.of("Read this (or not)")).isEqualTo("Read this \\(or not\\)");
    }

    @Example
    void nobodyIsMentionedByChance() {
        assertThat(LittleText.of("@[Acme](urn:li:organization:1)"))
                .isEqualTo("\\@\\[Acme\\]\\(urn:li:organization:1\\)");
    }

    @Example
    void readsWhatLinkedInMakesOfIt() {
        assertThat(LittleText.plain("By @[Acme](urn:li:organization:1): {hashtag|\\#|one} \\_x\\_ #two"))
                .isEqualTo("By Acme: #one _x_ #two");
    }
}
