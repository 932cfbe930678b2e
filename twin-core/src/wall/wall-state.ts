import { z } from 'zod';

const code = z.string().min(1).max(100);

/** What the scene of a wall shows. */
export const WallView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('site') }),
  z.strictObject({ kind: z.literal('alarm'), id: code }),
  z.strictObject({ kind: z.literal('device'), code }),
  z.strictObject({ kind: z.literal('building'), code, storey: code.nullable() }),
  z.strictObject({ kind: z.literal('zone'), code }),
]);
export type WallView = z.infer<typeof WallView>;

/** What a person may set of a wall. */
export const WallWish = z.strictObject({
  /** Id of the layout; null: the one that fits the window. */
  layout: z.string().max(32).nullable(),
  view: WallView,
  /** Codes of cameras shown before all others but an alarm's own. */
  cameras: z.array(code).max(16),
  /** Goes round the buildings while nothing waits; off by default (WALL). */
  patrol: z.boolean(),
});
export type WallWish = z.infer<typeof WallWish>;

/** The wall as every site begins with it. */
export const PLAIN_WALL: WallWish = { layout: null, view: { kind: 'site' }, cameras: [], patrol: false };

/** Where the view of a wall comes from. */
export type WallViewSource = 'alarm' | 'director' | 'patrol' | 'site';

/**
 * What the scene of a wall shows. An alarm that waits takes the view, the most urgent one always; a person who holds the wall keeps it, and
 * is told of the alarm. A tour goes on only where nothing waits and nothing was sent.
 */
export function wallView({
  waiting,
  sent,
  held,
  patrol,
}: {
  /** Id of the most urgent alarm that nobody has acknowledged. */
  readonly waiting: string | null;
  readonly sent: WallView;
  readonly held: boolean;
  /** Where the tour stands; null while there is none. */
  readonly patrol: WallView | null;
}): { readonly view: WallView; readonly source: WallViewSource } {
  if (waiting !== null && !held) return { view: { kind: 'alarm', id: waiting }, source: 'alarm' };
  if (sent.kind !== 'site') return { view: sent, source: 'director' };
  if (patrol) return { view: patrol, source: 'patrol' };
  return { view: sent, source: 'site' };
}
