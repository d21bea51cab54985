package org.herald.connectors.x;

import java.lang.annotation.Annotation;
import java.net.URI;
import org.herald.simulators.x.XSimulator;

/** Settings for a simulator. */
record TestConfig(String clientId, String _clientSecret, String authorize, String api, String web, boolean olderNames)
        implements XConfig {
    static TestConfig of(URI server) {
        return new TestConfig(
                XSimulator.CLIENT,
                XSimulator.CLIENT_SECRET,
                server + "/i/oauth2/authorize",
                server.toString(),
                "https://x.com",
                false);
    }

    /** X is there, and no app. */
    static TestConfig withoutApp(URI server) {
        return new TestConfig("", "", server + "/i/oauth2/authorize", server.toString(), "https://x.com", false);
    }

    static TestConfig none() {
        return new TestConfig("", "", "https://x.com/i/oauth2/authorize", "https://api.x.com", "https://x.com", false);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return XConfig.class;
    }
}
