package org.herald.core.share;

import java.time.Instant;
import org.herald.VariantState;

/**
 * A variant that is to be looked after.
 *
 * @param since when it was to be done
 * @param claim who calls for it now, while it is {@link VariantState#SENDING}
 */
public record Due(
        String path, String network, String turn, VariantState state, Instant since, DeliveryItem.Claim claim) {}
