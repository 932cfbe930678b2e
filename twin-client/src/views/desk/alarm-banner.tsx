import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { priorityClass } from '../../kit/marks.tsx';
import { fullPlaceName } from '../../state/place-name.ts';
import { fallWords } from './alarm-work/fall-words.ts';
import { useFallTrace } from './alarm-work/use-fall-trace.ts';
import { useAddress, useDesk } from './desk.ts';
import { alarmLabel, alarmValue } from './queue/alarm-words.ts';
import styles from './scene-tools.module.css';
import { useTopAlarm } from './use-top-alarm.ts';

/** Place, detector, value and time of the selected alarm, else of the most urgent one nobody has acknowledged. */
export function AlarmBanner() {
  const { store, site, clock } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const top = useTopAlarm();
  const chosen = selection?.kind === 'alarm' ? store.state.alarms.get(selection.id) : undefined;
  const alarm = chosen ?? top;
  const fall = useFallTrace(alarm);
  if (!alarm) return null;
  const device = store.device(alarm.device);
  const kind = device && store.catalogue.kind(device.deviceKind);
  const facts = [
    alarmLabel(store.catalogue, format, alarm),
    kind ? `${format.label(kind.kind.label)} ${alarm.device}` : alarm.device,
    alarmValue(store.catalogue, format, alarm, device?.deviceKind ?? ''),
    fallWords(format, fall),
    format.text('banner.raised', { time: format.moment(alarm.time, clock.now()) }),
  ];
  return (
    <button
      type="button"
      className={`${styles.banner} ${priorityClass(alarm.priority)}`}
      data-testid="alarm-banner"
      onClick={() => desk.open({ kind: 'alarm', id: alarm.id })}
    >
      <b>{fullPlaceName(site, alarm) || device?.name || alarm.device}</b>
      <span>{facts.filter(Boolean).join(' · ')}</span>
    </button>
  );
}
