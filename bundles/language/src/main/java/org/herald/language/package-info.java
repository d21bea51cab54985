/** Reads texts with LanguageTool. */
package org.herald.language;
