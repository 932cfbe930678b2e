import { useCenter, useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { DataTable } from '../../../kit/table/data-table.tsx';
import type { WhatIf } from '../../../state/records/what-if.ts';
import { Figures } from '../../reports/figures.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { SideBySide } from './side-by-side.tsx';
import styles from './what-if.module.css';

/** What two courses of one fork came to: the proof, the alarms, the load, what cameras see, the ways out. */
export function WhatIfResult({
  result,
  chosen,
  onChoose,
}: {
  result: WhatIf;
  chosen: string | null;
  onChoose(device: string | null): void;
}) {
  return (
    <>
      <Proof result={result} />
      <DifferenceTable result={result} chosen={chosen} onChoose={onChoose} />
      <div className={styles.pair}>
        <Load result={result} />
        {result.coverage && <Coverage coverage={result.coverage} />}
        {result.doors.map((trial) => (
          <Doors key={trial.building} trial={trial} />
        ))}
      </div>
    </>
  );
}

function Proof({ result }: { result: WhatIf }) {
  const { clock } = useCenter();
  const format = useFormat();
  const { before, after, record, recorded, gaps } = result;
  const short = (hash: string) => hash.slice(0, 8);
  const moment = (time: number) => format.moment(time, clock.now());
  return (
    <Panel title={format.text('whatIf.proof')} from="whatIf" aside={`${moment(result.from)} – ${moment(result.to)}`}>
      <Figures
        label={format.text('whatIf.proof')}
        items={[
          {
            key: 'courses',
            label: format.text('whatIf.hashes', { before: short(before.hash), after: short(after.hash) }),
            value: format.text(before.hash === after.hash ? 'whatIf.equal' : 'whatIf.differ'),
          },
          {
            key: 'record',
            label: format.text('whatIf.record'),
            value:
              record.hash === before.hash && record.otherAlarms === 0
                ? format.text('whatIf.record.same')
                : format.text('whatIf.record.other', { count: format.number(record.otherAlarms) }),
            note: format.text('whatIf.record.note'),
          },
          {
            key: 'inputs',
            label: format.text('whatIf.inputs'),
            value: format.number(recorded.observations),
            note: format.text('whatIf.inputs.note', {
              commits: format.number(recorded.commits),
              reports: format.number(recorded.reports),
            }),
          },
          {
            key: 'deeds',
            label: format.text('whatIf.deeds'),
            value: format.number(after.deeds.done),
            note: format.text('whatIf.deeds.note', { count: format.number(after.deeds.leftOut) }),
          },
        ]}
      />
      {gaps.map((gap) => (
        <p key={gap.from} className={styles.note} role="note">
          {format.text('whatIf.gap', { from: moment(gap.from), to: moment(gap.to) })}
        </p>
      ))}
    </Panel>
  );
}

const LOADS = ['raised', 'perHour', 'mostUnacknowledged', 'unacknowledged', 'escalated'] as const;

function Load({ result: { before, after } }: { result: WhatIf }) {
  const format = useFormat();
  const took = (length: number | null) => (length === null ? format.text('reports.none') : format.duration(length));
  return (
    <Panel title={format.text('whatIf.load')} from="whatIf">
      <SideBySide
        testId="what-if-load"
        measures={[
          ...LOADS.map((key) => ({
            key,
            label: format.text(`whatIf.load.${key}`),
            before: format.number(before.load[key], key === 'perHour' ? 1 : 0),
            after: format.number(after.load[key], key === 'perHour' ? 1 : 0),
          })),
          {
            key: 'acknowledge',
            label: format.text('whatIf.load.acknowledge'),
            before: took(before.load.acknowledgeMs),
            after: took(after.load.acknowledgeMs),
          },
        ]}
      />
      <p className={styles.note}>{format.text('whatIf.load.limit')}</p>
    </Panel>
  );
}

const SEEN = ['groundM2', 'facadeM2', 'boundaryM', 'keyPlaces'] as const;

function Coverage({ coverage }: { coverage: NonNullable<WhatIf['coverage']> }) {
  const format = useFormat();
  return (
    <Panel title={format.text('whatIf.coverage')} from="whatIfPlaces">
      <SideBySide
        testId="what-if-coverage"
        measures={SEEN.map((key) => ({
          key,
          label: format.text(`whatIf.coverage.${key}`),
          before: format.number(coverage.before[key]),
          after: format.number(coverage.after[key]),
          all: format.number(coverage.all[key]),
        }))}
      />
      <p className={styles.note}>{format.text('whatIf.coverage.note', { cell: coverage.cellM })}</p>
    </Panel>
  );
}

function Doors({ trial }: { trial: WhatIf['doors'][number] }) {
  const format = useFormat();
  const site = useSite();
  const { before, after, changed, changedLeft } = trial;
  const building = site.buildings.find(({ code }) => code === trial.building)?.name ?? trial.building;
  const none = format.text('reports.none');
  const measure = (key: 'withWay' | 'stranded') => ({
    key,
    label: format.text(`whatIf.doors.${key}`),
    before: format.number(before[key]),
    after: format.number(after[key]),
  });
  const longest = (of: 'lengthM' | 'walkS') => ({
    before: before.longest ? format.number(before.longest[of]) : none,
    after: after.longest ? format.number(after.longest[of]) : none,
  });
  const seconds = (way: { walkS: number } | null) =>
    way ? format.text('whatIf.walk', { seconds: format.number(way.walkS) }) : format.text('whatIf.doors.none');
  return (
    <Panel title={format.text('whatIf.doors', { building })} from="whatIfPlaces">
      <SideBySide
        testId="what-if-ways"
        measures={[
          measure('withWay'),
          { key: 'longest', label: format.text('whatIf.doors.longest'), ...longest('lengthM') },
          { key: 'longestS', label: format.text('whatIf.doors.longestS'), ...longest('walkS') },
          measure('stranded'),
          {
            key: 'clear',
            label: format.text('whatIf.doors.clear'),
            before: format.number(before.clearS),
            after: format.number(after.clearS),
          },
        ]}
      />
      <DataTable
        testId="what-if-spaces"
        rows={changed}
        keyOf={({ space }) => space}
        empty={format.text('whatIf.doors.unchanged')}
        columns={[
          {
            key: 'space',
            title: format.text('whatIf.doors.space'),
            cell: ({ name, storey }) => [storey, name].filter(Boolean).join(' · '),
          },
          { key: 'before', title: format.text('whatIf.was'), isNumber: true, cell: (row) => seconds(row.before) },
          { key: 'after', title: format.text('whatIf.would'), isNumber: true, cell: (row) => seconds(row.after) },
        ]}
      />
      {changedLeft > 0 && (
        <p className={styles.note}>{format.text('whatIf.doors.left', { count: format.number(changedLeft) })}</p>
      )}
      <p className={styles.note}>{format.text('whatIf.doors.note')}</p>
    </Panel>
  );
}
