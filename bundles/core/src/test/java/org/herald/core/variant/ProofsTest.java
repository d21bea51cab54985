package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.herald.GateMode;
import org.herald.Severity;
import org.herald.spi.Proofreader;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final String TEXT = "See the gardn of @gardn today";

    private static Proofreader reading(int end, Proofreader.Mistake... mistakes) {
        return new Proofreader() {
            @Override
            public List<String> languages() {
                return List.of("en");
            }

            @Override
            public Proof read(String text, Locale language) {
                return new Proof(List.of(mistakes), end);
            }
        };
    }

    private static Proofreader.Mistake mistake(int start) {
        return new Proofreader.Mistake(start, start + 5, "A slip.", List.of("garden"));
    }

    @Test
    void namesAreNoMistakes() {
        Proofreader reader = reading(TEXT.length(), mistake(8), mistake(18));
        assertThat(Spelling.findings(TEXT, Locale.ENGLISH, RuleSeverities.USUAL, reader))
                .singleElement()
                .satisfies(finding -> assertThat(finding.start()).isEqualTo(8));
    }

    @Test
    void saysHowFarALongTextWasReadAndBlocksNothingByIt() {
        RuleSeverities strict = new RuleSeverities(Map.of("spelling", GateMode.BLOCK));
        assertThat(Spelling.findings(TEXT, Locale.ENGLISH, strict, reading(13)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("spellingPart");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNS);
                    assertThat(finding.start()).isEqualTo(13);
                    assertThat(finding.message()).contains("first 13 characters");
                });
    }
}
