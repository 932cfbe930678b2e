import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { priorityClass } from '../../kit/marks.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { TextArea } from '../../kit/text-field.tsx';
import { useToast } from '../../kit/toast.tsx';
import type { Api } from '../../state/api.ts';
import type { ReferredAlarm } from '../../state/records/referral.ts';
import styles from './partner.module.css';

/** Longest reply, characters. */
const REPLY_LIMIT = 500;

export interface ReferredCardProps {
  readonly item: ReferredAlarm;
  readonly api: Api;
  /** Something was said: what stands is to be read again. */
  onDone(): void;
}

/** One alarm that was passed on: what and where it is, what was said with it, its receipt and its reply. */
export function ReferredCard({ item, api, onDone }: ReferredCardProps) {
  const format = useFormat();
  const tell = useToast();
  const [reply, setReply] = useState('');
  const [pending, setPending] = useState(false);
  const now = Date.now();
  const does = (said: Promise<void>) => {
    setPending(true);
    said
      .then(onDone)
      .catch((cause: unknown) => tell(problemText(format, cause), 'problem'))
      .finally(() => setPending(false));
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    does(api.referrals.reply(item.alarm, reply));
  };
  const place = [item.building, item.storey, item.zone].filter(Boolean).join(' · ');
  return (
    <li className={styles.card} data-alarm={item.alarm} data-received={item.receivedAt !== null}>
      <h2 className={priorityClass(item.priority)}>
        {format.label(item.label)} <small>{item.alarm}</small>
      </h2>
      <p>{[place, item.device].filter(Boolean).join(' · ')}</p>
      <p className={styles.quiet}>{format.moment(item.time, now)}</p>
      {item.message !== null && <blockquote>{item.message}</blockquote>}
      <p className={styles.quiet}>
        {format.text('referrals.from', { name: item.from, time: format.moment(item.at, now) })}
      </p>
      {item.receivedAt !== null && (
        <p>{format.text('referrals.received', { time: format.moment(item.receivedAt, now) })}</p>
      )}
      {item.reply !== null && item.repliedAt !== null && (
        <p>{format.text('referrals.replied', { time: format.moment(item.repliedAt, now), reply: item.reply })}</p>
      )}
      {item.case === 'closed' && <p className={styles.quiet}>{format.text('referrals.closed')}</p>}
      {item.case !== 'closed' && item.receivedAt === null && (
        <Button
          look="action"
          disabled={pending}
          data-testid="receive"
          onClick={() => does(api.referrals.receive(item.alarm))}
        >
          {format.text('referrals.receive')}
        </Button>
      )}
      {item.case !== 'closed' && item.receivedAt !== null && item.reply === null && (
        <form className={styles.reply} onSubmit={send}>
          <TextArea
            label={format.text('referrals.reply')}
            value={reply}
            onChange={(event) => setReply(event.target.value)}
            maxLength={REPLY_LIMIT}
            required
            data-testid="reply"
          />
          <Button look="action" type="submit" disabled={pending || reply.trim() === ''} data-testid="send-reply">
            {format.text('referrals.send')}
          </Button>
        </form>
      )}
    </li>
  );
}
