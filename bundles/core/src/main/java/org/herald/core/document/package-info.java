/** Records of articles that accounts keep: noted before the first post, kept up to date, and taken away. */
package org.herald.core.document;
