/** Pictures made fit for a network. Pure, but for the one class that reads the files. */
package org.herald.core.media;
