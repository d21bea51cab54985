package org.herald.simulators.instagram;

import org.herald.simulators.meta.GraphError;

/** Errors of the Instagram Platform (Instagram, Error Codes). */
enum IgError {
    EXPIRED(-2, 2207020, "The media you are trying to access has expired. Please try to upload again."),
    NOT_MADE(-1, 2207032, "Create media fail, please try to re-create media"),
    RESTRICTED(4, 2207051, "We restrict certain activity to protect our community."),
    QUOTA(9, 2207042, "You reached maximum number of posts that is allowed to be published by Content Publishing API."),
    NOT_FOUND(24, 2207006, "The media with the requested id does not exist"),
    BUILDER(24, 2207008, "Media builder with creation id does not exist or has been expired."),
    CAROUSEL(
            100,
            2207028,
            "Your post won't work as a carousel. Carousels need at least 2 photos/videos and no more than 10."),
    UNREACHABLE(9004, 2207052, "The media could not be fetched from this URI."),
    NOT_READY(9007, 2207027, "The media is not ready for publishing, please wait for a moment"),
    TOO_LARGE(36000, 2207004, "The image is too large to download. It should be less than 8 MiB."),
    FORMAT(36001, 2207005, "The image format is not supported."),
    RATIO(36003, 2207009, "The submitted image's aspect ratio is not supported."),
    CAPTION(36004, 2207010, "The submitted image's caption was too long.");

    private final int code;
    private final int subcode;
    private final String message;

    IgError(int code, int subcode, String message) {
        this.code = code;
        this.subcode = subcode;
        this.message = message;
    }

    GraphError error() {
        return GraphError.of(code, subcode, message);
    }
}
