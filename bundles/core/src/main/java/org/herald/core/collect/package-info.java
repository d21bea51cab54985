/** Reads what people answered. {@code InboxStore}, {@code InboxReviews} and {@code InboxAnswers} alone write {@code /var/herald/inbox}. */
package org.herald.core.collect;
