/** Why an imagery server gave no picture; a page says it in its own words. */
export type ImageryFaultCode =
  | 'notAllowed'
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'notImage'
  | 'tooLarge'
  | 'busy'
  | 'unreadable';

/** A tile that could not be had; the rest of the picture stands. */
export class ImageryFault extends Error {
  override readonly name = 'ImageryFault';
  readonly code: ImageryFaultCode;

  constructor(code: ImageryFaultCode, detail: string, options: { cause?: unknown } = {}) {
    super(detail, options);
    this.code = code;
  }
}
