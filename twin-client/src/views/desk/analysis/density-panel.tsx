import { useEffect, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { DensityLook, DensityLegend as Legend } from '../../../map/density/density.ts';
import type { SiteMap } from '../../../map/site-map.ts';
import styles from './analysis.module.css';
import { DensityBars } from './density-bars.tsx';
import { DensityLegend } from './density-legend.tsx';
import type { TimeSpan } from './time-range.ts';

export interface DensityPanelProps {
  readonly map: SiteMap;
  readonly look: DensityLook;
  readonly span: TimeSpan;
}

/** Where alarms were in a time, on the map, and when, as bars: a bar narrows the map to its part of the time. */
export function DensityPanel({ map, look, span }: DensityPanelProps) {
  const { api, store } = useCenter();
  const format = useFormat();
  const [facility, setFacility] = useState<string | null>(null);
  const [part, setPart] = useState<TimeSpan | null>(null);
  const [legend, setLegend] = useState<Legend | null>(null);
  const valid = span.from < span.to;
  const ask = (times: TimeSpan) => ({ ...times, facility });
  const whole = useLoaded(valid ? JSON.stringify(ask(span)) : null, (signal) => api.alarmDensity(ask(span), signal));
  const narrowed = useLoaded(part && JSON.stringify(ask(part)), (signal) => api.alarmDensity(ask(part!), signal));
  const shown = part ? narrowed : whole;
  const counted = shown.state === 'ready' ? shown.value : null;
  useEffect(() => {
    setLegend(map.estate.showDensity(counted && { look, items: counted.items }));
  }, [map, counted, look]);
  useEffect(() => () => void map.estate.showDensity(null), [map]);
  return (
    <>
      <div className={styles.row}>
        <select
          aria-label={format.text('queue.facility')}
          value={facility ?? ''}
          data-testid="analysis-facility"
          onChange={(event) => setFacility(event.target.value || null)}
        >
          <option value="">{format.text('queue.facilityAll')}</option>
          {store.catalogue.facilities.map(({ id, label }) => (
            <option key={id} value={id}>
              {format.label(label)}
            </option>
          ))}
        </select>
      </div>
      {whole.state === 'loading' && valid && <LoadingNotice text={format.text('analysis.asking')} />}
      {shown.state === 'failed' && <ProblemNotice cause={shown.cause} onRetry={shown.retry} />}
      {whole.state === 'ready' && whole.value.total === 0 && <EmptyNotice title={format.text('analysis.none')} />}
      {whole.state === 'ready' && whole.value.total > 0 && (
        <>
          <DensityBars density={whole.value} part={part} onPart={setPart} />
          <p className={styles.told} data-testid="analysis-total">
            <span>
              {part
                ? format.text('analysis.part', { from: format.hour(part.from), to: format.hour(part.to) })
                : format.text('analysis.whole')}
              {counted && ` · ${format.text('analysis.total', { count: format.number(counted.total) })}`}
            </span>
            {part && (
              <Button look="quiet" onClick={() => setPart(null)}>
                {format.text('analysis.whole')}
              </Button>
            )}
          </p>
          {counted && counted.unplaced > 0 && (
            <p className={styles.note}>
              {format.text('analysis.unplaced', { count: format.number(counted.unplaced) })}
            </p>
          )}
          {legend && <DensityLegend legend={legend} />}
        </>
      )}
    </>
  );
}
