package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void theyAreReadAsBrowsersWriteThem() {
        assertThat(Parameters.of("q=biblioth%C3%A8que+d%E2%80%99%C3%A9t%C3%A9&path=%2Fcontent%2F%F0%9F%90%9D"))
                .isEqualTo(Map.of("q", "bibliothèque d’été", "path", "/content/🐝"));
        assertThat(Parameters.of("a=1&a=2&b&c=&&d=x=y")).isEqualTo(Map.of("a", "1", "b", "", "c", "", "d", "x=y"));
        assertThat(Parameters.of(null)).isEmpty();
        assertThat(Parameters.of("")).isEmpty();
    }

    @Test
    void whatIsWrittenWronglyIsNotGuessed() {
        for (String wrong : new String[] {"q=%", "q=%zz", "%4=1"}) {
            assertThatThrownBy(() -> Parameters.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
