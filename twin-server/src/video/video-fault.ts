/** Why there is no picture of a camera; a page says it in its own words. */
export type VideoFaultCode =
  | 'notAllowed'
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'unreadable'
  | 'unsupported'
  | 'tooLarge'
  | 'busy'
  | 'noStream';

/** A camera's pictures that could not be had. Its words name the host at most, never an address with what it may hold. */
export class VideoFault extends Error {
  override readonly name = 'VideoFault';
  readonly code: VideoFaultCode;

  constructor(code: VideoFaultCode, detail: string, options: { cause?: unknown } = {}) {
    super(detail, options);
    this.code = code;
  }
}
