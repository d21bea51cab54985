package org.herald.rest;

import java.net.URI;

/** What a handler answers: a value to be written as JSON, or where to go. */
record Reply(int status, Object body, URI location) {
    static Reply ok(Object body) {
        return new Reply(200, body, null);
    }

    static Reply created(Object body) {
        return new Reply(201, body, null);
    }

    static Reply accepted(Object body) {
        return new Reply(202, body, null);
    }

    static Reply nothing() {
        return new Reply(204, null, null);
    }

    static Reply see(URI location) {
        return new Reply(303, null, location);
    }
}
