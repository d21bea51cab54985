package org.herald.simulators.meta;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Fetches files from public addresses, as Meta's servers do. */
public final class Fetcher {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 20_000_000;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** What is there; empty where nothing is given out to strangers. */
    public Optional<byte[]> fetch(String address) {
        try {
            URI uri = URI.create(address);
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("User-Agent", "facebookexternalhit/1.1")
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return Optional.of(answer)
                    .filter(got -> got.statusCode() == 200 && got.body().length <= MOST_BYTES)
                    .map(HttpResponse::body);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
