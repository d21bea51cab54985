package org.herald.connectors.linkedin;

import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.herald.simulators.linkedin.LinkedInSimulator;

/** The configuration of a test. */
final class Settings implements LinkedInConfig {
    private final String web;
    private final String api;
    private final String clientId;
    private final String version;
    private final String scopes;

    private Settings(String web, String api, String clientId, String version, String scopes) {
        this.web = web;
        this.api = api;
        this.clientId = clientId;
        this.version = version;
        this.scopes = scopes;
    }

    static Settings of(URI web) {
        return new Settings(
                web.toString(), web.toString(), LinkedInSimulator.CLIENT_ID, current(), LinkedInSimulator.PAGE_SCOPES);
    }

    /** One that works today, whenever that is. */
    private static String current() {
        return YearMonth.now(ZoneOffset.UTC).minusMonths(2).format(DateTimeFormatter.ofPattern("yyyyMM"));
    }

    Settings version(String other) {
        return new Settings(web, api, clientId, other, scopes);
    }

    Settings scopes(String other) {
        return new Settings(web, api, clientId, version, other);
    }

    Settings unconfigured() {
        return new Settings(web, api, "", version, scopes);
    }

    Settings api(URI other) {
        return new Settings(web, other.toString(), clientId, version, scopes);
    }

    @Override
    public String clientId() {
        return clientId;
    }

    @Override
    public String _clientSecret() {
        return clientId.isEmpty() ? "" : LinkedInSimulator.CLIENT_SECRET;
    }

    @Override
    public String scopes() {
        return scopes;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String api() {
        return api;
    }

    @Override
    public String web() {
        return web;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return LinkedInConfig.class;
    }
}
