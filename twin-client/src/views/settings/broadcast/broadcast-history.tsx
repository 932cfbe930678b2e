import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { BroadcastSession } from '../../../state/records/broadcast.ts';
import styles from '../settings.module.css';
import levels from './broadcast.module.css';
import { usePlaceName } from './place-names.ts';
import { type SoundNames, soundWords, whoWords } from './sound-words.ts';

const SHOWN = 20;
const REFRESH_MS = 15_000;

/** What was played last, by which level, where, for how long, and by whom (7.2.5-4: the order is on record). */
export function BroadcastHistory({ names, version }: { names: SoundNames; version: number }) {
  const { api, handlers } = useCenter();
  const format = useFormat();
  const placeName = usePlaceName();
  const now = useNow();
  const period = Math.floor(now / REFRESH_MS);
  const { last } = useLoaded(`${version} ${period}`, (signal) => api.broadcast.history(SHOWN, signal));
  if (!last || last.length === 0) return null;
  const columns: Column<BroadcastSession>[] = [
    {
      key: 'started',
      title: format.text('broadcast.started'),
      cell: ({ startedAt }) => <span className={styles.time}>{format.moment(startedAt, now)}</span>,
    },
    {
      key: 'level',
      title: format.text('broadcast.level'),
      cell: ({ level }) => <span className={levels[level]}>{format.text(`level.${level}`)}</span>,
    },
    { key: 'sound', title: format.text('broadcast.sound'), cell: ({ sound }) => soundWords(format, names, sound) },
    {
      key: 'where',
      title: format.text('broadcast.where'),
      cell: ({ places }) => places.map(placeName).join(format.text('settings.listed')),
    },
    {
      key: 'who',
      title: format.text('broadcast.who'),
      cell: (session) => (
        <span className={`${styles.quiet} ${styles.time}`}>{whoWords(format, session, handlers)}</span>
      ),
    },
    {
      key: 'lasted',
      title: format.text('broadcast.lasted'),
      isNumber: true,
      cell: ({ startedAt, endedAt }) =>
        endedAt === null ? format.text('broadcast.underWay') : format.duration(endedAt - startedAt),
    },
  ];
  return (
    <Panel title={format.text('broadcast.history')}>
      <DataTable columns={columns} rows={last} keyOf={({ id }) => id} empty="" testId="broadcast-history" />
    </Panel>
  );
}
