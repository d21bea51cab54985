package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.herald.VariantState;
import org.herald.core.share.UndoWindow.Fate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndoWindowTest {
    @ParameterizedTest
    @CsvSource({
        "QUEUED, '', TAKEN_BACK",
        "QUEUED, claimed, TOO_LATE",
        "PLANNED, '', TAKEN_BACK",
        "PLANNED, approved-or-given-another-time, TOO_LATE",
        "SUBMITTED, '', TAKEN_BACK",
        "WITHDRAWN, before, IS_BACK",
        "SENDING, claimed, TOO_LATE",
        "SENT, claimed, TOO_LATE"
    })
    void whatSomebodyMovedOnIsNotUndone(VariantState state, String turn, Fate fate) {
        assertThat(UndoWindow.fate(state, turn)).isEqualTo(fate);
    }
}
