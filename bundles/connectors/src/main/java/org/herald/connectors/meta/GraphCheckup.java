package org.herald.connectors.meta;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Fact;
import org.herald.spi.Outcome;
import org.herald.spi.Vitals;

/** Tells how an account of Meta's fares: what its token opens, what the token is, and what is left of the limits. */
public final class GraphCheckup {
    private final GraphApi api;
    private final List<Fact> version;
    private final List<String> posting;
    private final List<String> others;

    /**
     * Asks for one network.
     *
     * @param version when that of the API ends
     * @param posting the permissions without which nothing can be posted
     * @param others those without which something else cannot be done
     */
    public GraphCheckup(GraphApi api, List<Fact> version, List<String> posting, List<String> others) {
        this.api = api;
        this.version = List.copyOf(version);
        this.posting = List.copyOf(posting);
        this.others = List.copyOf(others);
    }

    /**
     * Reads what Meta said to whoever asked what the token opens.
     *
     * @param whole whether an answer tells what it must
     * @param found what it means, asked only where it does
     */
    public <T> Vitals read(
            Account account, Answer answer, Class<T> type, Predicate<T> whole, Function<T, List<Fact>> found) {
        List<Fact> beside = Facts.all(version, Facts.clock(answer, api.now()), GraphFacts.usage(answer));
        Optional<T> opened = GraphApi.document(answer, type).filter(whole);
        if (opened.isEmpty()) {
            Outcome trouble = api.troubleReading(answer);
            return Facts.trouble(answer, trouble, HttpErrorMapping.denied(trouble), beside);
        }
        return Facts.told(found.apply(opened.get()), GraphFacts.token(api, account, posting, others), beside);
    }
}
