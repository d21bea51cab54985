package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void quotesWhatNeedsItAndLetsNoFormulaThrough() {
        Table table = new Table(
                "audit",
                List.of("by", "comment"),
                List.of(List.of("anna", "Say \"bees\",\nnot wasps"), List.of("=cmd|' /C calc'!A0", "été")));
        assertThat(new String(table.write(), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFby,comment\r\nanna,\"Say \"\"bees\"\",\nnot wasps\"\r\n'=cmd|' /C calc'!A0,été\r\n");
    }
}
