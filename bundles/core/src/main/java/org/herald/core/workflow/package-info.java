/** Who may do what to an article before its readers see it, and what was decided. */
package org.herald.core.workflow;
