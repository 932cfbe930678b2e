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
  /** Of HTTP, where that was the fault. */
  readonly status: number | null;

  constructor(
    code: VideoFaultCode,
    detail: string,
    { cause, status = null }: { cause?: unknown; status?: number | null | undefined } = {},
  ) {
    super(detail, { cause });
    this.code = code;
    this.status = status;
  }
}
