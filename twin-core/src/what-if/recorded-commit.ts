import type { Order } from '../decide/handle.ts';
import type { Batch } from '../evaluate.ts';
import type { ActionAsked, ActionEnded, AlarmHandled, LoggedEvent, Observations, TwinEvent } from '../event.ts';

/** Whoever does what rules and clocks ask, not people. */
const BY_ITSELF: ReadonlySet<string> = new Set(['system', 'rule']);

/** What came in with one commit of the log: what was sensed and what people did, without what was decided of it. */
export interface RecordedCommit {
  readonly seq: number;
  readonly recordedAt: number;
  /** What is the same whatever is decided. */
  readonly sensed: Pick<Batch, 'registrations' | 'removals' | 'observations' | 'reports' | 'siteChanges'>;
  /** Devices that went silent: their pauses are as they were, whatever the rules make of it. */
  readonly silent: readonly string[];
  /** In terms of the recorded alarms. */
  readonly handled: readonly AlarmHandled[];
  readonly orders: readonly Order[];
  readonly ended: readonly ActionEnded[];
  /** Recorded alarms by their numbers: those that the commit raised, with when, and those that it closed. */
  readonly raised: readonly { readonly id: string; readonly device: string; readonly code: string }[];
  readonly closed: readonly string[];
}

/** Takes apart the events of one commit, in order; a commit has one event at least. */
export function recordedCommit(events: readonly LoggedEvent[]): RecordedCommit {
  const { seq, recordedAt } = events[0]!;
  const list = events.map(({ event }) => event);
  const of = <Kind extends TwinEvent['kind']>(...kinds: readonly Kind[]) =>
    list.filter((event): event is Extract<TwinEvent, { kind: Kind }> =>
      (kinds as readonly string[]).includes(event.kind),
    );
  return {
    seq,
    recordedAt,
    sensed: {
      registrations: of('device.registered'),
      removals: of('device.removed').map(({ device }) => device),
      observations: joined(of('observations')),
      reports: of('device.reported'),
      siteChanges: of('site.changed', 'layer.changed', 'place.changed', 'wall.changed'),
    },
    silent: of('device.silent').map(({ device }) => device),
    handled: of('alarm.handled').filter(({ by }) => !BY_ITSELF.has(by)),
    orders: of('action.asked').flatMap(orderOf),
    ended: of('action.ended'),
    raised: of('alarm.raised'),
    closed: of('alarm.closed').map(({ id }) => id),
  };
}

function orderOf({ id, by, alarm, device, action }: ActionAsked): Order[] {
  return device !== null && action.do === 'order' ? [{ id, by, alarm, device, action }] : [];
}

function joined(batches: readonly Observations[]): Observations | null {
  const [first, ...others] = batches;
  if (!first || others.length === 0) return first ?? null;
  const all = <T extends Float64Array | Int32Array>(field: (batch: Observations) => T) =>
    batches.flatMap((batch) => [...field(batch)]);
  return {
    kind: 'observations',
    datastreams: Int32Array.from(all(({ datastreams }) => datastreams)),
    times: Float64Array.from(all(({ times }) => times)),
    values: Float64Array.from(all(({ values }) => values)),
  };
}
