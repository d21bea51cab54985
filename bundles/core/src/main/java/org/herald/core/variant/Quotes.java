package org.herald.core.variant;

import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import java.util.Locale;

/** Quotation marks as a language has them. */
final class Quotes {
    private static final char NARROW_SPACE = '\u202F';

    private Quotes() {}

    static String around(String text, Locale language) {
        LocaleData data = LocaleData.getInstance(ULocale.forLocale(language));
        String open = data.getDelimiter(LocaleData.QUOTATION_START);
        String close = data.getDelimiter(LocaleData.QUOTATION_END);
        boolean spaced =
                language.getLanguage().equals("fr") && !language.getCountry().equals("CH");
        return spaced ? open + NARROW_SPACE + text + NARROW_SPACE + close : open + text + close;
    }
}
