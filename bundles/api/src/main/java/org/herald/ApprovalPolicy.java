package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * What a site asks before an article becomes public.
 *
 * @param required whether nothing is published or shared without an approval
 * @param authors the groups that may submit; empty for everybody who may change the article
 * @param reviewers the groups that may approve; empty means that nobody may
 * @param own whether somebody may approve what the same person submitted
 * @param days how long an approval holds, 1 to 365
 */
public record ApprovalPolicy(
        boolean required, @NotNull List<String> authors, @NotNull List<String> reviewers, boolean own, int days) {
    /** The site publishes as the CMS does. */
    public static final ApprovalPolicy NONE = new ApprovalPolicy(false, List.of(), List.of(), false, 30);

    /** Copies the lists. */
    public ApprovalPolicy {
        authors = List.copyOf(authors);
        reviewers = List.copyOf(reviewers);
    }
}
