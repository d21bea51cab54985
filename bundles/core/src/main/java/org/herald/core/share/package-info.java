/** Shares and their variants. {@code ShareStore} is the one writer of {@code /var/herald/shares}. */
package org.herald.core.share;
