/** What a file may be before it is read at all. */
export interface SourceLimits {
  /** Bytes of an IFC file, unpacked. */
  readonly maxBytes: number;
  /** Unpacked bytes for each packed one. Deflate makes at most 1,032; STEP text packs 4 to 30 times. */
  readonly maxRatio: number;
}

/** The limits where none are given: a gibibyte, a hundredfold. */
export const SOURCE_LIMITS: SourceLimits = { maxBytes: 2 ** 30, maxRatio: 100 };
