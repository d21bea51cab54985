package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "Hello,Hello,true",
        "Hello #Garden,Hello Garden,true",
        "Hello #Garden,Hello #Garden,true",
        "Rule #1: #water,Rule #1: water,true",
        "'One  two ','One two',true",
        "'#a #b','a b',false",
        "Hello Garden,Hello #Garden,false",
        "Hello,Hello again,false",
        "Hello #Garden,Hello,false"
    })
    void comparesAsReadersSeeIt(String sent, String shown, boolean same) {
        assertThat(Words.same(sent, shown)).isEqualTo(same);
    }

    @Test
    void showsNoAddressThatIsNone() {
        assertThat(Words.uri("https://www.threads.com/@a/post/b")).isNotNull();
        assertThat(Words.uri("not an address")).isNull();
        assertThat(Words.uri(null)).isNull();
    }
}
