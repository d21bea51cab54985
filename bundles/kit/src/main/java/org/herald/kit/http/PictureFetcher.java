package org.herald.kit.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.herald.spi.RemotePictures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fetches pictures as everything else is fetched: where destinations allow, without a redirect, and not for long. */
@Component(service = RemotePictures.class)
public final class PictureFetcher implements RemotePictures {
    /** Somebody waits for a profile to be connected. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Http http;

    @Activate
    public PictureFetcher(@Reference Http http) {
        this.http = http;
    }

    @Override
    public Optional<byte[]> fetch(URI address, int maxBytes) {
        Request request = Request.to(address).header("Accept", "image/png,image/jpeg,image/webp,image/gif");
        return http.send(request, PATIENCE) instanceof Answer.Received received
                        && received.isSuccess()
                        && received.body().length > 0
                        && received.body().length <= maxBytes
                ? Optional.of(received.body())
                : Optional.empty();
    }
}
