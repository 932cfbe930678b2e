/** Why something about an import is not done: what was asked for does not exist, stands in the way, or is too much. */
export type RefusalKind = 'unknown' | 'conflict' | 'invalid' | 'tooLarge' | 'noSpace';

/** A request about an upload or an import that is not fulfilled; nothing was changed. The message is fit for the caller. */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal';
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
