package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookPictureTest {
    private static String picture(String avatar) {
        return new Documents.Webhook("123456789012345678", 1, "News", "2", "3", avatar).picture();
    }

    @Test
    void isWhereDiscordKeepsIt() {
        assertThat(picture("a_0f1e2d3c4b5a69788796a5b4c3d2e1f0"))
                .isEqualTo(
                        "https://cdn.discordapp.com/avatars/123456789012345678/a_0f1e2d3c4b5a69788796a5b4c3d2e1f0.png");
    }

    @Test
    void isNowhereWhereItHasNoneOrSaysSomethingElse() {
        assertThat(picture(null)).isNull();
        assertThat(picture("")).isNull();
        assertThat(picture("../../attachments/1")).isNull();
    }
}
