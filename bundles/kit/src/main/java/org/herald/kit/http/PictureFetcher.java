package org.herald.kit.http;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.spi.RemotePictures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fetches pictures as everything else is fetched: where destinations allow, without a redirect, and not for long. */
@Component(service = RemotePictures.class)
public final class PictureFetcher implements RemotePictures {
    /** Somebody waits for a profile to be connected. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Pattern CARRIED = Pattern.compile("image/[a-z]+;base64,([A-Za-z0-9+/]+=*)");

    private final Http http;

    @Activate
    public PictureFetcher(@Reference Http http) {
        this.http = http;
    }

    @Override
    public Optional<byte[]> fetch(URI address, int maxBytes) {
        if ("data".equals(address.getScheme())) {
            return carried(address).filter(bytes -> bytes.length > 0 && bytes.length <= maxBytes);
        }
        Request request = Request.to(address).header("Accept", "image/png,image/jpeg,image/webp,image/gif");
        return http.send(request, PATIENCE) instanceof Answer.Received received
                        && received.isSuccess()
                        && received.body().length > 0
                        && received.body().length <= maxBytes
                ? Optional.of(received.body())
                : Optional.empty();
    }

    /** What an address holds itself (RFC 2397): nobody is asked. */
    private static Optional<byte[]> carried(URI address) {
        Matcher data = CARRIED.matcher(address.getRawSchemeSpecificPart());
        try {
            return data.matches() ? Optional.of(Base64.getDecoder().decode(data.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
