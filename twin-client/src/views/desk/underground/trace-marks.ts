import type { TraceReply } from '../../../state/records/network.ts';
import type { UndergroundTrace } from '../../../state/underground/underground-controls.ts';

/** What the scene lights up of a trace: places to shut last, so that they lie over all others. */
export function marksOf(found: TraceReply): UndergroundTrace {
  return {
    lines: found.lines,
    marks: [
      ...found.connections.map((at) => ({ at, look: 'served' as const })),
      ...found.hydrants.map((at) => ({ at, look: 'hydrant' as const })),
      ...found.ends.map((at) => ({ at, look: 'end' as const })),
      ...found.closures.filter(({ needed }) => !needed).map((at) => ({ at, look: 'spare' as const })),
      ...found.closures.filter(({ needed }) => needed).map((at) => ({ at, look: 'shut' as const })),
    ],
  };
}
