/** What happens when, over all sites and profiles. */
package org.herald.core.calendar;
