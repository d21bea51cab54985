package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Assets.Asset;
import org.herald.simulators.linkedin.Tokens.Grant;

/** The Images API, the Videos API, and the addresses that the bytes go to. */
final class Uploads {
    /** Microsoft Learn, Videos API: parts of 4 MB. */
    static final int PART = 4_194_304;
    /** Microsoft Learn, Images API. */
    private static final long MOST_PIXELS = 36_152_320;
    /** Microsoft Learn, Videos API: between 75 KB and 500 MB. */
    private static final long LEAST_VIDEO = 75L * 1024;

    private static final long MOST_VIDEO = 500L * 1024 * 1024;
    private static final Set<String> FORMATS = Set.of("jpeg", "png", "gif");

    private final Assets assets;
    private final Members members;
    private final Tokens tokens;
    private final Clock clock;
    private final Supplier<URI> here;

    Uploads(Assets assets, Members members, Tokens tokens, Clock clock, Supplier<URI> here) {
        this.assets = assets;
        this.members = members;
        this.tokens = tokens;
        this.clock = clock;
        this.here = here;
    }

    Reply images(Call call, Grant grant, String urn) throws Violation {
        if (call.method().equals("GET")) {
            Queries.only(call);
            Asset asset = assets.get(urn);
            if (grant.urn().equals(asset.owner) && !grant.may("r_member_social", "r_member_social_feed")) {
                throw new Violation(
                        "a token with w_member_social alone asks for a picture",
                        Errors.reply(
                                403,
                                "ACCESS_DENIED",
                                "Accessing this image resource is forbidden. Please check your permissions for this"
                                        + " resource"));
            }
            return status(asset);
        }
        JsonNode request = initialise(call, grant, "images.initializeUpload");
        Queries.fields(request, "initializeUploadRequest", "owner");
        Asset asset = assets.make("image", request.path("owner").asText(), 0, Duration.ofHours(24));
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("uploadUrlExpiresAt", asset.urlsEnd.toEpochMilli());
        value.put("uploadUrl", here.get() + "/dms-uploads/" + id(asset) + "/uploaded-image/0");
        value.put("image", asset.urn);
        return Reply.json(200, Map.of("value", value));
    }

    Reply videos(Call call, Grant grant, String urn) throws Violation {
        if (call.method().equals("GET")) {
            Queries.only(call);
            return status(assets.get(urn));
        }
        if ("finalizeUpload".equals(call.query().get("action"))) {
            return finish(call, grant);
        }
        JsonNode request = initialise(call, grant, "videos.initializeUpload");
        Queries.fields(
                request, "initializeUploadRequest", "owner", "fileSizeBytes", "uploadCaptions", "uploadThumbnail");
        long size = request.path("fileSizeBytes").asLong();
        if (size < LEAST_VIDEO || size > MOST_VIDEO) {
            throw Errors.invalid("fileSizeBytes", size + " is not between 75 KB and 500 MB");
        }
        Asset asset = assets.make("video", request.path("owner").asText(), size, Duration.ofDays(30));
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("uploadUrlsExpireAt", asset.urlsEnd.toEpochMilli());
        value.put("video", asset.urn);
        value.put("uploadInstructions", instructions(asset));
        value.put("uploadToken", "");
        return Reply.json(200, Map.of("value", value));
    }

