/** Memory that all requests share for their bodies. */
export interface ByteBudget {
  /** Bytes in use. */
  readonly used: number;
  /** Takes bytes if there are enough left; says whether there were. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** @param limit bytes of all bodies together. */
export function createByteBudget(limit: number): ByteBudget {
  let used = 0;
  return {
    get used() {
      return used;
    },
    take(bytes) {
      if (used + bytes > limit) return false;
      used += bytes;
      return true;
    },
    give(bytes) {
      used -= bytes;
    },
  };
}
