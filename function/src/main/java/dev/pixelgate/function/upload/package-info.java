/**
 * Pictures that clients bring ahead of the requests that name them: a place is given out, a client
 * puts the bytes there, and any number of its account's requests read them until their time is
 * over. Entry type: {@link dev.pixelgate.function.upload.UploadStore}.
 */
@NullMarked
package dev.pixelgate.function.upload;

import org.jspecify.annotations.NullMarked;
