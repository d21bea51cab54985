package org.herald.connectors.discord;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import org.herald.spi.RemoteMedia;

/** The JSON documents of the API, with what is read of them. */
final class Documents {
    private Documents() {}

    record Webhook(
            String id,
            Integer type,
            String name,
            @JsonProperty("guild_id") String guild,
            @JsonProperty("channel_id") String channel,
            String avatar) {
        private static final String PICTURES = "https://cdn.discordapp.com/avatars/";

        /** Where its picture is (Image Formatting, in Discord's reference); null where it has none. */
        String picture() {
            boolean has = avatar != null && avatar.matches("\\w{1,64}");
            return has ? PICTURES + id + "/" + avatar + ".png" : null;
        }

        /** What a person makes in the settings of a channel; the other types post for Discord itself. */
        private static final int INCOMING = 1;

        boolean isWhole() {
            return Snowflake.isOne(id) && Snowflake.isOne(channel);
        }

        boolean isIncoming() {
            return type != null && type == INCOMING;
        }
    }

    record Channel(String id, Integer type, String name, @JsonProperty("last_message_id") String lastMessage) {
        private static final int FORUM = 15;
        private static final int MEDIA = 16;

        /** Whether nothing can be said in it but in its threads. */
        boolean hasThreadsOnly() {
            return type != null && (type == FORUM || type == MEDIA);
        }
    }

    record Application(String id, Long flags) {
        /** GATEWAY_MESSAGE_CONTENT, and the same for bots in fewer than a hundred servers. */
        private static final long MESSAGE_CONTENT = 1L << 18 | 1L << 19;

        boolean readsContent() {
            return flags != null && (flags & MESSAGE_CONTENT) != 0;
        }
    }

    record User(String id, String username, @JsonProperty("global_name") String displayName) {}

    /** What a message says. */
    record Said(String content, List<Attachment> attachments, List<User> mentions) {}

    /** A message as a webhook is answered it, or a bot reads it; its time stands in its id. */
    record Message(
            String id, String channel, Integer type, Said said, User author, Reference reference, JsonNode thread) {
        private static final int DEFAULT = 0;
        private static final int REPLY = 19;

        /** Reads it as Discord writes it. */
        @JsonCreator
        static Message of(
                @JsonProperty("id") String id,
                @JsonProperty("channel_id") String channel,
                @JsonProperty("type") Integer type,
                @JsonProperty("content") String content,
                @JsonProperty("author") User author,
                @JsonProperty("attachments") List<Attachment> attachments,
                @JsonProperty("mentions") List<User> mentions,
                @JsonProperty("message_reference") Reference reference,
                @JsonProperty("thread") JsonNode thread) {
            return new Message(id, channel, type, new Said(content, attachments, mentions), author, reference, thread);
        }

        List<User> mentions() {
            return said.mentions();
        }

        boolean isWhole() {
            return Snowflake.isOne(id) && Snowflake.isOne(channel);
        }

        MessageRef ref() {
            return new MessageRef(channel, id);
        }

        /** Whether somebody said it; the rest Discord says itself. */
        boolean isSaid() {
            return isWhole()
                    && author != null
                    && author.id() != null
                    && type != null
                    && (type == DEFAULT || type == REPLY);
        }

        boolean isBy(String who) {
            return author != null && who.equals(author.id());
        }

        /** The id of the message that it answers; empty for none. */
        String answers() {
            return type != null && type == REPLY && reference != null ? Objects.toString(reference.message(), "") : "";
        }

        /** Whether nothing of it is told, as to a bot that may not read what others say. */
        boolean isHidden() {
            return text().isEmpty() && files().isEmpty();
        }

        String text() {
            return Objects.toString(said.content(), "");
        }

        List<Attachment> files() {
            return said.attachments() == null ? List.of() : said.attachments();
        }

        boolean hasThread() {
            return thread != null && thread.hasNonNull("id");
        }
    }

    record Reference(@JsonProperty("message_id") String message, @JsonProperty("channel_id") String channel) {}

    record Attachment(
            String id,
            @JsonProperty("filename") String fileName,
            @JsonProperty("content_type") String type,
            String url,
            String description) {
        /** Its address ends after a day or so, as all of Discord's do: its id tells whether it is another. */
        RemoteMedia media() {
            String kind = Objects.toString(type, "").replaceFirst("/.*", "");
            return new RemoteMedia(
                    Objects.toString(id, ""),
                    switch (kind) {
                        case "image" -> RemoteMedia.Kind.IMAGE;
                        case "video" -> RemoteMedia.Kind.VIDEO;
                        case "audio" -> RemoteMedia.Kind.AUDIO;
                        default -> RemoteMedia.Kind.OTHER;
                    },
                    address(),
                    Objects.toString(description, ""));
        }

        private URI address() {
            try {
                return url == null ? null : new URI(url);
            } catch (URISyntaxException e) {
                return null;
            }
        }
    }

    /** What Discord says when it does not do what it was asked. */
    record Failure(Integer code, String message, @JsonProperty("retry_after") Double retryAfter, JsonNode errors) {}
}
