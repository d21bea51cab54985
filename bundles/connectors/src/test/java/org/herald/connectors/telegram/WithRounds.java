package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Collects as the core does. */
abstract class WithRounds extends WithTelegram {
    String cursor = "";
    News news;

    /** What the core does in a round: asks, reads the threads, and keeps the cursor at its end. */
    List<RemoteReply> round(RemoteRef... roots) {
        News told = connector.news(account, cursor);
        news = told;
        List<RemoteReply> replies = new ArrayList<>();
        for (RemoteRef root : roots) {
            Collected.Replies thread = (Collected.Replies) connector.thread(account, root, "");
            assertThat(thread.next()).isEmpty();
            assertThat(thread.leftOut()).isNotEmpty();
            replies.addAll(thread.replies());
        }
        cursor = told.cursor();
        advance(Duration.ofMinutes(5));
        return replies;
    }

    /** How many updates nobody confirmed yet, as Telegram tells it. */
    int waiting() {
        HttpRequest request = HttpRequest.newBuilder(
                        telegram.uri().resolve("/bot" + TestAccount.TOKEN + "/getWebhookInfo"))
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return Integer.parseInt(body.replaceAll(".*\"pending_update_count\":(\\d+).*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
