package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.collect.InboxFixture.NOW;

import org.herald.Rejection;
import org.junit.jupiter.api.Test;

class AnswerLimitTest {
    @Test
    void nobodyAnswersWithoutEnd() {
        AnswerLimit limit = new AnswerLimit();
        for (int i = 0; i < AnswerLimit.MOST; i++) {
            limit.count("moses", NOW);
        }
        assertThatThrownBy(() -> limit.count("moses", NOW)).isInstanceOf(Rejection.class);
        assertThatCode(() -> limit.count("mira", NOW)).doesNotThrowAnyException();
        assertThatCode(() -> limit.count("moses", NOW.plus(AnswerLimit.TIME))).doesNotThrowAnyException();
    }
}
