package org.herald.core.variant;

import java.util.List;
import java.util.Map;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.core.media.MediaInfo;
import org.herald.core.variant.Candidate.Medium;
import org.herald.spi.Limits;

/** What is wrong with the pictures and videos of a variant. Pure. */
final class MediaRules {
    private MediaRules() {}

    static void check(Candidate candidate, Limits limits, RuleSeverities gate, List<Finding> findings) {
        boolean with = candidate.attachment() == Attachment.MEDIA;
        List<Medium> media = with ? candidate.media() : List.of();
        String source = limits.source() + ", " + limits.asOf();
        long videos =
                media.stream().filter(m -> m.look() instanceof MediaInfo.Video).count();
        count(media.size() - videos, videos, limits, source, findings);
        if (with && media.isEmpty()) {
            findings.add(Rules.blocks(
                    "mediaNone", 0, 0, Map.of(), "No picture is chosen: choose one, or send the text alone.", ""));
        }
        for (Medium medium : media) {
            if (medium.look() instanceof MediaInfo.Unusable unusable) {
                String name = name(medium);
                findings.add(
                        Rules.blocks("mediaUnusable", 0, 0, Map.of("name", name), name + ": " + unusable.why(), ""));
            } else if (medium.look() instanceof MediaInfo.Video video
                    && limits.videos().max() > 0) {
                video(name(medium), video, limits.videos(), source, findings);
            }
            alt(medium, limits, gate, source, findings);
        }
    }

    private static String name(Medium medium) {
        String path = medium.file().path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void count(long pictures, long videos, Limits limits, String source, List<Finding> findings) {
        int most = limits.pictures().max();
        int films = limits.videos().max();
        if (pictures + videos < limits.pictures().min()) {
            findings.add(Rules.blocks(
                    "pictureMissing", 0, 0, Map.of(), "This network takes no post without a picture.", source));
        }
        if (pictures > most) {
            String message = "There are more pictures than the " + most + " that this network takes.";
            findings.add(Rules.blocks("tooManyPictures", 0, 0, Map.of("max", most + ""), message, source));
        }
        if (videos > films) {
            String message = films == 0
                    ? "This network takes no video from Herald: choose a picture."
                    : "There are more videos than the " + films + " that this network takes.";
            findings.add(Rules.blocks("tooManyVideos", 0, 0, Map.of("max", films + ""), message, source));
        }
        int together = limits.videos().count().together();
        if (videos > 0 && pictures > 0 && together == 0) {
            findings.add(Rules.blocks(
                    "mediaMixed", 0, 0, Map.of(), "A post has pictures or a video: take one of them out.", source));
        }
        boolean each = pictures <= most && videos <= films;
        if (each && together > 0 && pictures + videos > together) {
            String message =
                    "There are more pictures and videos than the " + together + " that this network takes together.";
            findings.add(Rules.blocks("tooManyFiles", 0, 0, Map.of("max", together + ""), message, source));
        }
    }

    private static void video(
            String name, MediaInfo.Video video, Limits.Videos rules, String source, List<Finding> findings) {
        if (!rules.types().contains(video.type())) {
            String message = name + ": this network takes no " + video.type() + ". Save it as MP4.";
            findings.add(Rules.blocks("videoType", 0, 0, Map.of("name", name), message, source));
        }
        if (video.bytes() > rules.maxBytes()) {
            String most = rules.maxBytes() / 1_000_000 + "";
            String message = name + ": the video is larger than " + most + " MB. Make it smaller.";
            findings.add(Rules.blocks("videoTooLarge", 0, 0, Map.of("name", name, "max", most), message, source));
        }
        if (rules.maxSeconds() > 0 && video.seconds() > rules.maxSeconds()) {
            String most = rules.maxSeconds() + "";
            String message = name + ": the video is longer than " + most + " seconds. Cut it.";
            findings.add(Rules.blocks("videoTooLong", 0, 0, Map.of("name", name, "max", most), message, source));
        }
        double ratio = (double) video.width() / video.height();
        int longest = Math.max(video.width(), video.height());
        int shortest = Math.min(video.width(), video.height());
        boolean shaped = (rules.ratios().min() == 0 || ratio >= rules.ratios().min())
                && (rules.ratios().max() == 0 || ratio <= rules.ratios().max());
        boolean sized = shortest >= rules.minEdge() && (rules.maxEdge() == 0 || longest <= rules.maxEdge());
        if (!shaped || !sized) {
            String size = video.width() + " × " + video.height();
            String message = name + ": this network takes no video of " + size + " pixels. Save it in another size.";
            findings.add(Rules.blocks("videoSize", 0, 0, Map.of("name", name, "size", size), message, source));
        }
    }

    private static void alt(Medium medium, Limits limits, RuleSeverities gate, String source, List<Finding> findings) {
        String text = medium.file().alt();
        if (text.isBlank() && gate.asks("altMissing")) {
            findings.add(Rules.finding(
                    gate,
                    "altMissing",
                    0,
                    0,
                    Map.of("name", name(medium)),
                    name(medium) + " has no alternative text: some readers will not know what it shows."));
        }
        int max = limits.pictures().maxAltLength();
        int over = text.codePointCount(0, text.length()) - max;
        if (max > 0 && over > 0) {
            String message = "The alternative text of " + name(medium) + " is " + over + " too long: shorten it.";
            findings.add(
                    Rules.blocks("altTooLong", 0, 0, Map.of("over", over + "", "name", name(medium)), message, source));
        }
    }
}
