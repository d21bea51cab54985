package org.herald.simulators.x;

/**
 * An account.
 *
 * @param premium whether it may edit
 */
record User(String id, String handle, String name, boolean premium) {}
