/** A photo that is to be encoded at this size brings the crashing worker down. */
export const crashingSize = 13;
