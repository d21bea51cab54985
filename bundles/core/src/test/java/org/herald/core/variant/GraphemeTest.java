package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unicode's own GraphemeBreakTest, of the version that the ICU4J in use knows. Data: copyright Unicode, Inc. */
class GraphemeTest {
    private static final String VERSION = "17.0.0";

    @Test
    void theDataIsOfTheVersionInUse() {
        assertThat(UCharacter.getUnicodeVersion()).isEqualTo(VersionInfo.getInstance(VERSION));
    }

    @Test
    void breaksWhereUnicodeSays() throws IOException {
        int lines = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                getClass().getResourceAsStream("/GraphemeBreakTest-" + VERSION + ".txt"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String data = line.replaceAll("#.*", "").strip();
                if (!data.isEmpty()) {
                    lines++;
                    check(data);
                }
            }
        }
        assertThat(lines).isEqualTo(766);
    }

    private static void check(String line) {
        StringBuilder text = new StringBuilder();
        List<Integer> ends = new ArrayList<>();
        for (String token : line.split("\\s+")) {
            if (token.equals("÷") && text.length() > 0) {
                ends.add(text.length());
            } else if (token.matches("[0-9A-F]+")) {
                text.appendCodePoint(Integer.parseInt(token, 16));
            }
        }
        assertThat(Arrays.stream(new ParsedText(text.toString()).characters()).boxed())
                .as(line)
                .containsExactlyElementsOf(ends);
    }
}
