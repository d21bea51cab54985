package org.herald.spi;

import java.util.Locale;
import org.jetbrains.annotations.NotNull;

/**
 * What is said in a video, to be read.
 *
 * @param webVtt the captions as a WebVTT file
 */
public record Captions(@NotNull Locale language, @NotNull String webVtt) {}
