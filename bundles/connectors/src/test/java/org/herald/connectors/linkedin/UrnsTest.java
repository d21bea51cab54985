package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import org.herald.connectors.linkedin.Documents.Comment;
import org.herald.kit.http.Json;
import org.junit.jupiter.api.Test;

class UrnsTest {
    private static final String COMMENT = "urn:li:comment:(urn:li:activity:1,2)";

    @Test
    void namesACommentAlwaysInTheSameWay() {
        assertThat(Urns.normal("urn:li:comment:(activity:1,2)")).isEqualTo(COMMENT);
        assertThat(Urns.normal(COMMENT)).isEqualTo(COMMENT);
        assertThat(Urns.comment("urn:li:comment:(activity:1,2)"))
                .isEqualTo("/rest/socialActions/urn%3Ali%3Aactivity%3A1/comments/2");
    }

    @Test
    void namesACommentByWhatItStandsBelow() {
        String told = "{\"id\":\"2\",\"object\":\"urn:li:activity:1\"}";
        assertThat(Json.read(told, Comment.class).orElseThrow().commentUrn()).isEqualTo(COMMENT);
        assertThat(Urns.isComment(Json.read("{}", Comment.class).orElseThrow().commentUrn()))
                .isFalse();
    }

    @Test
    void givesNoAddressForWhatNoneCanHold() {
        assertThat(Urns.address("https://www.linkedin.com", "not an urn")).isNull();
    }
}
