package org.herald.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;

class FactTextTest {
    @Test
    void everythingComesBackAsItWas() {
        List<Fact> facts = List.of(
                new Fact.SignedIn("urn:li:organization:1001"),
                new Fact.Refused(Reason.AUTHORISATION, "The server refuses the sign-in: HTTP 401."),
                new Fact.Ends(Fact.End.VERSION, Ward.NOW, "202607", false),
                new Fact.Ends(Fact.End.TOKEN, Ward.NOW, "", true),
                new Fact.Lacks(Fact.Need.SCOPE, List.of("write:statuses", "write:media"), true),
                new Fact.Lacks(Fact.Need.ROLE, List.of(), false),
                new Fact.Quota(Fact.Counted.POSTS, 3, 250, Duration.ofDays(1), Optional.empty()),
                new Fact.Quota(Fact.Counted.REQUESTS, 0, 300, Duration.ofMinutes(5), Optional.of(Ward.NOW)),
                new Fact.Skew(Duration.ofSeconds(-90)));
        assertThat(FactText.read(FactText.write(facts))).isEqualTo(facts);
    }

    @Test
    void aSentenceWithALineBreakStaysOneFact() {
        List<Fact> facts = List.of(new Fact.Refused(Reason.SERVER, "No\tanswer\nat all"));
        assertThat(FactText.read(FactText.write(facts)))
                .containsExactly(new Fact.Refused(Reason.SERVER, "No answer at all"));
    }

    @Property
    void whatIsNoFactIsLeftOut(@ForAll String garbage) {
        String[] lines = {garbage, "ENDS\tTOKEN\tsoon\t\tfalse", "QUOTA\tPOSTS\t1", "SIGNED_IN\t1"};
        assertThat(FactText.read(lines)).contains(new Fact.SignedIn("1"));
    }
}
