package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Discord shows a text as it stands. */
class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '"',
            value = {
                "Two * three * four ¦ Two \\* three \\* four",
                "**Bold** and _slanted_ ¦ \\*\\*Bold\\*\\* and \\_slanted\\_",
                "`code` ¦ \\`code\\`",
                "~~gone~~ but ~5 stays ¦ \\~~gone\\~~ but ~5 stays",
                "||hidden|| and a|b ¦ \\||hidden\\|| and a|b",
                "> quoted ¦ \\> quoted",
                ">>> all quoted ¦ \\>>> all quoted",
                "a > b ¦ a > b",
                "# Title ¦ \\# Title",
                "### Title ¦ \\### Title",
                "#Garden #Bees ¦ #Garden #Bees",
                "-# small ¦ \\-# small",
                "- a list ¦ - a list",
                "[word](https://example.org) ¦ \\[word](https://example.org)",
                "[1] and (2) ¦ [1] and (2)",
                "<@123> <@&4> <#5> <:bee:6> <a:bee:7> <t:8:R> ¦ \\<@123> \\<@&4> \\<#5> \\<:bee:6> \\<a:bee:7> \\<t:8:R>",
                "1 < 2 ¦ 1 < 2",
                "C:\\temp ¦ C:\\\\temp",
                "https://example.org/a_b_c?d=*e* and_f ¦ https://example.org/a_b_c?d=*e* and\\_f"
            })
    void whatWouldBeFormattedIsEscapedAndNothingElse(String text, String sent) {
        assertThat(PlainText.escaped(text)).isEqualTo(sent);
        assertThat(PlainText.read(sent)).isEqualTo(text);
    }

    @Test
    void everyLineHasItsBeginning() {
        assertThat(PlainText.escaped("First\n# Second\n> Third")).isEqualTo("First\n\\# Second\n\\> Third");
    }

    @Test
    void whatIsTooLongOnlySoIsTold() {
        assertThat(PlainText.tooLong("*".repeat(1000))).isZero();
        assertThat(PlainText.tooLong("*".repeat(1001))).isEqualTo(2002);
        assertThat(PlainText.tooLong("a".repeat(2001))).isZero();
    }

    @Test
    void whatPeopleNameIsRead() {
        assertThat(MessageHtml.of("Hi <@5>, \\*not bold\\*!", List.of(new Documents.User("5", "x<y", null))))
                .isEqualTo("Hi @x&lt;y, *not bold*!");
    }
}
