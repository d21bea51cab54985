package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.ReviewState;

class InboxFacetsTest {
    /** Any of these may be asked for; the empty one means any. */
    @Provide
    static Arbitrary<String> networks() {
        return Arbitraries.of("", "mastodon", "bluesky");
    }

    @Provide
    static Arbitrary<String> sites() {
        return Arbitraries.of("", "/content/a", "/content/b");
    }

    @Property
    void anItemIsFoundByExactlyTheFiltersThatFitIt(
            @ForAll ReviewState state,
            @ForAll("networks") String network,
            @ForAll("sites") String site,
            @ForAll ReviewState askedState,
            @ForAll boolean anyState,
            @ForAll("networks") String askedNetwork,
            @ForAll("sites") String askedSite) {
        String asked = InboxFacets.asked(anyState ? null : askedState, askedNetwork, askedSite);
        boolean fits = (anyState ? state != ReviewState.DELETED : state == askedState)
                && (askedNetwork.isEmpty() || askedNetwork.equals(network))
                && (askedSite.isEmpty() || askedSite.equals(site));
        if (asked.isEmpty()) {
            return; // no filter at all: the index on herald:listed answers
        }
        assertThat(java.util.List.of(InboxFacets.of(state, network, site)).contains(asked))
                .isEqualTo(fits);
    }
}
