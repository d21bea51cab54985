/** Who is told of what, in the CMS and by e-mail. */
package org.herald.core.notice;
