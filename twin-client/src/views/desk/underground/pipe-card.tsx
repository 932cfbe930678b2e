import type { TraceKind } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { PipeRecord } from '../../../state/records/network.ts';
import styles from './underground.module.css';

/** The record of a pipe, or of what stands on one, and what may be asked from there. */
export function PipeCard({ record, onTrace }: { record: PipeRecord; onTrace(kind: TraceKind): void }) {
  const format = useFormat();
  const element = record.is === 'edge' ? record.edge : record.node;
  const metres = (value: number | null, decimals: number) =>
    value === null ? null : format.text('underground.metres', { value: format.number(value, decimals) });
  const { diameterMm } = element;
  const kinds: readonly TraceKind[] = ['isolate', 'downstream', 'upstream'];
  return (
    <div data-testid="pipe-card" data-pipe={element.id}>
      <Facts
        facts={[
          { label: format.text('underground.record.id'), value: element.id },
          { label: format.text('underground.record.kind'), value: format.text(`underground.kind.${element.kind}`) },
          {
            label: format.text('underground.record.medium'),
            value: format.text(`underground.medium.${element.medium}`),
          },
          {
            label: format.text('underground.record.diameter'),
            value:
              diameterMm === null ? null : format.text('underground.millimetres', { value: format.number(diameterMm) }),
          },
          { label: format.text('underground.record.depth'), value: metres(record.place.depthM, 2) },
          ...(record.is === 'edge'
            ? [
                { label: format.text('underground.record.material'), value: element.material },
                { label: format.text('underground.record.length'), value: metres(record.edge.lengthM, 1) },
              ]
            : []),
          { label: format.text('underground.record.year'), value: element.year === null ? null : String(element.year) },
          { label: format.text('underground.record.owner'), value: element.owner },
          ...(element.closed
            ? [{ label: format.text('underground.record.state'), value: format.text('underground.record.shut') }]
            : []),
        ]}
      />
      <div className={styles.actions}>
        {kinds.map((kind) => (
          <Button key={kind} data-testid={`trace-${kind}`} onClick={() => onTrace(kind)}>
            {format.text(`underground.trace.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
