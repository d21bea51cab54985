package org.herald.simulators.threads;

/** Somebody on the network. */
record Person(String id, String username, String name, boolean hidesProfile) {}
