package org.herald.core.variant;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.MediaFile;
import org.herald.Voice;
import org.herald.core.media.MediaInfo;
import org.herald.spi.Limits;
import org.openjdk.jmh.annotations.*;
import org.openjdk.jmh.infra.Blackhole;

/** Checks a text of 5 000 characters, with a link, a mention, an emoji and two hashtags in each paragraph, for all networks in the book; counting its code points is the ratio's other side. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RulesBench {
    private static final String LINK = "https://example.org/a/long/path/to/an/article.html";
    private String text;

    @Setup
    public void fill() {
        String prose = "The bees came back to the garden this spring, and with them came the children who count them. "
                + "Fourteen kinds live between the beds; some of them nest in the old wall, others in reeds. Les "
                + "abeilles sauvages ne font pas de miel, mais sans elles il n’y aurait ni pommes ni cerises. Wer sie "
                + "sehen will, kommt am besten mittags, wenn die Sonne auf die Beete scheint — und bringt Geduld mit. ";
        String links = "See " + LINK + ", asks @anna@example.social: 漢字 #WildBees #communitygardening 🐝 ";
        String paragraph = prose + links;
        text = paragraph.repeat(1 + 5000 / paragraph.length()).substring(0, 5000);
    }

    @Benchmark
    public void nineNetworks(Blackhole hole) {
        ParsedText reading = new ParsedText(text);
        for (Limits limits : LimitsBook.all().values()) {
            Candidate candidate = new Candidate(
                    reading,
                    List.of(new Split.Piece(text, 0, text.length())),
                    Attachment.MEDIA,
                    LINK,
                    false,
                    List.of(new Candidate.Medium(new MediaFile("/a.jpg", "a picture"), new MediaInfo.Picture())),
                    "",
                    "",
                    Locale.ENGLISH,
                    Voice.Tone.FORMAL);
            for (Finding finding : Rules.check(candidate, limits, RuleSeverities.USUAL)) {
                hole.consume(finding);
            }
        }
    }

    @Benchmark
    public int codePoints() {
        int count = 0;
        for (int i = 0; i < LimitsBook.all().size(); i++) {
            count += text.codePointCount(0, text.length());
        }
        return count;
    }
}
