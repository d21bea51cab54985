package org.herald.connectors.bluesky;

import java.util.Optional;
import org.herald.connectors.LinearCost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FacetsComplexityTest {
    @ParameterizedTest
    @MethodSource("org.herald.connectors.LinearCost#pieces")
    void eightTimesAsMuchCostsEightTimesAsMuch(String piece) {
        LinearCost.mustHold(piece, text -> RichTextFacets.of(text, handle -> Optional.of("did:plc:x")));
    }
}
