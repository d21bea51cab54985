/** What is said, and whether it fits. Pure functions, and one thin service. */
package org.herald.core.variant;
