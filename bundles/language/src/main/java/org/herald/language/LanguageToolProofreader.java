package org.herald.language;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.herald.spi.Proofreader;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * English and French by LanguageTool. Its dictionaries take seconds to read: that happens in the background, and a
 * language is told once it is there.
 */
@Component(service = Proofreader.class)
public final class LanguageToolProofreader implements Proofreader {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageToolProofreader.class);
    /** For English without a country, what is right on either side of the ocean is right. */
    private static final Map<String, List<String>> VARIANTS =
            Map.of("en", List.of("en-US", "en-GB"), "fr", List.of("fr"));
    /** Rules for letters and books; posts begin in small letters, and editors do not set thin spaces. */
    private static final List<String> NOT_FOR_POSTS = List.of(
            "UPPERCASE_SENTENCE_START",
            "WHITESPACE_RULE",
            "SENTENCE_WHITESPACE",
            "COMMA_PARENTHESIS_WHITESPACE",
            "EN_UNPAIRED_BRACKETS",
            "EN_UNPAIRED_QUOTES",
            "FRENCH_WHITESPACE",
            "FRENCH_WHITESPACE_STRICT",
            "FR_UNPAIRED_BRACKETS",
            "APOS_TYP",
            "PUNCTUATION_PARAGRAPH_END",
            "WORD_REPEAT_BEGINNING_RULE",
            "ENGLISH_WORD_REPEAT_BEGINNING_RULE",
            "FRENCH_WORD_REPEAT_BEGINNING_RULE");

    /** UTF-16 code units that are read at once; a post is shorter on most networks. */
    private static final int PART = 2_000;
    /** As many as anybody reads through for mistakes before sharing. */
    private static final int MOST = 20_000;
    /** Whoever writes waits for it. */
    private static final Duration LONGEST = Duration.ofMillis(1_500);

    private static final int REMEMBERED = 100;
    private static final float LOAD = 0.75f;

    private final Map<String, JLanguageTool> tools = new ConcurrentHashMap<>();
    private final Map<String, Proof> read = Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final LongSupplier nanos;
    private volatile boolean stopped;
    private final ExecutorService loading =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "herald-language"));

    /** Begins to read the dictionaries. */
    @Activate
    public LanguageToolProofreader() {
        this(System::nanoTime);
    }

    /**
     * Begins to read the dictionaries.
     *
     * @param nanos counts how time passes, like {@link System#nanoTime}
     */
    LanguageToolProofreader(LongSupplier nanos) {
        this.nanos = nanos;
        VARIANTS.values().forEach(codes -> codes.forEach(code -> loading.execute(() -> load(code))));
        loading.shutdown();
    }

    @Deactivate
    void stop() {
        stopped = true;
        loading.shutdownNow();
    }

    private void load(String code) {
        inBundle(() -> {
            JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode(code));
            tool.disableRules(NOT_FOR_POSTS);
            tool.check("Warm."); // what is read at first use is read now
            tools.put(code, tool);
            LOG.info("LanguageTool reads {}", code);
            return null;
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** LanguageTool and what it stands on look for their files with the thread's own class loader. */
    private <T> T inBundle(Work<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LanguageToolProofreader.class.getClassLoader());
        try {
            return work.run();
        } catch (IOException | RuntimeException | LinkageError e) {
            if (stopped) {
                LOG.debug("The bundle went while its dictionaries were read", e);
            } else {
                LOG.error("LanguageTool failed; the text is not proofread", e);
            }
            return null;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public List<String> languages() {
        return VARIANTS.entrySet().stream()
                .filter(entry -> tools.keySet().containsAll(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Proof read(String text, Locale language) {
        List<String> codes = codes(language);
        if (codes.isEmpty() || !tools.keySet().containsAll(codes)) {
            return new Proof(List.of(), text.length());
        }
        String key = codes + text;
        Proof known = read.get(key);
        if (known == null) {
            known = proof(text, codes);
            if (known.end() >= Math.min(text.length(), MOST)) { // else there was no time: another day there may be
                read.put(key, known);
            }
        }
        return known;
    }

    /** Reads a part after the other, until the whole is read or the time is over. */
    private Proof proof(String text, List<String> codes) {
        long begin = nanos.getAsLong();
        List<Mistake> mistakes = new ArrayList<>();
        int end = 0;
        while (end < text.length() && end < MOST && nanos.getAsLong() - begin < LONGEST.toNanos()) {
            int start = end;
            end = partEnd(text, start);
            for (Mistake mistake : check(text.substring(start, end), codes)) {
                mistakes.add(
                        new Mistake(mistake.start() + start, mistake.end() + start, mistake.why(), mistake.instead()));
            }
        }
        return new Proof(mistakes, end);
    }

    /** Where a part ends: at a paragraph's end, else a sentence's, else a word's. */
    static int partEnd(String text, int start) {
        int most = start + PART;
        if (most >= text.length()) {
            return text.length();
        }
        for (String between : List.of("\n\n", ". ", " ")) {
            int at = text.lastIndexOf(between, most - between.length());
            if (at > start + PART / 2) {
                return at + between.length();
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }

    private static List<String> codes(Locale language) {
        List<String> all = VARIANTS.getOrDefault(language.getLanguage(), List.of());
        return all.contains(language.toLanguageTag()) ? List.of(language.toLanguageTag()) : all;
    }

    /** What every variant of the language calls a mistake. */
    private List<Mistake> check(String text, List<String> codes) {
        List<Mistake> mistakes = check(text, codes.get(0));
        for (String other : codes.subList(1, codes.size())) {
            if (!mistakes.isEmpty()) {
                List<Mistake> there = check(text, other);
                mistakes = mistakes.stream()
                        .filter(m -> there.stream().anyMatch(t -> t.start() < m.end() && m.start() < t.end()))
                        .toList();
            }
        }
        return mistakes;
    }

    private List<Mistake> check(String text, String code) {
        JLanguageTool tool = tools.get(code);
        synchronized (tool) { // it is not made for several threads
            List<RuleMatch> matches = inBundle(() -> tool.check(text));
            return matches == null
                    ? List.of()
                    : matches.stream().map(LanguageToolProofreader::mistake).toList();
        }
    }

    private static Mistake mistake(RuleMatch match) {
        String why = match.getMessage().replaceAll("</?suggestion>", "“").strip();
        return new Mistake(match.getFromPos(), match.getToPos(), why, match.getSuggestedReplacements());
    }
}
