package org.herald.kit.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Request;
import org.herald.spi.Connection;

/** Lets the library for OAuth send by Herald's own client, within its limits. */
final class KitSender implements HTTPRequestSender {
    /** The standard knows no other (RFC 6749, 4.1.3). */
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Http http;
    private final Clock clock;

    KitSender(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** No answer came; it says nothing of what was sent. */
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Connection.Denied why;

        Failed(Connection.Denied why) {
            super(why.why());
            this.why = why;
        }

        Connection.Denied why() {
            return why;
        }
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        Request made = Request.to(request.getURI());
        for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
            made = made.header(header.getKey(), String.join(", ", header.getValue()));
        }
        Answer answer = http.send(made.by(request.getMethod().name(), FORM, Objects.toString(request.getBody(), "")));
        if (answer instanceof Answer.Received received) {
            return response(received);
        }
        throw new Failed(HttpErrorMapping.denied(answer, clock.instant()));
    }

    private static HTTPResponse response(Answer.Received received) {
        HTTPResponse response = new HTTPResponse(received.status());
        try {
            response.setContentType("application/json"); // whatever it says: what is no JSON is not understood
        } catch (ParseException e) {
            throw new IllegalStateException("a media type that is right", e);
        }
        response.setBody(received.text());
        return response;
    }
}
