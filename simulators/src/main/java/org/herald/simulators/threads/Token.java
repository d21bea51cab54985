package org.herald.simulators.threads;

import java.time.Instant;
import java.util.Set;

/** What opens an account to the app. */
record Token(String value, Person person, Set<String> scopes, Instant issued, Instant expires, boolean lasts) {}
