import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { HandoverSummary } from '../../state/records/handover.ts';
import styles from './handover.module.css';

/** One handover in a list: when, by whom, signed or not; a click shows its sheet. */
export function HandoverLine({
  handover: { id, writtenAt, writtenBy, signedAt, signedBy },
  isShown = false,
  onShow,
}: {
  handover: HandoverSummary;
  isShown?: boolean;
  onShow(id: string): void;
}) {
  const { clock } = useCenter();
  const format = useFormat();
  const nameOf = (person: { displayName: string } | null) => person?.displayName ?? format.text('handover.someone');
  return (
    <button type="button" className={styles.line} aria-current={isShown} onClick={() => onShow(id)}>
      <b>{`${format.date(writtenAt)} ${format.hour(writtenAt)}`}</b>
      <span>{format.text('handover.by', { name: nameOf(writtenBy) })}</span>
      <small>
        {signedAt === null
          ? format.text('handover.notSigned')
          : format.text('handover.signedBy', { name: nameOf(signedBy), time: format.moment(signedAt, clock.now()) })}
      </small>
    </button>
  );
}
