package org.herald.core.share;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.Severity;
import org.herald.TextCheck;
import org.herald.core.budget.BudgetBook;
import org.herald.core.budget.BudgetWords;
import org.herald.core.budget.Prices;
import org.herald.core.budget.Verdict;
import org.herald.core.repo.Repository;
import org.herald.core.variant.Composer;
import org.herald.core.variant.Composer.Wording;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells who is about to share that the profile's budget would make it wait, or ask. It never blocks: the editor chooses. */
@Component(service = BudgetFindings.class)
public final class BudgetFindings {
    private final Repository repository;
    private final Clock clock;

    @Activate
    public BudgetFindings(@Reference Repository repository) {
        this(repository, Clock.systemUTC());
    }

    BudgetFindings(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Adds it to what was found.
     *
     * @param at when it is to be sent; null for now
     */
    TextCheck with(TextCheck check, VariantSetting setting, Wording wording, Instant at) {
        List<Finding> findings = new ArrayList<>(check.findings());
        about(setting, wording, at).ifPresent(findings::add);
        return new TextCheck(check.length(), check.maxLength(), findings, check.parts(), check.source());
    }

    private Optional<Finding> about(VariantSetting setting, Wording wording, Instant at) {
        List<String> parts = Composer.parts(wording, setting.limits());
        long descriptions = wording.attachment() == Attachment.MEDIA
                ? wording.media().stream().filter(file -> !file.alt().isBlank()).count()
                : 0;
        BudgetBook.Forecast forecast;
        try (ResourceResolver resolver = repository.open()) {
            forecast = BudgetBook.forecast(
                    resolver,
                    setting.profile().id(),
                    new Prices(parts, false, (int) descriptions),
                    setting.traits(),
                    at,
                    clock.instant());
        }
        return forecast.verdict() instanceof Verdict.Goes ? Optional.empty() : Optional.of(finding(setting, forecast));
    }

    private static Finding finding(VariantSetting setting, BudgetBook.Forecast forecast) {
        String who =
                "“" + setting.profile().title() + "” on " + setting.traits().title();
        String remedy =
                forecast.verdict() instanceof Verdict.Asks ? " An administrator is asked before it is sent." : "";
        Map<String, String> values = BudgetWords.values(forecast.verdict(), forecast.zone());
        values.put("profile", setting.profile().title());
        values.put("network", setting.traits().title());
        return new Finding(
                BudgetWords.rule(forecast.verdict()),
                Severity.WARNS,
                0,
                0,
                values,
                who + ": " + BudgetWords.why(forecast.verdict(), forecast.zone()) + remedy,
                "");
    }
}
