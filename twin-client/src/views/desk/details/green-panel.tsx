import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from './details.module.css';

/** The green of the estate against the limits of clause 5.7.6. */
export function GreenPanel() {
  const { api, layers } = useCenter();
  const format = useFormat();
  const shown = useSyncExternalStore(layers.layers.subscribe, layers.layers.get);
  const newest = Math.max(...shown.map(({ record }) => record.updatedAt));
  const green = useLoaded(`green ${newest}`, (signal) => api.layers.green(signal));
  const percent = (share: number) => `${format.number(share * 100, 1)} %`;
  const square = (value: number) => format.text('green.squareMetres', { value: format.number(value, 1) });
  const judged = (value: string, met: boolean, limit: string) => (
    <span className={met ? undefined : styles.missed}>
      {value}{' '}
      <small>{`${format.text(met ? 'green.met' : 'green.missed')} · ${format.text('green.atLeast', { limit })}`}</small>
    </span>
  );
  return (
    <Panel title={format.text('green.title')} from="layer">
      {green.last === null && green.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {green.state === 'failed' && <ProblemNotice cause={green.cause} onRetry={green.retry} />}
      {green.last && (
        <div data-testid="green">
          <Facts
            facts={[
              {
                label: format.text('green.ratio'),
                value: judged(
                  percent(green.last.ratio),
                  green.last.ratio >= green.last.limits.ratio,
                  percent(green.last.limits.ratio),
                ),
              },
              {
                label: format.text('green.perResident'),
                value:
                  green.last.perResidentM2 === null
                    ? format.text('green.unknown')
                    : judged(
                        square(green.last.perResidentM2),
                        green.last.perResidentM2 >= green.last.limits.perResidentM2,
                        square(green.last.limits.perResidentM2),
                      ),
              },
            ]}
          />
          <p className={styles.note}>
            {format.text('green.areas', {
              green: format.number(green.last.greenM2),
              site: format.number(green.last.siteM2),
              residents: format.number(green.last.residents),
            })}
          </p>
        </div>
      )}
    </Panel>
  );
}