    private List<Map<String, Object>> instructions(Asset asset) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (long first = 0; first < asset.size; first += PART) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("uploadUrl", here.get() + "/dms-uploads/" + id(asset) + "/uploaded-video/" + parts.size());
            part.put("firstByte", first);
            part.put("lastByte", Math.min(first + PART, asset.size) - 1);
            parts.add(part);
        }
        return parts;
    }

    private static String id(Asset asset) {
        return asset.urn.replaceFirst("^urn:li:(image|video):", "");
    }

    private JsonNode initialise(Call call, Grant grant, String what) throws Violation {
        Queries.only(call, "action");
        if (!call.method().equals("POST")
                || !"initializeUpload".equals(call.query().get("action"))) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "no such action");
        }
        JsonNode body = Queries.body(call);
        Queries.fields(body, "", "initializeUploadRequest");
        JsonNode request = body.path("initializeUploadRequest");
        String owner = Queries.text(request, "initializeUploadRequest", "owner");
        members.judge(grant, owner, "w_member_social", "w_organization_social", Members.POSTERS, what);
        return request;
    }

    private Reply status(Asset asset) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", asset.urn);
        body.put("owner", asset.owner);
        body.put("status", assets.status(asset));
        if (assets.status(asset) == Assets.Status.PROCESSING_FAILED && asset.isVideo()) {
            body.put("processingFailureReason", "UNSUPPORTED_VIDEO_FORMAT");
        }
        return Reply.json(200, body);
    }

    private Reply finish(Call call, Grant grant) throws Violation {
        Queries.only(call, "action");
        JsonNode request = Queries.body(call).path("finalizeUploadRequest");
        Queries.fields(request, "finalizeUploadRequest", "video", "uploadToken", "uploadedPartIds");
        Asset asset = assets.get(Queries.text(request, "finalizeUploadRequest", "video"));
        Queries.text(request, "finalizeUploadRequest", "uploadToken");
        members.judge(
                grant, asset.owner, "w_member_social", "w_organization_social", Members.POSTERS, "videos.finalize");
        JsonNode ids = request.path("uploadedPartIds");
        long expected = (asset.size + PART - 1) / PART;
        if (ids.size() != expected || asset.parts.size() != expected) {
            throw Errors.violation(400, "MEDIA_ASSET_WAITING_UPLOAD", "Media asset is waiting upload");
        }
        for (int part = 0; part < expected; part++) {
            if (!tag(asset.parts.get(part)).equals(ids.path(part).asText())) {
                throw Errors.invalid("uploadedPartIds", "part " + part + " has another ETag: they are in order");
            }
        }
        assets.complete(asset);
        return Reply.empty(200);
    }

    /** Takes bytes: a picture's with a token, a part of a video without one. */
    Reply bytes(Call call) throws Violation {
        List<String> path = call.segments();
        boolean video = path.size() == 4 && path.get(2).equals("uploaded-video");
        if (!call.method().equals("PUT") || path.size() != 4 || call.body().length == 0) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "bytes are put, and not none");
        }
        Asset asset = assets.get("urn:li:" + (video ? "video:" : "image:") + path.get(1));
        if (!clock.instant().isBefore(asset.urlsEnd)) {
            throw Errors.violation(400, "EXPIRED_UPLOAD_URL", "The upload URL is expired");
        }
        if (!video) {
            tokens.of(call);
            judge(call.body());
            asset.parts.put(0, call.body());
            assets.complete(asset);
            return Reply.empty(201);
        }
        return part(call, asset, Integer.parseInt(path.get(3)));
    }

    private static Reply part(Call call, Asset asset, int part) throws Violation {
        if (call.header("Authorization").isPresent()) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "the upload of a video takes no token");
        }
        if (!call.type().equals("application/octet-stream")) {
            throw Errors.violation(415, "UNSUPPORTED_MEDIA_TYPE", "a part is application/octet-stream");
        }
        long expected = Math.min(PART, asset.size - (long) part * PART);
        if (call.body().length != expected) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "part " + part + " has not " + expected + " bytes");
        }
        asset.parts.put(part, call.body());
        return Reply.empty(200).with("ETag", tag(call.body()));
    }

    private static String tag(byte[] part) {
        return "\"/ambry-video/signedId/" + Integer.toHexString(java.util.Arrays.hashCode(part)) + "\"";
    }

    private static void judge(byte[] picture) throws Violation {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw Errors.violation(415, "UNSUPPORTED_MEDIA_TYPE", "this is no picture");
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            reader.dispose();
            if (!FORMATS.contains(format)) {
                throw Errors.violation(415, "UNSUPPORTED_MEDIA_TYPE", format + " is none of JPG, GIF and PNG");
            }
            if (pixels >= MOST_PIXELS) {
                throw Errors.violation(413, "REQUEST_ENTITY_TOO_LARGE", pixels + " pixels are too many");
            }
        } catch (IOException e) {
            throw Errors.violation(415, "UNSUPPORTED_MEDIA_TYPE", "the picture cannot be read");
        }
    }
}
