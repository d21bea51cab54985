package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {
    @ParameterizedTest
    @CsvSource({
        "2027-05-15, ''",
        "2027-05-16, Version 202607 of LinkedIn's API ends on 2027-07-15.",
        "2027-07-14, Version 202607 of LinkedIn's API ends on 2027-07-15.",
        "2027-07-15, Version 202607 of LinkedIn's API has ended on 2027-07-15."
    })
    void warnsTwoMonthsBefore(LocalDate today, String words) {
        String warning = ApiVersion.warning("202607", today).orElse("");
        assertThat(warning).startsWith(words);
        assertThat(warning.isEmpty()).isEqualTo(words.isEmpty());
    }

    @Test
    void namesTheRemedy() {
        assertThat(ApiVersion.warning("202607", LocalDate.of(2027, 7, 1)).orElseThrow())
                .contains("An administrator sets a newer one");
    }

    @ParameterizedTest
    @CsvSource({"latest", "202613", "2026", "''"})
    void knowsWhatIsNone(String version) {
        assertThat(ApiVersion.warning(version, LocalDate.of(2026, 1, 1)).orElseThrow())
                .contains("is no version");
    }
}
