package org.herald.simulators.discord;

import org.herald.simulators.Call;
import org.herald.simulators.Violation;

/** What is said to requests that lead nowhere. */
final class Routes {
    private Routes() {}

    static Violation unknown() {
        return Errors.broken("there is no such path", 404, 0, "404: Not Found");
    }

    static Violation wrongMethod(Call call) {
        return Errors.broken("the path does not take " + call.method(), 405, 0, "405: Method Not Allowed");
    }
}
