package org.herald.simulators.meta;

import java.util.Set;

/**
 * An application as its dashboard has it.
 *
 * @param redirects the addresses that the dialog may send to
 * @param person the id of who signs in
 */
public record App(String id, String secret, Set<String> redirects, String person) {}
