package org.herald.simulators.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.herald.simulators.telegram.Caller.Heard;
import org.junit.jupiter.api.Test;

class UpdatesTest extends WithBot {
    private Heard updates(String fields) {
        return bot.call("getUpdates", "{" + fields + "}");
    }

    @Test
    void forwardsPostsIntoTheDiscussionGroupAndTellsWhatIsSaidThere() {
        int post = post("Moss").result().path("message_id").asInt();
        int comment = simulator.comment(post, "Ada", "Lovely");
        simulator.reply(comment, "Bo", "Indeed");
        var told = updates("").result();
        assertThat(told).hasSize(3);
        var forward = told.get(0).path("message");
        assertThat(forward.path("is_automatic_forward").asBoolean()).isTrue();
        assertThat(forward.at("/forward_origin/message_id").asInt()).isEqualTo(post);
        assertThat(told.get(1)
                        .at("/message/reply_to_message/is_automatic_forward")
                        .asBoolean())
                .isTrue();
        assertThat(told.get(2).at("/message/message_thread_id").asInt())
                .isEqualTo(forward.path("message_id").asInt());
        assertThat(told.get(2).at("/message/reply_to_message/message_id").asInt())
                .isEqualTo(comment);
        act("edit", "{\"message\":" + comment + ",\"text\":\"Very lovely\"}");
        assertThat(updates("").result().get(3).at("/edited_message/text").asText())
                .isEqualTo("Very lovely");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void tellsNothingOfItsOwnPostsAndAllOfOthers() {
        act("unlink", "{}");
        post("Moss");
        assertThat(updates("").result()).isEmpty();
        act("post", "{\"text\":\"Fern\"}");
        assertThat(updates("").result().at("/0/channel_post/text").asText()).isEqualTo("Fern");
    }

    @Test
    void privacyHidesWhatIsSaidFromAMember() {
        act("rights", "{\"group\":true,\"status\":\"member\"}");
        int post = post("Moss").result().path("message_id").asInt();
        simulator.comment(post, "Ada", "Lovely");
        assertThat(updates("").result()).isEmpty();
        act("privacy", "{\"on\":false}");
        simulator.comment(post, "Ada", "Lovely");
        assertThat(updates("").result()).hasSize(1);
    }

    @Test
    void keepsUpdatesUntilTheyAreConfirmedOrADayOld() {
        int post = post("Moss").result().path("message_id").asInt();
        for (int i = 0; i < 3; i++) {
            simulator.comment(post, "Ada", "No. " + i);
        }
        var all = updates("").result();
        int second = all.get(1).path("update_id").asInt();
        assertThat(updates("\"limit\":2").result()).hasSize(2);
        assertThat(updates("\"offset\":" + second).result()).hasSize(3);
        assertThat(updates("").result()).hasSize(3);
        assertThat(updates("\"offset\":-1").result()).hasSize(1);
        assertThat(updates("").result()).hasSize(1);
        simulator.clock().advance(Duration.ofHours(24));
        assertThat(updates("").result()).isEmpty();
        simulator.clock().advance(Duration.ofDays(7));
        simulator.comment(post, "Ada", "Later");
        assertThat(updates("").result().at("/0/update_id").asInt()).isLessThan(second);
    }

    @Test
    void tellsOnlyWhatWasAskedFor() {
        updates("\"allowed_updates\":[\"edited_message\"]");
        int post = post("Moss").result().path("message_id").asInt();
        int comment = simulator.comment(post, "Ada", "Lovely");
        act("edit", "{\"message\":" + comment + ",\"text\":\"Very lovely\"}");
        assertThat(updates("").result()).hasSize(1);
    }

    @Test
    void saysOfConflicts() {
        act("poller", "{\"times\":1}");
        assertThat(updates("").status()).isEqualTo(409);
        assertThat(updates("").status()).isEqualTo(200);
        bot.call("setWebhook", "{\"url\":\"https://example.invalid/hook\",\"secret_token\":\"s-1\"}");
        assertThat(updates("").description()).contains("webhook is active");
        assertThat(bot.call("getWebhookInfo", "{}").result().path("url").asText())
                .isEqualTo("https://example.invalid/hook");
        bot.call("deleteWebhook", "{}");
        assertThat(updates("").status()).isEqualTo(200);
        assertThat(simulator.violations()).isEmpty();
    }
}
