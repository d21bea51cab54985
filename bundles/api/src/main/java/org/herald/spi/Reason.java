package org.herald.spi;

/** Why a network refuses, in the words of what has to be done about it. */
public enum Reason {
    /** The account's sign-in does not work (any more): an admin reconnects the profile. */
    AUTHORISATION,
    /** The network does not take this text or picture: the editor changes it. */
    CONTENT,
    /** The network has this already: the editor looks there before trying again. */
    DUPLICATE,
    /** The network lets nobody answer who was not spoken to: it is answered there, by hand. */
    NOT_SUMMONED,
    /** What is acted on is not on the network any more. */
    GONE,
    /** The server does not answer as this network's servers do: an admin checks the address. */
    SERVER,
    /** It could not be done before its deadline: a person decides whether it is still wanted. */
    EXPIRED,
    /** What it depends on is not as it was when its time came: a person decides. Never said by a network. */
    HELD,
    /** It costs more than its profile may spend: an admin decides. Never said by a network. */
    BUDGET
}
