/** Brings variants to their networks, and finds out what became of them. */
package org.herald.core.delivery;
