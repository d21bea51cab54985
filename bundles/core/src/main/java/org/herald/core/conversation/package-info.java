/** Approved comments below their articles. {@code Comments} is their one writer. */
package org.herald.core.conversation;
