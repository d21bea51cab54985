/** Reads what people answered. {@code InboxStore} is the one writer of {@code /var/herald/inbox}. */
package org.herald.core.collect;
