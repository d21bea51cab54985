package org.herald.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphTest {
    private static Graph graph(String version) {
        return Graph.of("https://graph.facebook.com", "https://www.facebook.com", version, "1", "", "");
    }

    @Test
    void leavesOutAnEmptyVersion() {
        assertThat(graph(" ").at("me/accounts", "a=b")).hasToString("https://graph.facebook.com/me/accounts?a=b");
        assertThat(graph("").dialogAt("a=b")).hasToString("https://www.facebook.com/dialog/oauth?a=b");
        assertThat(graph("v26.0").at("1_2", "")).hasToString("https://graph.facebook.com/v26.0/1_2");
    }

    @Test
    void leadsToNoOtherServerWhateverStandsInAPart() {
        assertThat(graph("/evil.example").at("//evil.example/x?y=z#f", ""))
                .hasToString("https://graph.facebook.com/%2Fevil.example/evil.example/x%3Fy%3Dz%23f");
    }
}
