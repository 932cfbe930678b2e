/** Something that cannot be done with a drill as it stands. */
export class DrillRefusal extends Error {
  override readonly name = 'DrillRefusal';
  readonly kind: 'not-found' | 'conflict' | 'not-allowed';

  constructor(kind: DrillRefusal['kind'], reason: string) {
    super(reason);
    this.kind = kind;
  }
}
