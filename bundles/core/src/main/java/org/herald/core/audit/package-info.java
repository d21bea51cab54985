/** What was decided, by whom and when. */
package org.herald.core.audit;
