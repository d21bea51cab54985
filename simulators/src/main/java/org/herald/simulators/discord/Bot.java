package org.herald.simulators.discord;

import java.util.EnumSet;
import java.util.Set;

/** A bot that somebody invited to the server, with what it may. */
final class Bot {
    final String id;
    final String name;
    final Set<Permission> may = EnumSet.allOf(Permission.class);
    /** Whether the privileged intent is switched on for its application. */
    boolean readsContent = true;

    String token;

    Bot(String id, String name, String token) {
        this.id = id;
        this.name = name;
        this.token = token;
        may.remove(Permission.MANAGE_MESSAGES);
    }

    Message.Author author() {
        return new Message.Author(id, name, Message.Kind.BOT);
    }
}
