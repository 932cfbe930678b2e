import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { SiteMap } from '../../../map/site-map.ts';
import { useDeskKeys } from '../desk-keys.ts';
import styles from './analysis.module.css';
import { DensityPanel } from './density-panel.tsx';
import { TimePicker } from './time-picker.tsx';
import { spanOf, type TimeChoice } from './time-range.ts';
import { TripsPanel } from './trips-panel.tsx';

const LOOKS = ['heat', 'hexagons', 'trips'] as const;
type Look = (typeof LOOKS)[number];

/** Clause 6.4.1-2-6: where and when alarms were, as a heat map or hexagons, and where patrols and vehicles went. */
export function AnalysisTool({ map }: { map: SiteMap }) {
  const { clock } = useCenter();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [look, setLook] = useState<Look>('heat');
  const [choice, setChoice] = useState<TimeChoice>({ is: 'day' });
  const [askedAt, setAskedAt] = useState(0);
  useDeskKeys({
    escape: () => {
      if (!open) return false;
      setOpen(false);
      return true;
    },
  });
  const choose = (next: TimeChoice) => {
    setChoice(next);
    setAskedAt(clock.now());
  };
  const span = spanOf(choice, askedAt);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        data-testid="analysis"
        onClick={() => {
          setAskedAt(clock.now());
          setOpen(!open);
        }}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M12 2.5 15.800 4.700v4.400L12 11.300 8.200 9.100V4.700zM7 11.800l3.800 2.200v4.400L7 20.600l-3.800-2.200V14zm10 0 3.800 2.200v4.400L17 20.600l-3.800-2.200V14z"
            fill="currentColor"
          />
        </svg>
        {format.text('analysis.open')}
      </button>
      {open && (
        <section className={styles.panel} aria-label={format.text('analysis.title')} data-testid="analysis-panel">
          <header>
            <h3>{format.text('analysis.title')}</h3>
            <Button look="quiet" aria-label={format.text('analysis.close')} onClick={() => setOpen(false)}>
              ✕
            </Button>
          </header>
          <div className={styles.row}>
            <Choice<Look>
              label={format.text('analysis.look')}
              value={look}
              options={LOOKS.map((value) => ({ value, label: format.text(`analysis.look.${value}`) }))}
              onChoose={setLook}
            />
          </div>
          <TimePicker choice={choice} span={span} onChoose={choose} />
          {look === 'trips' ? (
            <TripsPanel map={map} span={span} />
          ) : (
            <DensityPanel key={`${span.from} ${span.to}`} map={map} look={look} span={span} />
          )}
        </section>
      )}
    </>
  );
}
