/** A network inside the CMS: posts appear on a timeline of its own, and make-believe readers answer. */
package org.herald.rehearsal;
