import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { SectionPipe, TraceKind } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { NetworkRow } from '../../../state/records/network.ts';
import type { UndergroundControls } from '../../../state/underground/underground-controls.ts';
import { type PickedPipe, useDesk, useRoom } from '../desk.ts';
import { PipeCard } from './pipe-card.tsx';
import { Legend, SectionPanel } from './section-panel.tsx';
import { marksOf } from './trace-marks.ts';
import { TraceResult } from './trace-result.tsx';
import styles from './underground.module.css';

/** Depth of an excavation, metres: the deepest sewers of an estate lie above it. */
const DIG_M = 5;
const FIRST_OPACITY = 0.3;

export interface UndergroundPanelProps {
  readonly controls: UndergroundControls;
  readonly pipe: PickedPipe | null;
  onClose(): void;
}

/** The networks under the ground: how they are seen, the record of the pipe that was clicked, and what was traced from it. */
export function UndergroundPanel({ controls, pipe, onClose }: UndergroundPanelProps) {
  const { api, store } = useCenter();
  const format = useFormat();
  const revision = useSyncExternalStore(store.layersRevision.subscribe, store.layersRevision.get);
  const [line, setLine] = useState<readonly LonLat[] | null>(null);
  const networks = useLoaded(`networks ${revision}`, (signal) => api.networks.list(signal));
  // Those of before are shown while they are read anew.
  const rows = networks.last;
  useEffect(() => {
    controls.show(rows ?? []);
  }, [controls, rows]);
  useEffect(() => () => controls.show(null), [controls]);
  useEffect(() => {
    controls.showLine(line);
  }, [controls, line]);
  const desk = useDesk();
  const pick = ({ layer, id }: SectionPipe) => desk.pipe.set({ kind: 'pipe', layer, id, location: null });
  return (
    <>
      <section className={styles.panel} aria-label={format.text('underground.title')} data-testid="underground-panel">
        <header>
          <h3>{format.text('underground.title')}</h3>
          <Button look="quiet" aria-label={format.text('underground.close')} onClick={onClose}>
            ✕
          </Button>
        </header>
        {networks.state === 'loading' && !rows && <LoadingNotice text={format.text('shell.loading')} />}
        {networks.state === 'failed' && <ProblemNotice cause={networks.cause} onRetry={networks.retry} />}
        {rows?.length === 0 && <EmptyNotice title={format.text('underground.none')} />}
        {rows && rows.length > 0 && <Totals rows={rows} />}
        <Looks controls={controls} onSection={setLine} />
        {pipe ? (
          <PickedPipeWork key={`${pipe.layer} ${pipe.id}`} controls={controls} pipe={pipe} />
        ) : (
          rows && rows.length > 0 && <p className={styles.note}>{format.text('underground.hint.pick')}</p>
        )}
      </section>
      {line && <SectionPanel line={line} onPick={pick} onClose={() => setLine(null)} />}
    </>
  );
}

function Totals({ rows }: { rows: readonly NetworkRow[] }) {
  const format = useFormat();
  const sum = (of: (row: NetworkRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return (
    <>
      <p className={styles.note}>
        {format.text('underground.totals', {
          edges: format.number(sum(({ edges }) => edges)),
          km: format.number(sum(({ lengthM }) => lengthM) / 1000, 1),
        })}
      </p>
      <Legend media={[...new Set(rows.flatMap(({ media }) => media))]} />
    </>
  );
}

/** How the ground is seen through, dug away, or cut. */
function Looks({
  controls,
  onSection,
}: {
  controls: UndergroundControls;
  onSection(line: readonly LonLat[] | null): void;
}) {
  const format = useFormat();
  const area = useRoom()?.area ?? null;
  const [opacity, setOpacity] = useState(FIRST_OPACITY);
  const [drawing, setDrawing] = useState<'excavate' | 'section' | null>(null);
  const [isDug, setDug] = useState(false);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  const begin = (kind: 'excavate' | 'section') => {
    work.current?.abort();
    const control = new AbortController();
    work.current = control;
    setDrawing(kind);
    return control;
  };
  const end = (control: AbortController) => {
    if (work.current === control) setDrawing(null);
  };
  const excavate = async () => {
    if (!area) return;
    const control = begin('excavate');
    const ring = await area.draw('polygon', control.signal, () => undefined);
    end(control);
    if (!ring || control.signal.aborted) return;
    controls.excavate(ring, DIG_M);
    setDug(true);
  };
  const cut = async () => {
    const control = begin('section');
    onSection(null);
    const line = await controls.drawLine(control.signal);
    end(control);
    if (line && !control.signal.aborted) onSection(line);
  };
  return (
    <div className={styles.looks}>
      <label>
        {format.text('underground.ground')}
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          onChange={(event) => {
            setOpacity(event.target.valueAsNumber);
            controls.setGround(event.target.valueAsNumber);
          }}
        />
      </label>
      <div className={styles.actions}>
        {isDug ? (
          <Button
            onClick={() => {
              controls.excavate(null, 0);
              setDug(false);
            }}
          >
            {format.text('underground.fill')}
          </Button>
        ) : (
          <Button aria-pressed={drawing === 'excavate'} data-testid="excavate" onClick={() => void excavate()}>
            {format.text('underground.excavate')}
          </Button>
        )}
        <Button aria-pressed={drawing === 'section'} data-testid="draw-section" onClick={() => void cut()}>
          {format.text('underground.section')}
        </Button>
      </div>
      {drawing && (
        <p className={styles.note} role="status">
          {format.text(`underground.hint.${drawing}`)}
        </p>
      )}
    </div>
  );
}

function PickedPipeWork({ controls, pipe }: { controls: UndergroundControls; pipe: PickedPipe }) {
  const { api } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const [kind, setKind] = useState<TraceKind | null>(null);
  const { layer, id, location } = pipe;
  const record = useLoaded(`${layer} ${id}`, (signal) =>
    api.networks.element(layer, id, location && [location.longitude, location.latitude], signal),
  );
  const trace = useLoaded(kind && `${layer} ${id} ${kind}`, (signal) => api.networks.trace(layer, id, kind!, signal));
  const known = record.state === 'ready' ? record.value : null;
  const found = kind && trace.state === 'ready' ? trace.value : null;
  useEffect(() => {
    controls.select(known?.is === 'edge' ? known.edge.line : null);
    return () => controls.select(null);
  }, [controls, known]);
  useEffect(() => {
    controls.trace(found && marksOf(found));
    return () => controls.trace(null);
  }, [controls, found]);
  const name = known && (known.is === 'edge' ? known.edge.name : known.node.name);
  return (
    <div className={styles.picked}>
      <header>
        <h3>{name ?? id}</h3>
        <Button look="quiet" aria-label={format.text('underground.record.close')} onClick={() => desk.pipe.set(null)}>
          ✕
        </Button>
      </header>
      {record.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {record.state === 'failed' && <ProblemNotice cause={record.cause} onRetry={record.retry} />}
      {known && <PipeCard record={known} onTrace={setKind} />}
      {kind && trace.state === 'loading' && <LoadingNotice text={format.text('underground.trace.asking')} />}
      {kind && trace.state === 'failed' && <ProblemNotice cause={trace.cause} onRetry={trace.retry} />}
      {found && <TraceResult found={found} onFly={(at) => controls.flyTo(at)} />}
    </div>
  );
}
