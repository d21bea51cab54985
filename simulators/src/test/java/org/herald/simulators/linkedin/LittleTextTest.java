package org.herald.simulators.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LittleTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"\\", "|", "{", "}", "@", "[", "]", "(", ")", "<", ">", "#", "*", "_", "~"})
    void cutsAtEachReservedCharacterThatIsNotEscaped(String reserved) {
        LittleText.Shown shown = LittleText.read("before " + reserved + " after");
        assertThat(shown.text()).isEqualTo("before ");
        assertThat(shown.cut()).isTrue();
        assertThat(LittleText.read("before \\" + reserved + " after").text())
                .isEqualTo("before " + reserved + " after");
    }

    @Test
    void knowsHashtagsInBothForms() {
        LittleText.Shown shown = LittleText.read("#one and {hashtag|\\#|two} and \\#three");
        assertThat(shown.text()).isEqualTo("#one and #two and #three");
        assertThat(shown.hashtags()).containsExactly("one", "two");
    }

    @Test
    void knowsMentions() {
        LittleText.Shown shown = LittleText.read("by @[Acme \\(UK\\)](urn:li:organization:1001)!");
        assertThat(shown.text()).isEqualTo("by Acme (UK)!");
        assertThat(shown.mentions()).containsExactly("urn:li:organization:1001");
    }

    @Test
    void cutsAtAMentionOfNobody() {
        assertThat(LittleText.read("by @[Acme](https://acme.example)!").text()).isEqualTo("by ");
    }

    @Test
    void cutsAtABackslashBeforeAnOrdinaryLetter() {
        assertThat(LittleText.read("C:\\new").text()).isEqualTo("C:");
    }

    @Test
    void givesBackWhatCanBeReadAgain() {
        String text = "a\\_b {hashtag|\\#|two} \\(c\\) \\#twofold";
        assertThat(LittleText.write(LittleText.read(text))).isEqualTo(text);
    }
}
