package org.herald.simulators.discord;

/** What a bot may be allowed in a channel; the names are the vendor's. */
public enum Permission {
    /** See that the channel is there. */
    VIEW_CHANNEL,
    /** Read what was said before. */
    READ_MESSAGE_HISTORY,
    /** Say something in a channel. */
    SEND_MESSAGES,
    /** Say something in a thread. */
    SEND_MESSAGES_IN_THREADS,
    /** Delete what others said. */
    MANAGE_MESSAGES
}
