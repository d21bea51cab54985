/** Brings what an earlier version of Herald left to what this one reads. */
package org.herald.core.upgrade;
