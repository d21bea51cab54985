package org.herald.core.media;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.herald.spi.Limits;
import org.herald.spi.Media;

/**
 * Draws the picture of a card for an article that has none: its title and the name of its site. The letters are drawn
 * from a font of our own, as shapes: a server without a screen has none.
 */
public final class CardImage {
    /** What networks show a large card in (Open Graph, X): 1.91 to 1. */
    static final int WIDTH = 1200;

    static final int HEIGHT = 630;
    /** What a large card is, as a rendition. */
    public static final Limits.Pictures SHAPE =
            new Limits.Pictures(0, 1, 1_000_000, 1_000_000, WIDTH, 1.905, 1.905, 0, Set.of("image/jpeg"));

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int MARGIN = 90;
    private static final int SITE_SIZE = 38;
    private static final int MAX_LINES = 4;
    private static final int[] TITLE_SIZES = {88, 72, 60, 50};
    private static final double LINE_HEIGHT = 1.22;
    private static final Color[] BACKGROUND = {new Color(0x1F2D3D), new Color(0x2F5D62)};
    private static final int OPAQUE = 255;
    private static final int COVERING = 205;
    private static final Color RULE = new Color(0xF2C14E);

    private CardImage() {}

    /**
     * Draws; a title in letters that the font does not have is unusable.
     *
     * @param background the site's own picture, to stand behind the letters
     */
    public static Rendition draw(
            String title, String site, Optional<Media> background, Limits.Pictures limits, long maxBytes) {
        try (InputStream stream = TrueTypeFont.class.getResourceAsStream(FONT);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(stream))) {
            Letters letters = new Letters(font);
            if (title.isBlank() || !letters.has(title) || !letters.has(site)) {
                return new Rendition.Unusable("No picture can be drawn for these letters: choose one.");
            }
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            try {
                paintBackground(graphics, background);
                paint(graphics, letters, title.strip(), site.strip());
            } finally {
                graphics.dispose();
            }
            return Pictures.encode(image, title, limits, maxBytes);
        } catch (IOException e) {
            return new Rendition.Unusable("The picture of the card cannot be drawn: choose one.");
        }
    }

    /** A picture is darkened, so that the letters on it can be read. */
    private static void paintBackground(Graphics2D graphics, Optional<Media> background) throws IOException {
        if (background.isPresent()) {
            BufferedImage picture =
                    ImageIO.read(new ByteArrayInputStream(background.get().bytes()));
            graphics.drawImage(picture, 0, 0, WIDTH, HEIGHT, null);
        }
        int cover = background.isPresent() ? COVERING : OPAQUE;
        graphics.setPaint(
                new GradientPaint(0, 0, covering(BACKGROUND[0], cover), WIDTH, HEIGHT, covering(BACKGROUND[1], cover)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
    }

    private static Color covering(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static void paint(Graphics2D graphics, Letters letters, String title, String site) throws IOException {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(RULE);
        graphics.setStroke(new BasicStroke(8));
        graphics.drawLine(MARGIN, HEIGHT - MARGIN - 70, MARGIN + 140, HEIGHT - MARGIN - 70);
        graphics.setColor(Color.WHITE);
        letters.write(graphics, site, MARGIN, HEIGHT - MARGIN, SITE_SIZE);
        for (int size : TITLE_SIZES) {
            List<String> lines = letters.lines(title, WIDTH - 2 * MARGIN, size);
            boolean last = size == TITLE_SIZES[TITLE_SIZES.length - 1];
            if (lines.size() < MAX_LINES || last) {
                double top = MARGIN + size;
                for (String line : lines.subList(0, Math.min(MAX_LINES, lines.size()))) {
                    letters.write(graphics, line, MARGIN, top, size);
                    top += size * LINE_HEIGHT;
                }
                return;
            }
        }
    }

    /** The shapes of a font. */
    private static final class Letters {
        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final double unit;

        Letters(TrueTypeFont font) throws IOException {
            this.font = font;
            this.glyphs = font.getUnicodeCmapLookup();
            this.unit = font.getUnitsPerEm();
        }

        boolean has(String text) {
            return text.codePoints()
                    .filter(c -> !Character.isWhitespace(c))
                    .allMatch(c -> glyphs.getGlyphId(c) != 0 && isPlain(c));
        }

        /** Joined scripts and those that run from right to left need more than shapes in a row. */
        private static boolean isPlain(int c) {
            byte direction = Character.getDirectionality(c);
            return direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                    && Character.getType(c) != Character.NON_SPACING_MARK;
        }

        double width(String text, int size) throws IOException {
            double width = 0;
            for (int c : text.codePoints().toArray()) {
                width += font.getAdvanceWidth(glyphs.getGlyphId(c)) * size / unit;
            }
            return width;
        }

        List<String> lines(String text, double room, int size) throws IOException {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String word : text.split("\\s+")) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, size) > room && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(word);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
            }
            lines.add(line.toString());
            return lines;
        }

        void write(Graphics2D graphics, String text, double x, double baseline, int size) throws IOException {
            double at = x;
            double scale = size / unit;
            for (int c : text.codePoints().toArray()) {
                int glyph = glyphs.getGlyphId(c);
                GeneralPath shape = font.getGlyph().getGlyph(glyph) == null
                        ? new GeneralPath()
                        : font.getGlyph().getGlyph(glyph).getPath();
                AffineTransform place = AffineTransform.getTranslateInstance(at, baseline);
                place.scale(scale, -scale);
                graphics.fill(place.createTransformedShape(shape));
                at += font.getAdvanceWidth(glyph) * scale;
            }
        }
    }
}
