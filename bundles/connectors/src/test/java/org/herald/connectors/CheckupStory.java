package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;

/** What is looked for in the facts of all networks. */
public final class CheckupStory {
    private CheckupStory() {}

    /** The facts of a kind. */
    public static <T extends Fact> List<T> facts(Vitals vitals, Class<T> type) {
        assertThat(vitals).isInstanceOf(Vitals.Told.class);
        return ((Vitals.Told) vitals)
                .facts().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** It works, as that account. */
    public static void works(Vitals vitals, String remoteId) {
        assertThat(facts(vitals, Fact.Refused.class)).isEmpty();
        assertThat(facts(vitals, Fact.SignedIn.class)).containsExactly(new Fact.SignedIn(remoteId));
    }

    /** It does not, in words without a secret. */
    public static void denied(Vitals vitals, Reason reason, String secret) {
        assertThat(facts(vitals, Fact.SignedIn.class)).isEmpty();
        assertThat(facts(vitals, Fact.Refused.class)).singleElement().satisfies(no -> {
            assertThat(no.reason()).isEqualTo(reason);
            assertThat(no.why()).isNotBlank().doesNotContain(secret);
        });
    }

    /** What is missing; of several kinds in one list. */
    public static List<String> lacking(Vitals vitals) {
        return facts(vitals, Fact.Lacks.class).stream()
                .flatMap(lacks -> lacks.names().stream())
                .toList();
    }
}
