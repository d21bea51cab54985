package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/herald/shares/..%2f..%2fetc",
                "/bin/herald/shares/%2e%2e/x",
                "/bin/herald/../x",
                "/bin/herald/./session",
                "/bin/herald/shares/a%5Cb",
                "/bin/herald/shares/a%00",
                "/bin/herald/shares/%252e%252e%252f",
                "/bin/herald/shares/%zz",
                "/bin/herald/shares/.."
            })
    void whatLeadsElsewhereIsCrooked(String uri) {
        assertThat(PathFilter.isCrooked(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/herald/session",
                "/bin/herald/shares/0f.1e-2d/press",
                "/bin/herald/shares/%C3%A9",
                "/content/a/..%2fb.html"
            })
    void whatIsANameAndWhatIsNotHeraldsIsLeftAlone(String uri) {
        assertThat(PathFilter.isCrooked(uri)).isFalse();
    }
}
