/** How much a profile may post and spend, what it used of it, and what happens when that is not enough. */
package org.herald.core.budget;
