package org.herald.core.notice;

/** Brings letters to a mail server. */
interface MailTransport {
    /** How one letter fared. */
    enum Sent {
        /** The server has it. */
        TAKEN,
        /** The server does not take this letter, as a rule for its address. */
        REFUSED,
        /** The server was there, and this letter did not get through. */
        BROKEN,
        /** The server is not there, or does not let Herald in or send: no letter gets through. */
        UNREACHABLE
    }

    /** Sends one letter. Never throws for what a server or an address may do; logs why. */
    Sent send(String address, NotificationEmail letter);
}
