package org.herald.simulators.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Violation;

/** Pictures and videos, on their way and there. */
final class Assets {
    private final Clock clock;
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private Duration processing = Duration.ZERO;
    private boolean fails;
    private int made;

    Assets(Clock clock) {
        this.clock = clock;
    }

    /** How far an asset is. */
    enum Status {
        WAITING_UPLOAD,
        PROCESSING,
        AVAILABLE,
        PROCESSING_FAILED
    }

    /** One picture or video; its parts by their place, as they came. */
    static final class Asset {
        final String urn;
        final String owner;
        final long size;
        final Instant urlsEnd;
        final Map<Integer, byte[]> parts = new LinkedHashMap<>();
        private Instant complete;
        private Instant ready;
        private boolean broken;

        private Asset(String urn, String owner, long size, Instant urlsEnd) {
            this.urn = urn;
            this.owner = owner;
            this.size = size;
            this.urlsEnd = urlsEnd;
        }

        boolean isVideo() {
            return urn.startsWith("urn:li:video:");
        }
    }

    void processing(Duration time) {
        processing = time;
    }

    void failNext() {
        fails = true;
    }

    /** @param lasts how long its addresses for the bytes work */
    Asset make(String kind, String owner, long size, Duration lasts) {
        made++;
        String urn = "urn:li:" + kind + ":C4E" + String.format("%07d", made);
        Asset asset = new Asset(urn, owner, size, clock.instant().plus(lasts));
        assets.put(urn, asset);
        return asset;
    }

    /** All its bytes are there: it is worked at. */
    void complete(Asset asset) {
        asset.complete = clock.instant();
        asset.ready = clock.instant().plus(processing);
        asset.broken = fails;
        fails = false;
    }

    Status status(Asset asset) {
        if (asset.complete == null) {
            return Status.WAITING_UPLOAD;
        }
        if (clock.instant().isBefore(asset.ready)) {
            return Status.PROCESSING;
        }
        return asset.broken ? Status.PROCESSING_FAILED : Status.AVAILABLE;
    }

    Asset get(String urn) throws Violation {
        Asset asset = assets.get(urn);
        if (asset == null) {
            throw urn.startsWith("urn:li:video:")
                    ? Errors.violation(400, "INVALID_VIDEO_ID", "This Video ID is invalid")
                    : Errors.violation(400, "INVALID_URN_ID", "This URN Id is invalid: " + urn);
        }
        return asset;
    }

    /** Judges whether it can be part of a post by an author. */
    void judge(String urn, String author) throws Violation {
        Asset asset = get(urn);
        if (!asset.owner.equals(author)) {
            throw Errors.violation(
                    400, "INVALID_CONTENT_OWNERSHIP", urn + " is owned by " + asset.owner + ", not by " + author);
        }
        Status status = status(asset);
        if (status == Status.PROCESSING_FAILED) {
            throw Errors.violation(400, "MEDIA_ASSET_PROCESSING_FAILED", "Media asset failed processing");
        }
        boolean early = status == Status.PROCESSING && asset.isVideo();
        if (status == Status.WAITING_UPLOAD || early) {
            throw Errors.violation(400, "MEDIA_ASSET_WAITING_UPLOAD", "Media asset is waiting upload");
        }
    }

    List<Map<String, Object>> state() {
        List<Map<String, Object>> state = new ArrayList<>();
        for (Asset asset : assets.values()) {
            state.add(Map.of("id", asset.urn, "owner", asset.owner, "status", status(asset)));
        }
        return state;
    }
}
