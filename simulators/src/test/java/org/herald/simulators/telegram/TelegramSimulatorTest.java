package org.herald.simulators.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.herald.simulators.Mood;
import org.herald.simulators.telegram.Caller.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramSimulatorTest extends WithBot {
    @Test
    void hasTheFieldsThatTheVendorDescribes() {
        assumeTrue(Contract.place().isPresent(), "HERALD_TELEGRAM_CONTRACT tells no machine-readable description");
        assertThat(Contract.shipped())
                .isEqualTo(Contract.described(Contract.place().orElseThrow()));
    }

    @Test
    void tellsOfTheBotItsChannelAndItsRights() {
        assertThat(bot.call("getMe", "{}").result().path("username").asText()).isEqualTo("herald_bot");
        Heard chat = bot.call("getChat", "{\"chat_id\":\"@garden_press\"}");
        assertThat(chat.result().path("linked_chat_id").asLong()).isEqualTo(TelegramSimulator.GROUP);
        Heard member = bot.call("getChatMember", "{" + CHAT + ",\"user_id\":4242}");
        assertThat(member.result().path("can_post_messages").asBoolean()).isTrue();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void readsMarkupAndCountsWhatIsLeft() {
        Heard heard =
                post(" <b>Moss</b> &amp; <a href=\"https://example.org/a\">fern</a> https://example.org/x #garden ");
        assertThat(heard.result().path("text").asText()).isEqualTo("Moss & fern https://example.org/x #garden");
        assertThat(heard.result().path("entities").findValuesAsText("type"))
                .containsExactly("bold", "text_link", "url", "hashtag");
        assertThat(heard.result().at("/entities/1/offset").asInt()).isEqualTo(7);
        assertThat(post("<b>" + "x".repeat(4096) + "</b>").status()).isEqualTo(200);
        assertThat(simulator.violations()).isEmpty();
        assertThat(post("🌿".repeat(2048) + "x").description()).isEqualTo("Bad Request: message is too long");
        assertThat(simulator.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<h1>Moss</h1>  | Unsupported start tag \"h1\" at byte offset 0",
                "<b>Moss        | Can't find end tag corresponding to start tag \"b\"",
                "<b><i>M</b></i> | Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
                "Moss</b>       | Unexpected end tag at byte offset 4",
                "1 < 2          | Unclosed start tag at byte offset 2",
                "1 > 0          | Unescaped character '>' at byte offset 2",
                "Moss & fern    | Unescaped character '&' at byte offset 5",
                "<b class=\"x\">M</b> | Unexpected attributes of the tag \"b\" at byte offset 0"
            })
    void refusesBrokenMarkup(String text, String why) {
        assertThat(post(text).description()).isEqualTo("Bad Request: can't parse entities: " + why);
        assertThat(simulator.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sendMessage | {\"text\":\"M\"} | needs “chat_id”",
                "sendMessage | {\"chat_id\":1,\"text\":\"M\",\"colour\":1} | no field “colour”",
                "sendMessage | {\"chat_id\":1,\"text\":7} | is no String",
                "sendMessage | {\"chat_id\":1,\"text\":\" \"} | empty text",
                "sendMessage | {\"chat_id\":1,\"text\":\"M\",\"reply_parameters\":{\"message\":1}} | no such field",
                "sendMessage | {\"chat_id\":1,\"text\":\"M\",\"reply_parameters\":{}} | needs “message_id”",
                "sendMessage | {\"chat_id\":1,\"text\":\"M\",\"link_preview_options\":{\"is_disabled\":1}} | no such field",
                "sendMessage | {\"chat_id\":1,\"text\":\"M\",\"parse_mode\":\"MarkdownV3\"} | HTML only",
                "sendRichMessage | {} | does not know",
                "getUpdates  | {\"limit\":101} | out of bounds",
                "getUpdates  | {\"offset\":\"soon\"} | is no Integer",
                "setWebhook  | {\"url\":\"http://example.org/hook\"} | a webhook at",
                "setWebhook  | {\"url\":\"https://example.org/hook\",\"secret_token\":\"a b\"} | secret token",
                "deleteMessages | {\"chat_id\":1,\"message_ids\":[]} | 0 messages",
                "editMessageText | {\"text\":\"M\"} | what is edited is not told"
            })
    void refusesWhatBreaksTheContract(String method, String json, String why) {
        assertThat(bot.call(method, json).json().path("ok").asBoolean()).isFalse();
        assertThat(simulator.violations()).hasSize(1).first().asString().contains(why);
    }

    @Test
    void refusesOtherPathsVerbsAndBodies() {
        assertThat(bot.send(bot.request(Caller.TOKEN, "getMe").PUT(HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
        assertThat(bot.send(bot.request(Caller.TOKEN, "getMe")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("x")))
                        .status())
                .isEqualTo(400);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void knowsOnlyTokensThatWork() {
        assertThat(bot.send(bot.request("4242:other", "getMe")).status()).isEqualTo(401);
        simulator.revokeToken(Caller.TOKEN);
        Heard heard = bot.call("getMe", "{}");
        assertThat(heard.status()).isEqualTo(401);
        assertThat(heard.json().path("error_code").asInt()).isEqualTo(401);
        assertThat(heard.description()).isEqualTo("Unauthorized");
    }

    @Test
    void takesPhotosOfTheRightSizeOnly() {
        Map<String, String> fields = Map.of("chat_id", "@garden_press", "caption", "Moss");
        Heard good = bot.upload("sendPhoto", fields, Map.of("photo", Caller.picture(40, 30)));
        assertThat(good.result().at("/photo/0/width").asInt()).isEqualTo(40);
        assertThat(good.result().path("caption").asText()).isEqualTo("Moss");
        assertThat(simulator.violations()).isEmpty();
        assertThat(bot.upload("sendPhoto", fields, Map.of("photo", Caller.picture(9000, 1001)))
                        .description())
                .isEqualTo("Bad Request: PHOTO_INVALID_DIMENSIONS");
        assertThat(bot.upload("sendPhoto", fields, Map.of("photo", Caller.picture(210, 10)))
                        .description())
                .isEqualTo("Bad Request: PHOTO_INVALID_DIMENSIONS");
        assertThat(bot.upload("sendPhoto", fields, Map.of("photo", "no picture".getBytes()))
                        .description())
                .isEqualTo("Bad Request: IMAGE_PROCESS_FAILED");
        assertThat(bot.upload("sendPhoto", fields, Map.of("photo", new byte[(10 << 20) + 1]))
                        .description())
                .isEqualTo("Bad Request: file is too big");
        assertThat(bot.upload(
                                "sendPhoto",
                                Map.of("chat_id", "@garden_press", "caption", "x".repeat(1025)),
                                Map.of("photo", Caller.picture(4, 3)))
                        .description())
                .isEqualTo("Bad Request: message caption is too long");
        assertThat(bot.upload("sendVideo", fields, Map.of("video", Caller.picture(4, 3)))
                        .description())
                .isEqualTo("Bad Request: VIDEO_CONTENT_TYPE_INVALID");
        assertThat(simulator.violations()).hasSize(6);
    }

    @Test
    void takesAlbumsOfTwoToTen() {
        String item = "{\"type\":\"photo\",\"media\":\"attach://p%d\"%s}";
        String two = "[" + String.format(item, 1, ",\"caption\":\"Moss\"") + "," + String.format(item, 2, "") + "]";
        Map<String, byte[]> files = Map.of("p1", Caller.picture(4, 3), "p2", Caller.picture(3, 4));
        Heard heard = bot.upload("sendMediaGroup", Map.of("chat_id", "@garden_press", "media", two), files);
        assertThat(heard.result()).hasSize(2);
        assertThat(heard.result().findValuesAsText("media_group_id")).containsOnly("album-1");
        assertThat(simulator.violations()).isEmpty();
        String one = "[" + String.format(item, 1, "") + "]";
        assertThat(bot.upload(
                                "sendMediaGroup",
                                Map.of("chat_id", "@garden_press", "media", one),
                                Map.of("p1", Caller.picture(4, 3)))
                        .status())
                .isEqualTo(400);
        assertThat(bot.upload("sendMediaGroup", Map.of("chat_id", "@garden_press", "media", two), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void refusesWhoComesTooSoon() {
        bot.call("sendMessage", "{" + CHAT + ",\"text\":\"one\"}");
        Heard soon = bot.call("sendMessage", "{" + CHAT + ",\"text\":\"two\"}");
        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.json().at("/parameters/retry_after").asInt()).isEqualTo(1);
        simulator.clock().advance(Duration.ofSeconds(2));
        assertThat(bot.call("sendMessage", "{" + CHAT + ",\"text\":\"two\"}").status())
                .isEqualTo(200);
    }

    @Test
    void refusesMoreThanTwentyAMinuteInAGroup() {
        String body = "{\"chat_id\":" + TelegramSimulator.GROUP + ",\"text\":\"M\"}";
        for (int i = 0; i < 20; i++) {
            assertThat(bot.call("sendMessage", body).status()).isEqualTo(200);
            simulator.clock().advance(Duration.ofMillis(1500));
        }
        Heard soon = bot.call("sendMessage", body);
        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.json().at("/parameters/retry_after").asInt()).isBetween(25, 30);
    }

    @Test
    void answersInTheGroup() {
        int post = post("Moss").result().path("message_id").asInt();
        int comment = simulator.comment(post, "Ada", "Lovely");
        String to = "{\"chat_id\":" + TelegramSimulator.GROUP
                + ",\"text\":\"Thanks\",\"reply_parameters\":{\"message_id\":%d}}";
        Heard heard = bot.call("sendMessage", String.format(to, comment));
        assertThat(heard.result().at("/reply_to_message/message_id").asInt()).isEqualTo(comment);
        simulator.clock().advance(Duration.ofSeconds(2));
        assertThat(bot.call("sendMessage", String.format(to, 999)).description())
                .isEqualTo("Bad Request: message to be replied not found");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void editsAndDeletesAsLongAsItMay() {
        int post = post("Moss").result().path("message_id").asInt();
        String at = CHAT + ",\"message_id\":" + post;
        assertThat(bot.call("editMessageText", "{" + at + ",\"text\":\"Fern\"}")
                        .result()
                        .path("text")
                        .asText())
                .isEqualTo("Fern");
        assertThat(bot.call("editMessageText", "{" + at + ",\"text\":\"Fern\"}").description())
                .startsWith("Bad Request: message is not modified");
        assertThat(bot.call("editMessageCaption", "{" + at + ",\"caption\":\"Fern\"}")
                        .description())
                .isEqualTo("Bad Request: there is no caption in the message to edit");
        assertThat(bot.call("deleteMessage", "{" + at + "}").result().asBoolean())
                .isTrue();
        assertThat(bot.call("deleteMessage", "{" + at + "}").description())
                .isEqualTo("Bad Request: message to delete not found");
        int old = post("Old").result().path("message_id").asInt();
        simulator.clock().advance(Duration.ofHours(48));
        assertThat(bot.call("deleteMessage", "{" + CHAT + ",\"message_id\":" + old + "}")
                        .description())
                .isEqualTo("Bad Request: message can't be deleted");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void lacksRights() {
        act("rights", "{\"edit\":true,\"delete\":true}");
        assertThat(post("Moss").description()).isEqualTo("Bad Request: need administrator rights in the channel chat");
        act("rights", "{\"status\":\"kicked\"}");
        Heard heard = post("Moss");
        assertThat(heard.status()).isEqualTo(403);
        assertThat(heard.description()).isEqualTo("Forbidden: bot was kicked from the channel chat");
        assertThat(bot.call("getChat", "{\"chat_id\":\"@nobody\"}").description())
                .isEqualTo("Bad Request: chat not found");
    }

    @Test
    void hasMoods() {
        simulator.mood(Mood.FALSE_FAILURE, "sendMessage", 1);
        assertThat(post("Moss").status()).isEqualTo(500);
        assertThat(bot.call("getUpdates", "{}").result()).hasSize(1);
        simulator.mood(Mood.RATE_LIMITED, "sendMessage", 1);
        assertThat(post("Moss").json().at("/parameters/retry_after").asInt()).isEqualTo(35);
        simulator.mood(Mood.REVOKED, "", 1);
        assertThat(post("Moss").status()).isEqualTo(401);
    }
}
