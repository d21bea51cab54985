package org.herald.core.share;

import java.util.List;
import java.util.Locale;
import org.herald.Finding;
import org.herald.core.variant.RuleSeverities;
import org.herald.core.variant.Spelling;
import org.herald.spi.Proofreader;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Asks the proofreader, where one is installed. */
@Component(service = Proofreading.class)
public final class Proofreading {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Proofreader proofreader;

    List<Finding> read(String text, Locale language, RuleSeverities gate) {
        Proofreader reader = proofreader;
        boolean able = reader != null && reader.languages().contains(language.getLanguage());
        return able ? Spelling.findings(text, language, gate, reader) : List.of();
    }
}
