package org.herald.core.media;

/** What must stay in the picture when it is cropped: parts of width and height, from the upper left. */
public record Focus(double x, double y) {
    /** The middle. */
    public static final Focus MIDDLE = new Focus(0.5, 0.5);

    /** Reads {@code 0.3,0.6}; the middle for anything else. */
    public static Focus parse(String text) {
        if (!text.matches("[01](\\.[0-9]{1,4})?,[01](\\.[0-9]{1,4})?")) {
            return MIDDLE;
        }
        String[] parts = text.split(",");
        return new Focus(Math.min(1, Double.parseDouble(parts[0])), Math.min(1, Double.parseDouble(parts[1])));
    }
}
