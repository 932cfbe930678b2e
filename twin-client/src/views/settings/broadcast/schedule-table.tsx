import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import type { BroadcastSchedule, Repeat } from '../../../state/records/broadcast.ts';
import styles from '../settings.module.css';
import { dayWords } from '../weekdays.ts';
import { usePlaceName } from './place-names.ts';
import { type SoundNames, soundWords } from './sound-words.ts';

/** What is played by the clock, each with when it is due next. */
export function ScheduleTable({
  schedules,
  names,
  chosen,
  onChoose,
}: {
  schedules: readonly BroadcastSchedule[];
  names: SoundNames;
  chosen: string | null;
  onChoose(id: string): void;
}) {
  const { clock } = useCenter();
  const format = useFormat();
  const placeName = usePlaceName();
  const next = ({ enabled, nextAt }: BroadcastSchedule) => {
    if (!enabled) return format.text('broadcast.off');
    return nextAt === null ? format.text('settings.none') : format.moment(nextAt, clock.now());
  };
  const columns: Column<BroadcastSchedule>[] = [
    { key: 'name', title: format.text('broadcast.name'), cell: ({ name }) => name },
    { key: 'sound', title: format.text('broadcast.sound'), cell: ({ sound }) => soundWords(format, names, sound) },
    {
      key: 'where',
      title: format.text('broadcast.where'),
      cell: ({ places }) => places.map(placeName).join(format.text('settings.listed')),
    },
    { key: 'when', title: format.text('broadcast.when'), cell: ({ repeat }) => repeatWords(format, repeat) },
    {
      key: 'next',
      title: format.text('broadcast.next'),
      cell: (schedule) => <span className={styles.quiet}>{next(schedule)}</span>,
    },
  ];
  return (
    <Panel
      title={format.text('broadcast.schedules')}
      aside={
        <Button data-testid="schedule-new" onClick={() => onChoose('')}>
          {format.text('broadcast.newSchedule')}
        </Button>
      }
    >
      <DataTable
        columns={columns}
        rows={schedules}
        keyOf={({ id }) => id}
        empty={format.text('broadcast.noSchedules')}
        testId="schedules"
        choice={{ chosen, onChoose }}
        dataOf={({ id }) => ({ 'data-schedule': id })}
      />
    </Panel>
  );
}

function repeatWords(format: Format, repeat: Repeat): string {
  if (repeat.kind === 'once') return `${format.date(repeat.at)} ${format.hour(repeat.at)}`;
  const days = repeat.kind === 'daily' ? format.text('settings.everyDay') : dayWords(format, repeat.days);
  return `${days} ${repeat.time}`;
}
