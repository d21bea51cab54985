package org.herald.connectors.discord;

import java.util.Optional;
import java.util.Set;
import org.herald.spi.RemoteRef;

/**
 * Where a message is: what Herald keeps as its id is the channel's and the message's, for Discord asks for both, and a
 * webhook can be moved to another channel.
 */
record MessageRef(String channel, String message) {

    static MessageRef of(RemoteRef ref) {
        return read(ref.id())
                .orElseThrow(() -> new IllegalArgumentException("no id of a Discord message: " + ref.id()));
    }

    /** Reads what {@link #id} wrote; empty for anything else. */
    static Optional<MessageRef> read(String id) {
        String[] parts = id.split("/", -1);
        return parts.length == 2 && Snowflake.isOne(parts[0]) && Snowflake.isOne(parts[1])
                ? Optional.of(new MessageRef(parts[0], parts[1]))
                : Optional.empty();
    }

    /** What Herald keeps. */
    String id() {
        return channel + "/" + message;
    }

    /** Whether it opens a thread of a forum: such a thread has the id of its first message. */
    boolean opensThread() {
        return channel.equals(message);
    }

    boolean isIn(Set<String> ids) {
        return ids.contains(id());
    }
}
