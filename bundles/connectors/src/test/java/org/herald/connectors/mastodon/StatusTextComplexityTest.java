package org.herald.connectors.mastodon;

import org.herald.connectors.LinearCost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTextComplexityTest {
    @ParameterizedTest
    @MethodSource("org.herald.connectors.LinearCost#pieces")
    void eightTimesAsMuchCostsEightTimesAsMuch(String piece) {
        LinearCost.mustHold(piece, text -> StatusText.same(text, "<p>" + text + "</p>"));
    }
}
